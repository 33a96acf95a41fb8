using BindGen.Diagnostics;
using BindGen.Rules;
using Xunit;

namespace BindGen.Tests.Rules;

/// <summary>Whatever the text, the parser ends, throws nothing and points inside the text.</summary>
public sealed class RulesRobustnessTests
{
    public static TheoryData<string> Examples => RulesFixture.Examples;

    public static TheoryData<string> Errors => RulesFixture.Errors;

    [Theory]
    [MemberData(nameof(Examples))]
    public void Text_that_ends_anywhere_is_survived(string file)
    {
        var text = RulesFixture.Read("Examples", file);
        for (var length = 0; length <= text.Length; length++)
            AssertSound(text[..length]);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_character_less_is_survived(string file)
    {
        var text = RulesFixture.Read("Examples", file);
        for (var at = 0; at < text.Length; at++)
            AssertSound(text.Remove(at, 1));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_wrong_character_anywhere_is_survived(string file)
    {
        const string wrong = "{}()=,;:/>-.\"<#\\'@*x7\n\r\t\0\uD83D\uFEFF";
        var text = RulesFixture.Read("Examples", file);
        for (var at = 0; at < text.Length; at++)
        {
            AssertSound(text[..at] + wrong[at % wrong.Length] + text[(at + 1)..]);
            AssertSound(text.Insert(at, wrong[(at * 7) % wrong.Length].ToString()));
        }
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Broken_text_can_break_further(string file)
    {
        var text = RulesFixture.Read("Errors", file);
        for (var at = 0; at < text.Length; at++)
        {
            AssertSound(text[..at]);
            AssertSound(text.Remove(at, 1));
        }
    }

    [Fact]
    public void Tokens_in_any_order_are_survived()
    {
        string[] pieces = ["handle", "Device", "=", "struct", "{", "}", "(", ")", ",", ";", ":", "/", ">", "->", ".", "\"s\"", "<h>", "6.1", "as", "once", "\n"];
        var random = new Random(20261120);
        for (var run = 0; run < 3000; run++)
            AssertSound(string.Join(" ", Enumerable.Range(0, random.Next(1, 40)).Select(_ => pieces[random.Next(pieces.Length)])));
    }

    [Fact]
    public void Many_rules_are_all_read()
    {
        var text = "functions All {\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"    symbol_{i}(a, b: borrowed) -> errno;\n")) + "}\n";
        var (tree, diagnostics) = RulesFixture.Parse(text);

        Assert.Empty(diagnostics.ToSorted());
        Assert.Equal(10_000, Assert.IsType<BlockItem>(Assert.Single(tree.Items)).Members.Length);
    }

    [Fact]
    public void Many_rules_without_semicolons_are_one_error_each()
    {
        var text = "functions All {\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"    symbol_{i}(a) -> errno\n")) + "}\n";
        var (_, diagnostics) = RulesFixture.Parse(text);

        Assert.Equal(2_000, diagnostics.ToSorted().Length);
    }

    private static void AssertSound(string text)
    {
        var (tree, diagnostics) = RulesFixture.Parse(text);
        var lines = text.TrimStart('\uFEFF').Split('\n');
        foreach (var span in TreeSpans.Of(tree))
        {
            AssertInside(span, lines, text);
            Assert.True((span.EndLine, span.EndColumn).CompareTo((span.Line, span.Column)) > 0, $"An empty node at {span} in:\n{text}");
        }

        foreach (var diagnostic in diagnostics.ToSorted())
        {
            AssertInside(Assert.NotNull(diagnostic.Span), lines, text);
            Assert.NotEmpty(DiagnosticRenderer.Render(diagnostic, _ => text));
        }
    }

    private static void AssertInside(SourceSpan span, string[] lines, string text)
    {
        var inside = span.Line >= 1 && span.Column >= 1
            && span.EndLine <= lines.Length && (span.Line, span.Column).CompareTo((span.EndLine, span.EndColumn)) <= 0
            && span.Column <= lines[span.Line - 1].Length + 1
            && span.EndColumn <= lines[span.EndLine - 1].Length + 1;
        Assert.True(inside, $"{span} to {span.EndLine},{span.EndColumn} is outside of:\n{text}");
    }
}
