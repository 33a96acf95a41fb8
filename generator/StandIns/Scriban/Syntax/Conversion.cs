using System.Collections;
using System.Globalization;
using System.Text;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary>What a value is as a text, a truth or a number.</summary>
internal static class Conversion
{
    private const int NestingLimit = 100;

    private static readonly object True = true;
    private static readonly object False = false;

    public static object Box(bool value) => value ? True : False;

    /// <summary>An integer is an int whenever it fits, and a long otherwise.</summary>
    public static object Fit(long value) => value is >= int.MinValue and <= int.MaxValue ? (object)(int)value : value;

    /// <summary>Only null, false and <c>empty</c> are false: zero, "" and [] are true.</summary>
    public static bool ToBool(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        _ => value is not EmptyValue,
    };

    public static int ToInt(SourceSpan span, object? value)
    {
        switch (value)
        {
            case null:
                return 0;
            case int number:
                return number;
            case bool truth:
                return truth ? 1 : 0;
            case long number when number is >= int.MinValue and <= int.MaxValue:
                return (int)number;
            case double number when Math.Round(number) is >= int.MinValue and <= int.MaxValue:
                return (int)Math.Round(number);
            case string text when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number):
                return number;
            default:
                throw new ScriptRuntimeException(span, $"a {TypeName(value)} cannot be converted to int");
        }
    }

    public static double ToDouble(SourceSpan span, object? value) => value switch
    {
        null => 0,
        double number => number,
        int number => number,
        long number => number,
        bool truth => truth ? 1 : 0,
        _ => throw new ScriptRuntimeException(span, $"a {TypeName(value)} cannot be converted to double"),
    };

    public static IEnumerable? ToSequence(SourceSpan span, object? value) => value switch
    {
        null => null,
        string or CapturedText => throw new ScriptRuntimeException(span, "a string as a list is refused by the Scriban stand-in"),
        IEnumerable sequence => sequence,
        _ => throw new ScriptRuntimeException(span, $"a {TypeName(value)} is not a list"),
    };

    /// <summary>Null for null; true if there are no elements, false for a number or a truth.</summary>
    public static object? IsEmpty(SourceSpan span, object? value) => value switch
    {
        null => null,
        string text => Box(text.Length == 0),
        ICollection list => Box(list.Count == 0),
        IEnumerable sequence => Box(!sequence.GetEnumerator().MoveNext()),
        int or long or double or bool => Box(false),
        CapturedText => throw CapturedText.Refusal(span, "the target of `empty`"),
        _ => throw new ScriptRuntimeException(span, $"a {TypeName(value)} compared with `empty` is refused by the Scriban stand-in"),
    };

    public static string? ToText(SourceSpan span, object? value) => value switch
    {
        string text => text,
        null or EmptyValue => null,
        CapturedText captured => captured.Text,
        int number => number.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString(CultureInfo.InvariantCulture),
        _ => ListOrObjectText(span, value),
    };

    public static string TypeName(object? value) => value switch
    {
        null => "null",
        bool => "bool",
        int => "int",
        long => "long",
        double => "double",
        string => "string",
        CapturedText => "captured text",
        ScriptRange => "range",
        ScriptArray or IList => "array",
        ScriptCallable => "function",
        IScriptObject or BuiltinNamespace or EmptyValue => "object",
        _ => value.GetType().Name,
    };

    private static string ListOrObjectText(SourceSpan span, object value)
    {
        var text = new StringBuilder();
        Append(text, span, value, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, SourceSpan span, object? value, int depth)
    {
        if (depth > NestingLimit)
        {
            throw new ScriptRuntimeException(span, $"the value to write is nested more than {NestingLimit} deep");
        }

        switch (value)
        {
            case null or EmptyValue:
                text.Append("null");
                break;
            case string item:
                text.Append('"').Append(StringFunctions.Escape(item)).Append('"');
                break;
            case int or long or double or bool:
                text.Append(ToText(span, value));
                break;
            case ScriptObject members:
                AppendMembers(text, span, members, depth);
                break;
            case KeyValuePair<string, object?> pair:
                AppendMembers(text, span, [new("key", pair.Key), new("value", pair.Value)], depth);
                break;
            case CapturedText:
                throw CapturedText.Refusal(span, "an element of a list or object that is written");
            case IEnumerable items when value is ScriptRange or IList:
                AppendItems(text, span, items, depth);
                break;
            default:
                throw new ScriptRuntimeException(span, $"writing a {TypeName(value)} is refused by the Scriban stand-in");
        }
    }

    private static void AppendItems(StringBuilder text, SourceSpan span, IEnumerable items, int depth)
    {
        text.Append('[');
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            Append(text, span, item, depth + 1);
            separator = ", ";
        }

        text.Append(']');
    }

    private static void AppendMembers(
        StringBuilder text, SourceSpan span, IEnumerable<KeyValuePair<string, object?>> members, int depth)
    {
        text.Append('{');
        var separator = "";
        foreach (var member in members)
        {
            text.Append(separator);
            AppendKey(text, member.Key);
            text.Append(": ");
            Append(text, span, member.Value, depth + 1);
            separator = ", ";
        }

        text.Append('}');
    }

    private static void AppendKey(StringBuilder text, string key)
    {
        var isName = key.Length > 0 && (key[0] == '_' || char.IsLetter(key[0]));
        for (var i = 1; i < key.Length && isName; i++)
        {
            isName = key[i] == '_' || char.IsLetterOrDigit(key[i]);
        }

        if (isName)
        {
            text.Append(key);
        }
        else
        {
            text.Append('"').Append(StringFunctions.Escape(key)).Append('"');
        }
    }
}
