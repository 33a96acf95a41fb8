using System.Collections;
using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>The value of the variable <c>empty</c>: equal to whatever has no elements.</summary>
internal sealed class EmptyValue
{
    public static readonly EmptyValue Instance = new();

    private EmptyValue()
    {
    }
}

/// <summary>A name of Scriban's that the stand-in does not have; using it is an error that says so.</summary>
internal sealed class RefusedValue
{
    public static readonly RefusedValue Instance = new();

    private RefusedValue()
    {
    }
}

/// <summary>
/// What <c>capture</c> stores. In Scriban it is not a string but the output itself: it turns into its text where a text is wanted
/// and is an unknown object elsewhere. The stand-in does the first and refuses the second.
/// </summary>
internal sealed class CapturedText(string text)
{
    public string Text { get; } = text;

    public static ScriptRuntimeException Refusal(SourceSpan span, string use) => new(
        span, $"captured text as {use} is refused by the Scriban stand-in; make it a string first: x = \"\" + x");
}

/// <summary>The variable <c>for</c> or <c>while</c> inside its loop.</summary>
internal sealed class LoopState
{
    public int Index { get; set; }

    public int? Length { get; set; }

    public bool IsLast { get; set; }

    public bool Changed { get; set; }

    public object? Get(string member) => member switch
    {
        "index" => Index,
        "first" => Conversion.Box(Index == 0),
        "last" => Conversion.Box(IsLast),
        "even" => Conversion.Box((Index & 1) == 0),
        "odd" => Conversion.Box((Index & 1) != 0),
        "changed" => Conversion.Box(Changed),
        "length" => Length,
        "rindex" => Length - Index - 1,
        _ => null,
    };
}

/// <summary>A sequence that is computed each time it is walked over, as the result of a range or of an array function.</summary>
internal sealed class ScriptRange(IEnumerable values, bool runsTemplateCode) : IEnumerable<object?>
{
    /// <summary>Whether walking over it calls functions of the template.</summary>
    public bool RunsTemplateCode { get; } = runsTemplateCode;

    public static bool RunsCode(IEnumerable? source) => source is ScriptRange { RunsTemplateCode: true };

    public int Count()
    {
        var count = 0;
        foreach (var _ in values)
        {
            count++;
        }

        return count;
    }

    public object? ElementAt(int index)
    {
        foreach (var value in values)
        {
            if (index-- == 0)
            {
                return value;
            }
        }

        return null;
    }

    public IEnumerator<object?> GetEnumerator()
    {
        foreach (var value in values)
        {
            yield return value;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
