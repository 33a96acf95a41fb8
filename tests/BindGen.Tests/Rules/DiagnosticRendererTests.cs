using BindGen.Diagnostics;
using Xunit;

namespace BindGen.Tests.Rules;

public sealed class DiagnosticRendererTests
{
    private const string Source = "first\n\tsecond line\r\nthird";

    [Fact]
    public void A_finding_shows_its_line_its_second_place_and_what_to_do() =>
        AssertRendered(
            new(DiagnosticKinds.UnknownSymbol, new("a.rules", 2, 9, 2, 13), "No such symbol.", "Try another.", new(new("b.h", 7, 1, 7, 4), "Declared here.")),
            "a.rules(2,9): error BG0300: No such symbol.\n    \tsecond line\n    \t       ^^^^\n  note: b.h(7,1): Declared here.\n  help: Try another.");

    [Fact]
    public void What_has_no_place_is_a_message_alone() =>
        AssertRendered(new(DiagnosticKinds.NoLibclang, null, "Not found.", "Install it."), "error BG0100: Not found.\n  help: Install it.");

    [Fact]
    public void A_whole_file_has_no_line_to_show() =>
        AssertRendered(new(DiagnosticKinds.ApiChanged, SourceSpan.OfFile("a.api"), "It differs."), "a.api(1,1): note BG0005: It differs.");

    [Theory]
    [InlineData(1, 6, 1, 6, "    first\n         ^")]
    [InlineData(1, 3, 3, 2, "    first\n      ^^^")]
    [InlineData(3, 1, 3, 99, "    third\n    ^^^^^")]
    [InlineData(2, 40, 2, 41, "    \tsecond line\n    \t            ^")]
    public void Carets_stay_in_the_line(int line, int column, int endLine, int endColumn, string shown) =>
        AssertRendered(
            new(DiagnosticKinds.SyntaxError, new("a.rules", line, column, endLine, endColumn), "Wrong."),
            $"a.rules({line},{column}): error BG0202: Wrong.\n{shown}");

    [Fact]
    public void A_file_or_line_that_is_gone_leaves_the_message()
    {
        var diagnostic = new Diagnostic(DiagnosticKinds.SyntaxError, new("a.rules", 9, 2, 9, 3), "Wrong.");

        AssertRendered(diagnostic, "a.rules(9,2): error BG0202: Wrong.");
        Assert.Equal("a.rules(9,2): error BG0202: Wrong.", DiagnosticRenderer.Render(diagnostic, _ => null));
    }

    private static void AssertRendered(Diagnostic diagnostic, string expected) =>
        Assert.Equal(expected, DiagnosticRenderer.Render(diagnostic, _ => Source));
}
