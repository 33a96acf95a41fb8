using BindGen.Comparison;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace BindGen.Tests.Comparison;

public sealed class TextDifferenceTests
{
    [Theory]
    [InlineData("a\nb", "a\nb", "  a|  b")]
    [InlineData("", "", "")]
    [InlineData("int f(int a);", "int f(int a, int b);", "~ int f(int a); > int f(int a[, int b]);")]
    [InlineData("{\n    int one;\n}", "{\n    int zero;\n    int one;\n}", "  {|+ [    int zero;]|      int one;|  }")]
    [InlineData("a: borrowed A\nresult: owned B", "a: retained A\nflags: value\nresult: owned B, nullable", "~ a: [borrowed] A > a: [retained] A|+ [flags: value]|~ result: owned B > result: owned B[, nullable]")]
    [InlineData("one two\nthree four", "nine\nthree five", "- [one two]|+ [nine]|~ three [four] > three [five]")]
    [InlineData("x = 1;\ny = 2;\nz = 3;", "y = 2;", "- [x = 1;]|  y = 2;|- [z = 3;]")]
    [InlineData("struct device *dev", "struct device **dev", "~ struct device *dev > struct device *[*]dev")]
    public void Lines_that_share_most_are_one_line_that_changed(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', TextDifference.Of(before, after).Lines.Select(Show)));

    [Fact]
    public void Both_texts_can_be_read_off()
    {
        var lines = Gen.Elements("struct a {", "    int x;", "    int y;", "    long x, y;", "}", "", "x", "y(x)");
        var texts = Gen.ListOf(lines).Select(list => string.Join('\n', list)).ToArbitrary();

        Prop.ForAll(texts, texts, (before, after) =>
        {
            var difference = TextDifference.Of(before, after);
            return difference.IsEmpty == (before == after)
                && Text(difference, LineKind.Added, line => line.Before, line => line.BeforeNumber) == before
                && Text(difference, LineKind.Removed, line => line.After, line => line.AfterNumber) == after;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Long_texts_without_anything_in_common_take_no_time()
    {
        var before = string.Join('\n', Enumerable.Range(0, 2000).Select(number => $"before {number}"));
        var after = string.Join('\n', Enumerable.Range(0, 3000).Select(number => $"after {number}"));

        var difference = TextDifference.Of(before, after);

        Assert.Equal((2000, 3000), (difference.Lines.Count(line => line.Kind == LineKind.Removed), difference.Lines.Count(line => line.Kind == LineKind.Added)));
    }

    private static string Text(TextDifference difference, LineKind without, Func<LinePair, IEnumerable<TextPiece>> pieces, Func<LinePair, int?> number)
    {
        var lines = difference.Lines.Where(line => line.Kind != without).ToList();
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => number(line)!.Value));
        return string.Join('\n', lines.Select(line => string.Concat(pieces(line).Select(piece => piece.Text))));
    }

    private static string Show(LinePair line) => line.Kind switch
    {
        LineKind.Same => $"  {Show(line.After)}",
        LineKind.Added => $"+ {Show(line.After)}",
        LineKind.Removed => $"- {Show(line.Before)}",
        _ => $"~ {Show(line.Before)} > {Show(line.After)}",
    };

    private static string Show(IEnumerable<TextPiece> pieces) => string.Concat(pieces.Select(piece => piece.IsChanged ? $"[{piece.Text}]" : piece.Text));
}
