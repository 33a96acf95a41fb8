using System.Collections.Immutable;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace BindGen.Comparison;

/// <summary>Two texts side by side, line by line and inside changed lines word by word.</summary>
/// <param name="Lines">In the order of the texts; equal lines too.</param>
internal sealed record TextDifference(ImmutableArray<LinePair> Lines)
{
    public bool IsEmpty => Lines.All(line => line.Kind == LineKind.Same);

    public static TextDifference Of(string before, string after)
    {
        var model = new SideBySideDiffBuilder(new Differ()).BuildDiffModel(before, after, ignoreWhitespace: false);
        return new TextDifference([.. model.OldText.Lines.Zip(model.NewText.Lines, Pair)]);
    }

    private static LinePair Pair(DiffPiece before, DiffPiece after) => new(
        before.Type == ChangeType.Imaginary ? LineKind.Added
        : after.Type == ChangeType.Imaginary ? LineKind.Removed
        : before.Type == ChangeType.Unchanged ? LineKind.Same
        : LineKind.Changed,
        before.Position,
        Pieces(before),
        after.Position,
        Pieces(after));

    private static ImmutableArray<TextPiece> Pieces(DiffPiece line) => line switch
    {
        { Type: ChangeType.Imaginary } => [],
        { SubPieces.Count: > 0 } => [.. Joined(line.SubPieces.Where(piece => piece.Type != ChangeType.Imaginary))],
        _ => [new TextPiece(line.Text ?? "", line.Type != ChangeType.Unchanged)],
    };

    private static IEnumerable<TextPiece> Joined(IEnumerable<DiffPiece> pieces)
    {
        TextPiece? last = null;
        foreach (var piece in pieces.Select(piece => new TextPiece(piece.Text, piece.Type != ChangeType.Unchanged)))
        {
            if (last is not null && last.IsChanged == piece.IsChanged)
            {
                last = last with { Text = last.Text + piece.Text };
                continue;
            }
            if (last is not null)
                yield return last;
            last = piece;
        }
        if (last is not null)
            yield return last;
    }
}

/// <param name="BeforeNumber">From 1; null where the line is new.</param>
/// <param name="AfterNumber">From 1; null where the line is gone.</param>
internal sealed record LinePair(LineKind Kind, int? BeforeNumber, ImmutableArray<TextPiece> Before, int? AfterNumber, ImmutableArray<TextPiece> After);

internal enum LineKind
{
    Same,
    Added,
    Removed,
    Changed,
}

/// <summary>A part of a line.</summary>
/// <param name="IsChanged">Whether the other text has something else here.</param>
internal sealed record TextPiece(string Text, bool IsChanged);
