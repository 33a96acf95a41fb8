using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DiffPlex;

namespace BindGen.Comparison;

/// <summary>What differs inside a line, in the words of a program: names and numbers, spaces, and single signs.</summary>
internal static partial class WordDifference
{
    /// <returns>The pieces of both; where one of the two is empty, the other has changed as a whole.</returns>
    public static (ImmutableArray<TextPiece> Before, ImmutableArray<TextPiece> After) Of(string before, string after)
    {
        var found = new Differ().CreateCustomDiffs(before, after, ignoreWhiteSpace: false, Split);
        var gone = new bool[found.PiecesOld.Length];
        var added = new bool[found.PiecesNew.Length];
        foreach (var block in found.DiffBlocks)
        {
            gone.AsSpan(block.DeleteStartA, block.DeleteCountA).Fill(true);
            added.AsSpan(block.InsertStartB, block.InsertCountB).Fill(true);
        }
        return (Joined(found.PiecesOld, gone), Joined(found.PiecesNew, added));
    }

    public static string[] Split(string line) => [.. Word().Matches(line).Select(match => match.Value)];

    private static ImmutableArray<TextPiece> Joined(string[] words, bool[] isChanged)
    {
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        for (var start = 0; start < words.Length;)
        {
            var end = start;
            while (end < words.Length && isChanged[end] == isChanged[start])
                end++;
            pieces.Add(new TextPiece(string.Concat(words[start..end]), isChanged[start]));
            start = end;
        }
        return pieces.DrainToImmutable();
    }

    [GeneratedRegex(@"\w+|\s+|.", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
