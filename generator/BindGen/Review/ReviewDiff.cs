using System.Collections.Immutable;
using System.Globalization;
using BindGen.Comparison;

namespace BindGen.Review;

internal enum RowKind
{
    Same,
    Removed,
    Added,

    /// <summary>Says something about the change, instead of lines of it.</summary>
    Remark,
}

/// <summary>One line of a shown change.</summary>
/// <param name="Number">From 1; of the old text when the line is removed, otherwise of the new one. Null for remarks.</param>
internal sealed record ReviewRow(RowKind Kind, int? Number, ImmutableArray<TextPiece> Pieces)
{
    public string Text => string.Concat(Pieces.Select(piece => piece.Text));

    public static ReviewRow Remark(string text) => new(RowKind.Remark, null, [new TextPiece(text, IsChanged: false)]);
}

/// <summary>A change as it is shown: what differs word by word, with some lines around it.</summary>
internal static class ReviewDiff
{
    private const int Around = 3;

    public static ImmutableArray<ReviewRow> Of(ReviewItem item)
    {
        if (item.Texts() is not var (before, after))
            return [ReviewRow.Remark($"no text: {Size(item.Before)} before, {Size(item.After)} now")];
        if (item.State != ReviewState.Changed)
            return [.. Lines(item.State == ReviewState.New ? after : before).Select((line, index) => Whole(item.State, index + 1, line))];
        var lines = TextDifference.Of(WithoutEnd(before), WithoutEnd(after)).Lines;
        if (lines.All(line => line.Kind == LineKind.Same))
            return [ReviewRow.Remark(before == after ? "no content differs: the mode of the file does" : "no line differs: the ends of lines do")];
        return [.. Hunks(lines)];
    }

    private static string Size(byte[]? content) => content is null ? "nothing" : $"{content.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes";

    private static string[] Lines(string text) => WithoutEnd(text.ReplaceLineEndings("\n")).Split('\n');

    /// <summary>What follows the last line end is no line.</summary>
    private static string WithoutEnd(string text) => text.EndsWith('\n') ? text[..^1] : text;

    private static ReviewRow Whole(ReviewState state, int number, string line) =>
        new(state == ReviewState.New ? RowKind.Added : RowKind.Removed, number, [new TextPiece(line, IsChanged: false)]);

    private static IEnumerable<ReviewRow> Hunks(ImmutableArray<LinePair> lines)
    {
        for (var position = 0; position < lines.Length;)
        {
            var next = position;
            while (next < lines.Length && lines[next].Kind == LineKind.Same)
                next++;
            // What is the same is shown after the change before it, and before the one after it.
            var (shownFirst, shownLast) = (position == 0 ? 0 : Around, next == lines.Length ? 0 : Around);
            var hidden = next - position - shownFirst - shownLast;
            for (var i = position; i < next; i++)
            {
                if (hidden <= 1 || i - position < shownFirst || next - i <= shownLast)
                    yield return Row(RowKind.Same, lines[i]);
                else if (i - position == shownFirst)
                    yield return ReviewRow.Remark($"{hidden.ToString(CultureInfo.InvariantCulture)} lines are the same");
            }
            position = next;
            while (next < lines.Length && lines[next].Kind != LineKind.Same)
                next++;
            for (var i = position; i < next; i++)
            {
                if (lines[i].Kind != LineKind.Added)
                    yield return Row(RowKind.Removed, lines[i]);
            }
            for (var i = position; i < next; i++)
            {
                if (lines[i].Kind != LineKind.Removed)
                    yield return Row(RowKind.Added, lines[i]);
            }
            position = next;
        }
    }

    /// <summary>Only in lines that have a counterpart are single words marked.</summary>
    private static ReviewRow Row(RowKind kind, LinePair line)
    {
        var pieces = kind == RowKind.Removed ? line.Before : line.After;
        return new ReviewRow(
            kind, kind == RowKind.Removed ? line.BeforeNumber : line.AfterNumber,
            line.Kind == LineKind.Changed ? pieces : [.. pieces.Select(piece => piece with { IsChanged = false })]);
    }
}
