using System.Diagnostics;
using BindGen.Diagnostics;
using BindGen.Rules;
using Xunit;

namespace BindGen.Tests.Rules;

/// <summary>Ten times the text takes about ten times as long, whatever the text: both sizes are measured in one run, so that the speed of
/// the machine does not matter. Quadratic time would be a hundred times as long.</summary>
public sealed class ParserTimeTests
{
    private const int Small = 30_000;
    private const int Factor = 10;
    private const int MostTimesLonger = 6 * Factor;

    /// <summary>One pause of the machine is no finding.</summary>
    private const int Attempts = 3;

    /// <summary>Below this a measurement says nothing.</summary>
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(400);

    private static readonly Dictionary<string, Func<int, string>> Texts = new(StringComparer.Ordinal)
    {
        ["headers without end"] = length => new string('<', length),
        ["headers without end between rules"] = length => Repeated("a < b;", length),
        ["single quotes"] = length => new string('\'', length),
        ["single quotes apart"] = length => Repeated("' ", length),
        ["open braces"] = length => new string('{', length),
        ["closed braces"] = length => new string('}', length),
        ["nested blocks"] = length => Repeated("handle A = struct a { ", length),
        ["open parentheses"] = length => "functions F { f" + new string('(', length),
        ["a note that goes on"] = length => "functions F { f(a: b" + Repeated(", c d", length) + "); }",
        ["many parameters"] = length => "functions F { f(" + Repeated("a: b, ", length) + "z); }",
        ["many clauses"] = length => "functions F { f as G -> a" + Repeated(", b c", length) + "; }",
        ["one clause"] = length => "functions F { f as G -> a" + Repeated(" b", length) + "; }",
        ["one name"] = length => new string('a', length),
        ["one number"] = length => Repeated("1.", length),
        ["one string"] = length => "header \"" + new string('a', length) + "\";",
        ["a string without end"] = length => "header \"" + new string(';', length),
        ["strings without end, a line each"] = length => Repeated("header \"a;\n", length),
        ["quotes and escapes"] = length => Repeated("\"\\q", length),
        ["a comment without end"] = length => Repeated("/* ", length),
        ["comments"] = length => Repeated("# a\n", length),
        ["rules without semicolons"] = length => "functions F {\n" + Repeated("f(a) -> b\n", length) + "}",
        ["lines that go on"] = length => "functions F {\n" + Repeated("f\n", length) + "(",
        ["unknown words"] = length => Repeated("handel A = struct a { refcount b; } ", length),
        ["colons"] = length => new string(':', length),
        ["what is no character of rules"] = length => Repeated("\u00E9\uD83D\0 ", length),
        ["any tokens"] = length => Soup(length),
        ["any characters"] = length => Noisy(length),
    };

    public static TheoryData<string> Names => new(Texts.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Parsing_takes_linear_time(string name)
    {
        var (shortText, longText) = (Texts[name](Small), Texts[name](Small * Factor));
        TimeSpan small = default, large = default;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            (small, large) = (Parse(shortText), Parse(longText));
            if (large < Noise || large < small * MostTimesLonger)
                return;
        }

        Assert.Fail($"{name}: {Small} characters take {small.TotalMilliseconds:F1} ms, {Small * Factor} take {large.TotalMilliseconds:F1} ms");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("<")]
    [InlineData("'")]
    [InlineData("(")]
    [InlineData("handle A = struct a {\n")]
    public void A_million_characters_are_survived(string piece)
    {
        var diagnostics = new DiagnosticBag();
        RulesParser.Parse("test.rules", Repeated(piece, 1_000_000), diagnostics);
        Assert.True(diagnostics.HasErrors);
    }

    private static TimeSpan Parse(string text)
    {
        var start = Stopwatch.GetTimestamp();
        RulesParser.Parse("test.rules", text, new DiagnosticBag());
        return Stopwatch.GetElapsedTime(start);
    }

    private static string Repeated(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static string Soup(int length)
    {
        string[] pieces = ["handle", "Device", "=", "struct", "{", "}", "(", ")", ",", ";", ":", "/", ">", "->", ".", "\"s\"", "\"s", "<h>", "<", "'", "6.1", "as", "once", "\n"];
        var random = new Random(20261121);
        return string.Join(' ', Enumerable.Range(0, length / 4).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private static string Noisy(int length)
    {
        var bytes = new byte[length];
        new Random(20261121).NextBytes(bytes);
        return System.Text.Encoding.Latin1.GetString(bytes);
    }
}
