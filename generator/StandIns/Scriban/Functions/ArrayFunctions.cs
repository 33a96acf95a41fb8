using System.Collections;
using System.Text;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The namespace <c>array</c>.</summary>
internal sealed class ArrayFunctions() : BuiltinNamespace("array")
{
    protected override Builtin? Make(string function) => function switch
    {
        "add" => Define(function, (_, _, a) => Add((IEnumerable?)a[0], a[1]), List("list"), Any("value")),
        "add_range" or "concat" => Define(function, (_, _, a) => Concat((IEnumerable?)a[0], (IEnumerable?)a[1]), List("list1"), List("list2")),
        "any" => DefineWithRest(function, HasAny, List("list"), Any("function")),
        "compact" => Define(function, (_, _, a) => a[0] is IEnumerable list ? Sequences.Compact(list) : null, List("list")),
        "contains" => Define(function, (_, span, a) => Contains(span, (IEnumerable?)a[0], a[1]), List("list"), Any("item")),
        "each" => Define(function, (c, s, a) => Apply(c, s, a, Sequences.Each), List("list"), Any("function")),
        "filter" => Define(function, (c, s, a) => Apply(c, s, a, Sequences.Filter), List("list"), Any("function")),
        "first" => Define(function, (_, _, a) => First((IEnumerable?)a[0]), List("list")),
        "insert_at" => Define(function, (_, _, a) => InsertAt((IEnumerable?)a[0], (int)a[1]!, a[2]), List("list"), Int("index"), Any("value")),
        "join" => Define(function, Join, List("list"), Text("delimiter"), OptionalAny("function")),
        "last" => Define(function, (_, _, a) => Last((IEnumerable?)a[0]), List("list")),
        "limit" => Define(function, (_, _, a) => a[0] is IEnumerable list ? Sequences.Limit(list, (int)a[1]!) : null, List("list"), Int("count")),
        "map" => Define(function, (_, span, a) => Map(span, a[0], (string?)a[1]), Any("list"), Text("member")),
        "offset" => Define(function, (_, _, a) => a[0] is IEnumerable list ? Sequences.Offset(list, (int)a[1]!) : null, List("list"), Int("index")),
        "remove_at" => Define(function, (_, _, a) => RemoveAt((IEnumerable?)a[0], (int)a[1]!), List("list"), Int("index")),
        "reverse" => Define(function, (_, _, a) => Sequences.Reverse(a[0] as IEnumerable ?? Array.Empty<object>()), List("list")),
        "size" => Define(function, (_, _, a) => Size((IEnumerable?)a[0]), List("list")),
        "sort" => Define(function, (_, span, a) => Sort(span, a[0], (string?)a[1]), Any("list"), OptionalText("member")),
        "uniq" => Define(function, (_, _, a) => a[0] is IEnumerable list ? Sequences.Uniq(list) : null, List("list")),
        _ => null,
    };

    public static int Size(IEnumerable? list)
    {
        switch (list)
        {
            case null:
                return 0;
            case ICollection collection:
                return collection.Count;
            case ScriptObject members:
                return members.Count;
            default:
                var count = 0;
                foreach (var _ in list)
                {
                    count++;
                }

                return count;
        }
    }

    private static IEnumerable Add(IEnumerable? list, object? value)
    {
        var result = list is null ? new ScriptArray() : new ScriptArray(list);
        result.Add(value);
        return list is IList or ScriptRange ? result : Sequences.Of(result);
    }

    private static ScriptRange? Concat(IEnumerable? first, IEnumerable? second)
    {
        if (first is null || second is null)
        {
            return (first ?? second) is { } only ? Sequences.Of(only) : null;
        }

        return Sequences.Concat(first, second);
    }

    private static object HasAny(TemplateContext context, SourceSpan span, object?[] arguments)
    {
        var list = arguments[0] as IEnumerable
            ?? throw new ScriptRuntimeException(span, "`array.any` of null is refused by the Scriban stand-in");
        var function = Function(span, arguments[1]);
        var values = new object?[arguments.Length - 1];
        Array.Copy(arguments, 1, values, 0, values.Length);
        foreach (var item in list)
        {
            values[0] = item;
            if (Conversion.ToBool(context.CallWith(function, span, values)))
            {
                return Conversion.Box(true);
            }
        }

        return Conversion.Box(false);
    }

    private static object Contains(SourceSpan span, IEnumerable? list, object? item)
    {
        foreach (var element in list ?? throw new ScriptRuntimeException(span, "`array.contains` of null"))
        {
            if (Equals(element, item))
            {
                return Conversion.Box(true);
            }
        }

        return Conversion.Box(false);
    }

    private static ScriptRange? Apply(
        TemplateContext context,
        SourceSpan span,
        object?[] arguments,
        Func<TemplateContext, SourceSpan, IEnumerable, ScriptCallable, ScriptRange> apply)
    {
        if (arguments[0] is not IEnumerable list)
        {
            return null;
        }

        return arguments[1] is null ? Sequences.Of(list) : apply(context, span, list, Function(span, arguments[1]));
    }

    private static ScriptCallable Function(SourceSpan span, object? value) =>
        value as ScriptCallable
        ?? throw new ScriptRuntimeException(span, $"a {Conversion.TypeName(value)} is not a function; is the `@` before its name missing?");

    private static object? First(IEnumerable? list)
    {
        foreach (var item in list ?? Array.Empty<object>())
        {
            return item;
        }

        return null;
    }

    private static object? Last(IEnumerable? list)
    {
        if (list is IList items)
        {
            return items.Count > 0 ? items[items.Count - 1] : null;
        }

        object? last = null;
        foreach (var item in list ?? Array.Empty<object>())
        {
            last = item;
        }

        return last;
    }

    private static ScriptArray InsertAt(IEnumerable? list, int index, object? value)
    {
        var result = list is null ? [] : new ScriptArray(list);
        result.Insert(Math.Max(index, 0), value);
        return result;
    }

    private static string Join(TemplateContext context, SourceSpan span, object?[] arguments)
    {
        var text = new StringBuilder();
        var function = arguments[2] is null ? null : Function(span, arguments[2]);
        var isFirst = true;
        foreach (var item in arguments[0] as IEnumerable ?? Array.Empty<object>())
        {
            if (!isFirst)
            {
                text.Append((string?)arguments[1]);
            }

            isFirst = false;
            var part = Conversion.ToText(span, item);
            text.Append(function is null ? part : Conversion.ToText(span, context.CallWith(function, span, part)));
        }

        return text.ToString();
    }

    private static ScriptRange Map(SourceSpan span, object? list, string? member)
    {
        if (list is null || member is null)
        {
            return Sequences.Of(Array.Empty<object>());
        }

        var items = list is IEnumerable ? Conversion.ToSequence(span, list)! : new[] { list };
        return Sequences.Map(items, span, member);
    }

    private static ScriptArray RemoveAt(IEnumerable? list, int index)
    {
        var result = list is null ? [] : new ScriptArray(list);
        result.RemoveAt(index < 0 ? result.Count + index : index);
        return result;
    }

    private static object Sort(SourceSpan span, object? list, string? member)
    {
        if (list is null)
        {
            return Sequences.Of(Array.Empty<object>());
        }

        if (list is not IEnumerable)
        {
            return new ScriptArray { list };
        }

        var items = new List<object?>();
        foreach (var item in Conversion.ToSequence(span, list)!)
        {
            items.Add(item);
        }

        Comparison<object?> comparison = string.IsNullOrEmpty(member)
            ? (a, b) => Compare(span, a, b)
            : (a, b) => Compare(span, MemberOf(span, a, member!), MemberOf(span, b, member!));
        try
        {
            items.Sort(comparison);
        }
        catch (InvalidOperationException exception) when (exception.InnerException is ScriptRuntimeException inner)
        {
            throw inner;
        }

        return new ScriptArray(items);
    }

    private static object? MemberOf(SourceSpan span, object? item, string member) =>
        item is null ? null : Access.GetMember(span, item, member);

    private static int Compare(SourceSpan span, object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string a, string b) => string.CompareOrdinal(a, b),
        (int a, int b) => a.CompareTo(b),
        (long a, long b) => a.CompareTo(b),
        (double a, double b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        _ => throw new ScriptRuntimeException(
            span, $"a {Conversion.TypeName(left)} and a {Conversion.TypeName(right)} cannot be sorted together"),
    };
}
