using System.Text.RegularExpressions;
using BindGen.Diagnostics;

namespace BindGen.Model;

/// <summary>A prototype, written by a user, for what C calls like a function without knowing its types: a macro with parameters, or a
/// function with a variable number of arguments.</summary>
/// <param name="Name">What it declares.</param>
/// <param name="Before">The text in front of the name.</param>
/// <param name="After">The text behind the name, from the parameters' parenthesis on.</param>
/// <param name="Span">Where the user wrote it.</param>
internal sealed record CPrototype(string Name, string Before, string After, SourceSpan Span)
{
    // What may stand before a parenthesis and is no name of a function.
    private static readonly HashSet<string> Keywords = new(
        [
            "void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "bool", "_Bool", "const", "volatile",
            "__attribute__", "typeof", "__typeof__", "_Alignas", "_Atomic",
        ],
        StringComparer.Ordinal);

    private static readonly Regex Callee = new(@"\b([A-Za-z_$][A-Za-z0-9_$]*)\s*\(", RegexOptions.CultureInvariant);

    // Each prototype is one line among those that the compiler is given: what could end it or reach beyond it is no part of one.
    private static readonly Regex Foreign = new("[;{}#\"'\\\\\r\n]|//|/\\*", RegexOptions.CultureInvariant);

    /// <returns>Null for a text that is no prototype of one function; whether its types are known is for the compiler to say.</returns>
    public static CPrototype? Read(string text, SourceSpan span) =>
        !Foreign.IsMatch(text) && IsBalanced(text) && Callee.Matches(text).Cast<Match>().Select(match => match.Groups[1]).FirstOrDefault(name => !Keywords.Contains(name.Value)) is { } name
            ? new CPrototype(name.Value, text[..name.Index], text[(name.Index + name.Length)..], span)
            : null;

    /// <summary>The same for another name, which no macro stands behind.</summary>
    public string Named(string name) => $"{Before}{name}{After}";

    private static bool IsBalanced(string text)
    {
        var open = 0;
        foreach (var c in text)
        {
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open < 0)
                return false;
        }
        return open == 0;
    }
}
