using System.Collections;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The namespace <c>object</c>.</summary>
internal sealed class ObjectFunctions() : BuiltinNamespace("object")
{
    protected override Builtin? Make(string function) => function switch
    {
        "default" => Define(function, (_, _, a) => a[0] is null or "" ? a[1] : a[0], Any("value"), Any("default")),
        "has_key" => Define(
            function,
            (_, _, a) => Conversion.Box(a is [ScriptObject members, string key] && members.ContainsKey(key)),
            Map("value"),
            Text("key")),
        "has_value" => Define(
            function,
            (_, _, a) => Conversion.Box(a is [ScriptObject members, string key] && members[key] is not null),
            Map("value"),
            Text("key")),
        "keys" => Define(function, (_, span, a) => Keys(span, a[0]), Any("value")),
        "kind" => Define(function, (_, span, a) => a[0] is null ? null : Known(span, a[0]!, Conversion.TypeName(a[0])), Any("value")),
        "size" => Define(function, (_, _, a) => Size(a[0]), Any("value")),
        "typeof" => Define(function, (_, span, a) => a[0] is null ? null : Known(span, a[0]!, TypeOf(a[0]!)), Any("value")),
        "values" => Define(function, (_, span, a) => Values(span, a[0]), Any("value")),
        _ => null,
    };

    private static int Size(object? value) => value switch
    {
        string text => text.Length,
        IEnumerable list => ArrayFunctions.Size(list),
        _ => 0,
    };

    private static string TypeOf(object value) => value switch
    {
        string => "string",
        bool => "boolean",
        int or long or double => "number",
        ScriptRange => "iterator",
        IList => "array",
        _ => "object",
    };

    private static string Known(SourceSpan span, object value, string name) =>
        value is string or bool or int or long or double or ScriptRange or IList or ScriptObject or BuiltinNamespace
            ? name
            : throw Refused(span, "the type", value);

    private static ScriptArray Keys(SourceSpan span, object? value) => value switch
    {
        null or ScriptCallable => [],
        ScriptObject members => new ScriptArray(members.Keys),
        ScriptArray array => new ScriptArray(array.GetMembers()),
        _ => throw Refused(span, "the keys", value),
    };

    private static ScriptArray Values(SourceSpan span, object? value) => value switch
    {
        null or ScriptCallable => [],
        ScriptObject members => new ScriptArray((IEnumerable)members.Values),
        _ => throw Refused(span, "the values", value),
    };

    private static ScriptRuntimeException Refused(SourceSpan span, string what, object? value) =>
        new(span, $"{what} of a {Conversion.TypeName(value)}: refused by the Scriban stand-in");
}
