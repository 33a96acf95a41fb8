using System.Globalization;
using System.Text;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The bodies that do not fit on a line.</summary>
internal sealed partial class StringFunctions
{
    private static bool Both(object?[] arguments, out string text, out string value)
    {
        text = (string?)arguments[0] ?? "";
        value = (string?)arguments[1] ?? "";
        return text.Length > 0 && value.Length > 0;
    }

    private static string Capitalize(string? text) =>
        string.IsNullOrEmpty(text) ? "" : char.ToUpperInvariant(text![0]) + text.Substring(1);

    private static string CapitalizeWords(string? text)
    {
        var result = new StringBuilder(text);
        var afterSpace = true;
        for (var i = 0; i < result.Length; i++)
        {
            if (char.IsWhiteSpace(result[i]))
            {
                afterSpace = true;
            }
            else if (afterSpace && char.IsLetter(result[i]))
            {
                result[i] = char.ToUpperInvariant(result[i]);
                afterSpace = false;
            }
        }

        return result.ToString();
    }

    private static string Handleize(SourceSpan span, string? text)
    {
        var result = new StringBuilder();
        foreach (var c in text ?? throw new ScriptRuntimeException(span, "`string.handleize` of null"))
        {
            if (char.IsLetterOrDigit(c))
            {
                result.Append(char.ToLowerInvariant(c));
            }
            else if (result.Length == 0 || result[result.Length - 1] != '-')
            {
                result.Append('-');
            }
        }

        if (result.Length > 0 && result[result.Length - 1] == '-')
        {
            result.Length--;
        }

        return result.ToString();
    }

    private static string StripNewLines(string? text) => (text ?? "").Replace("\r", "").Replace("\n", "");

    private static string? Remove(string? text, string? part) =>
        string.IsNullOrEmpty(text) || string.IsNullOrEmpty(part) ? text : text!.Replace(part, "");

    private static string Replace(SourceSpan span, string? text, string? match, string? with)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        return string.IsNullOrEmpty(match)
            ? throw new ScriptRuntimeException(span, "`string.replace` needs a text to look for")
            : text!.Replace(match, with ?? "");
    }

    private static string ReplaceOne(SourceSpan span, object? text, object? match, object? with, bool last)
    {
        if (text is not string { Length: > 0 } source)
        {
            return "";
        }

        if (match is not string { Length: > 0 } part)
        {
            return source;
        }

        // Scriban ignores the case here and nowhere else; a text where that matters is not worth a guess.
        var index = Find(source, part, last, StringComparison.Ordinal);
        if (index != Find(source, part, last, StringComparison.OrdinalIgnoreCase))
        {
            throw new ScriptRuntimeException(span, $"a match of \"{part}\" in another case is refused by the Scriban stand-in");
        }

        return index < 0 ? source : source.Substring(0, index) + (with as string) + source.Substring(index + part.Length);
    }

    private static int Find(string text, string part, bool last, StringComparison comparison) =>
        last ? text.LastIndexOf(part, comparison) : text.IndexOf(part, comparison);

    private static string Slice(string? text, int start, int? length)
    {
        if (string.IsNullOrEmpty(text) || start >= text!.Length)
        {
            return "";
        }

        var count = length ?? text.Length;
        start = start < 0 ? start + text.Length : start;
        if (start < 0)
        {
            if (start + count <= 0)
            {
                return "";
            }

            count += start;
            start = 0;
        }

        return text.Substring(start, Math.Min(count, text.Length - start));
    }

    private static string Slice1(string? text, int start, int length)
    {
        if (string.IsNullOrEmpty(text) || start > text!.Length || length <= 0)
        {
            return "";
        }

        start = start < 0 ? start + text.Length : start;
        if (start < 0)
        {
            length += start;
            start = 0;
        }

        return text.Substring(start, Math.Min(length, text.Length - start));
    }

    private static string Truncate(string? text, int length, string ellipsis)
    {
        if (string.IsNullOrEmpty(text) || text!.Length <= length)
        {
            return text ?? "";
        }

        return text.Substring(0, Math.Max(0, length - ellipsis.Length)) + ellipsis;
    }

    private static ScriptRange Split(SourceSpan span, string? text, string? match)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Sequences.Of(Array.Empty<object>());
        }

        return string.IsNullOrEmpty(match)
            ? throw new ScriptRuntimeException(span, "`string.split` without a separator is refused by the Scriban stand-in")
            : Sequences.Of(text!.Split([match!], StringSplitOptions.RemoveEmptyEntries));
    }

    private static object IndexOf(TemplateContext context, SourceSpan span, object?[] arguments)
    {
        if (arguments[0] is not string text || arguments[1] is not string search)
        {
            throw new ScriptRuntimeException(span, "`string.index_of` of null");
        }

        var comparison = (string?)arguments[4] switch
        {
            null or "Ordinal" or "CurrentCulture" or "InvariantCulture" => StringComparison.Ordinal,
            "OrdinalIgnoreCase" => StringComparison.OrdinalIgnoreCase,
            var other => throw new ScriptRuntimeException(span, $"the comparison `{other}` is refused by the Scriban stand-in"),
        };
        var start = (int?)arguments[2] ?? 0;
        return text.IndexOf(search, start, (int?)arguments[3] ?? (text.Length - start), comparison);
    }

    private static object? ToInt(string? text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static object? ToLong(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static object? ToDouble(string? text) =>
        double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) ? value : null;
}
