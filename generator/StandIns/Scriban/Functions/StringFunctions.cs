using System.Globalization;
using System.Text;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>
/// The namespace <c>string</c>. Where Scriban compares by the culture this compares ordinally, which is the same in a process
/// with invariant globalization.
/// </summary>
internal sealed partial class StringFunctions() : BuiltinNamespace("string")
{
    /// <summary>The text with quotes, backslashes and control characters escaped.</summary>
    public static string Escape(string text)
    {
        StringBuilder? result = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and not ('"' or '\\'))
            {
                result?.Append(c);
                continue;
            }

            result ??= new StringBuilder(text, 0, i, text.Length + 8);
            result.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\a' => @"\a",
                '\b' => @"\b",
                '\t' => @"\t",
                '\r' => @"\r",
                '\v' => @"\v",
                '\f' => @"\f",
                '\n' => @"\n",
                _ => @"\x" + ((int)c).ToString("x2", CultureInfo.InvariantCulture),
            });
        }

        return result?.ToString() ?? text;
    }

    protected override Builtin? Make(string function) => MakeCase(function) ?? MakeEdit(function) ?? MakeQuery(function);

    private Builtin? MakeCase(string function) => function switch
    {
        "capitalize" => Define(function, (_, _, a) => Capitalize((string?)a[0]), Text("text")),
        "capitalizewords" => Define(function, (_, _, a) => CapitalizeWords((string?)a[0]), Text("text")),
        "downcase" => Define(function, (_, _, a) => ((string?)a[0])?.ToLowerInvariant(), Text("text")),
        "escape" => Define(function, (_, _, a) => a[0] is string text ? Escape(text) : null, Text("text")),
        "handleize" => Define(function, (_, span, a) => Handleize(span, (string?)a[0]), Text("text")),
        "literal" => Define(function, (_, _, a) => a[0] is string text ? "\"" + Escape(text) + "\"" : null, Text("text")),
        "lstrip" => Define(function, (_, _, a) => ((string?)a[0])?.TrimStart(), Text("text")),
        "rstrip" => Define(function, (_, _, a) => ((string?)a[0])?.TrimEnd(), Text("text")),
        "strip" => Define(function, (_, _, a) => ((string?)a[0])?.Trim(), Text("text")),
        "strip_newlines" => Define(function, (_, _, a) => StripNewLines((string?)a[0]), Text("text")),
        "upcase" => Define(function, (_, _, a) => ((string?)a[0])?.ToUpperInvariant(), Text("text")),
        _ => null,
    };

    private Builtin? MakeEdit(string function) => function switch
    {
        "append" => Define(function, (_, _, a) => (string?)a[0] + (string?)a[1], Text("text"), Text("with")),
        "pad_left" => Define(function, (_, _, a) => ((string?)a[0] ?? "").PadLeft((int)a[1]!), Text("text"), Int("width")),
        "pad_right" => Define(function, (_, _, a) => ((string?)a[0] ?? "").PadRight((int)a[1]!), Text("text"), Int("width")),
        "pluralize" => Define(function, (_, _, a) => (int)a[0]! == 1 ? a[1] : a[2], Int("number"), Text("singular"), Text("plural")),
        "prepend" => Define(function, (_, _, a) => (string?)a[1] + (string?)a[0], Text("text"), Text("by")),
        "remove" => Define(function, (_, _, a) => Remove((string?)a[0], (string?)a[1]), Text("text"), Text("remove")),
        "remove_first" => Define(function, (_, s, a) => ReplaceOne(s, a[0], a[1], "", last: false), Text("text"), Text("remove")),
        "remove_last" => Define(function, (_, s, a) => ReplaceOne(s, a[0], a[1], "", last: true), Text("text"), Text("remove")),
        "replace" => Define(
            function, (_, span, a) => Replace(span, (string?)a[0], (string?)a[1], (string?)a[2]), Text("text"), Text("match"), Text("replace")),
        "replace_first" => Define(
            function, (_, span, a) => ReplaceOne(span, a[0], a[1], a[2], last: false), Text("text"), Text("match"), Text("replace")),
        "slice" => Define(
            function, (_, _, a) => Slice((string?)a[0], (int)a[1]!, (int?)a[2]), Text("text"), Int("start"), OptionalInt("length")),
        "slice1" => Define(
            function, (_, _, a) => Slice1((string?)a[0], (int)a[1]!, (int)a[2]!), Text("text"), Int("start"), Int("length", 1)),
        "truncate" => Define(
            function, (_, _, a) => Truncate((string?)a[0], (int)a[1]!, (string?)a[2] ?? "..."), Text("text"), Int("length"), OptionalText("ellipsis")),
        _ => null,
    };

    private Builtin? MakeQuery(string function) => function switch
    {
        "contains" => Define(
            function, (_, _, a) => Conversion.Box(Both(a, out var x, out var y) && x.IndexOf(y, StringComparison.Ordinal) >= 0), Text("text"), Text("value")),
        "empty" => Define(function, (_, _, a) => Conversion.Box(string.IsNullOrEmpty((string?)a[0])), Text("text")),
        "ends_with" => Define(
            function, (_, _, a) => Conversion.Box(Both(a, out var x, out var y) && x.EndsWith(y, StringComparison.Ordinal)), Text("text"), Text("value")),
        "index_of" => Define(
            function, IndexOf, Text("text"), Text("search"), OptionalInt("startIndex"), OptionalInt("count"), OptionalText("stringComparison")),
        "size" => Define(function, (_, _, a) => ((string?)a[0])?.Length ?? 0, Text("text")),
        "split" => Define(function, (_, span, a) => Split(span, (string?)a[0], (string?)a[1]), Text("text"), Text("match")),
        "starts_with" => Define(
            function, (_, _, a) => Conversion.Box(Both(a, out var x, out var y) && x.StartsWith(y, StringComparison.Ordinal)), Text("text"), Text("value")),
        "to_double" => Define(function, (_, _, a) => ToDouble((string?)a[0]), Text("text")),
        "to_int" => Define(function, (_, _, a) => ToInt((string?)a[0]), Text("text")),
        "to_long" => Define(function, (_, _, a) => ToLong((string?)a[0]), Text("text")),
        "whitespace" => Define(function, (_, _, a) => Conversion.Box(string.IsNullOrWhiteSpace((string?)a[0])), Text("text")),
        _ => null,
    };
}
