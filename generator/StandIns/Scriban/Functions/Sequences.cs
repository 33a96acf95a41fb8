using System.Collections;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The lazy sequences that functions on lists give; each is computed anew whenever it is walked over.</summary>
internal static class Sequences
{
    public static ScriptRange Of(IEnumerable list) => new(list, ScriptRange.RunsCode(list));

    public static ScriptRange Concat(IEnumerable first, IEnumerable second) =>
        new(ConcatItems(first, second), ScriptRange.RunsCode(first) || ScriptRange.RunsCode(second));

    public static ScriptRange Compact(IEnumerable list) => new(CompactItems(list), ScriptRange.RunsCode(list));

    public static ScriptRange Limit(IEnumerable list, int count) => new(LimitItems(list, count), ScriptRange.RunsCode(list));

    public static ScriptRange Offset(IEnumerable list, int count) => new(OffsetItems(list, count), ScriptRange.RunsCode(list));

    public static ScriptRange Reverse(IEnumerable list) => new(ReverseItems(list), ScriptRange.RunsCode(list));

    public static ScriptRange Uniq(IEnumerable list) => new(UniqItems(list), ScriptRange.RunsCode(list));

    public static ScriptRange Map(IEnumerable list, SourceSpan span, string member) =>
        new(MapItems(list, span, member), ScriptRange.RunsCode(list));

    public static ScriptRange Each(TemplateContext context, SourceSpan span, IEnumerable list, ScriptCallable function) =>
        new(EachItem(context, span, list, function), ScriptRange.RunsCode(list) || function.RunsTemplateCode);

    public static ScriptRange Filter(TemplateContext context, SourceSpan span, IEnumerable list, ScriptCallable function) =>
        new(FilterItems(context, span, list, function), ScriptRange.RunsCode(list) || function.RunsTemplateCode);

    private static IEnumerable<object?> ConcatItems(IEnumerable first, IEnumerable second)
    {
        foreach (var item in first)
        {
            yield return item;
        }

        foreach (var item in second)
        {
            yield return item;
        }
    }

    private static IEnumerable<object?> CompactItems(IEnumerable list)
    {
        foreach (var item in list)
        {
            if (item is not null)
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<object?> LimitItems(IEnumerable list, int count)
    {
        foreach (var item in list)
        {
            if (count-- <= 0)
            {
                yield break;
            }

            yield return item;
        }
    }

    private static IEnumerable<object?> OffsetItems(IEnumerable list, int count)
    {
        foreach (var item in list)
        {
            if (count <= 0)
            {
                yield return item;
            }
            else
            {
                count--;
            }
        }
    }

    private static IEnumerable<object?> ReverseItems(IEnumerable list)
    {
        var items = new List<object?>();
        foreach (var item in list)
        {
            items.Add(item);
        }

        for (var i = items.Count - 1; i >= 0; i--)
        {
            yield return items[i];
        }
    }

    private static IEnumerable<object?> UniqItems(IEnumerable list)
    {
        var seen = new HashSet<object?>();
        foreach (var item in list)
        {
            if (seen.Add(item))
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<object?> MapItems(IEnumerable list, SourceSpan span, string member)
    {
        var items = new List<object?>();
        foreach (var item in list)
        {
            items.Add(item);
        }

        foreach (var item in items)
        {
            if (Access.HasMember(item, member))
            {
                yield return Access.GetMember(span, item!, member);
            }
        }
    }

    private static IEnumerable<object?> EachItem(TemplateContext context, SourceSpan span, IEnumerable list, ScriptCallable function)
    {
        foreach (var item in list)
        {
            yield return context.CallWith(function, span, Converted(function, span, item));
        }
    }

    private static IEnumerable<object?> FilterItems(TemplateContext context, SourceSpan span, IEnumerable list, ScriptCallable function)
    {
        foreach (var item in list)
        {
            var value = Converted(function, span, item);
            if (Conversion.ToBool(context.CallWith(function, span, value)))
            {
                yield return value;
            }
        }
    }

    /// <summary>A filter keeps what the function was given: a number that a string function accepts comes out as a string.</summary>
    private static object? Converted(ScriptCallable function, SourceSpan span, object? item)
    {
        if (function.Parameters.Length == 0)
        {
            return item;
        }

        return function.Parameters[0].Kind switch
        {
            ParameterKind.Text => Conversion.ToText(span, item),
            ParameterKind.Int => Conversion.ToInt(span, item),
            ParameterKind.Double => Conversion.ToDouble(span, item),
            _ => item,
        };
    }
}
