using System.Collections.Immutable;
using DiffPlex;
using DiffPlex.Model;

namespace BindGen.Comparison;

/// <summary>Two texts side by side, line by line and inside changed lines word by word.</summary>
/// <param name="Lines">In the order of the texts; equal lines too.</param>
internal sealed record TextDifference(ImmutableArray<LinePair> Lines)
{
    public bool IsEmpty => Lines.All(line => line.Kind == LineKind.Same);

    public static TextDifference Of(string before, string after)
    {
        var found = new Differ().CreateLineDiffs(before, after, ignoreWhitespace: false);
        return new TextDifference([.. Pairs(found)]);
    }

    private static IEnumerable<LinePair> Pairs(DiffResult found)
    {
        var (before, after) = (0, 0);
        foreach (var block in found.DiffBlocks)
        {
            for (; before < block.DeleteStartA; before++, after++)
                yield return Same(found.PiecesOld[before], before, after);
            var (gone, added) = (found.PiecesOld[before..(before + block.DeleteCountA)], found.PiecesNew[after..(after + block.InsertCountB)]);
            foreach (var (left, right) in LineAlignment.Of(gone, added))
                yield return Different(gone, before, left, added, after, right);
            (before, after) = (before + gone.Length, after + added.Length);
        }
        for (; before < found.PiecesOld.Length; before++, after++)
            yield return Same(found.PiecesOld[before], before, after);
    }

    private static LinePair Same(string line, int before, int after)
    {
        ImmutableArray<TextPiece> pieces = [new TextPiece(line, false)];
        return new LinePair(LineKind.Same, before + 1, pieces, after + 1, pieces);
    }

    private static LinePair Different(string[] gone, int before, int? left, string[] added, int after, int? right)
    {
        if (left is not { } goneLine)
            return new LinePair(LineKind.Added, null, [], after + right!.Value + 1, [new TextPiece(added[right.Value], true)]);
        if (right is not { } addedLine)
            return new LinePair(LineKind.Removed, before + goneLine + 1, [new TextPiece(gone[goneLine], true)], null, []);
        var (old, current) = WordDifference.Of(gone[goneLine], added[addedLine]);
        return new LinePair(LineKind.Changed, before + goneLine + 1, old, after + addedLine + 1, current);
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
