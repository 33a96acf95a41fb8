using System.Collections.Immutable;
using BindGen.Comparison;
using BindGen.Emit;
using Scriban.Runtime;

namespace BindGen.Pages;

/// <summary>Two texts side by side, as <c>write_difference</c> of <c>report/page.sbn-html</c> draws them: blocks of rows, of which those that
/// only repeat what is equal can be folded.</summary>
internal static class DifferenceView
{
    private const int Context = 3;
    private const int ShortestFold = 4;

    /// <param name="language">What the script colours by: <c>c</c>, <c>cs</c>, <c>rules</c>, or empty.</param>
    /// <returns>Null when both texts are empty.</returns>
    public static ScriptObject? Of(string title, string language, string? before, string? after)
    {
        if (string.IsNullOrEmpty(before) && string.IsNullOrEmpty(after))
            return null;
        var (state, lines) = Lines(before, after);
        return View.Map(
            ("title", HtmlText.Of(title)), ("language", language), ("state", state), ("is_single", state != "changed"),
            ("blocks", View.List(Blocks(lines, canFold: state == "changed"), Block)));
    }

    private static (string State, ImmutableArray<LinePair> Lines) Lines(string? before, string? after) =>
        string.IsNullOrEmpty(before) ? ("added", OneSided(after!, LineKind.Added))
        : string.IsNullOrEmpty(after) ? ("removed", OneSided(before, LineKind.Removed))
        : before == after ? ("same", OneSided(after, LineKind.Same))
        : ("changed", TextDifference.Of(before, after).Lines);

    private static ImmutableArray<LinePair> OneSided(string text, LineKind kind) =>
        [.. text.TrimEnd('\n').Split('\n').Select((line, index) => new LinePair(kind, index + 1, [new(line, false)], index + 1, [new(line, false)]))];

    private static IEnumerable<(bool IsFolded, ImmutableArray<LinePair> Lines)> Blocks(ImmutableArray<LinePair> lines, bool canFold)
    {
        if (!canFold)
            return [(false, lines)];
        var far = Enumerable.Range(0, lines.Length).Select(index => IsFar(lines, index)).ToList();
        return Runs(lines, far).SelectMany(run => run.IsFolded && run.Lines.Length < ShortestFold ? [(false, run.Lines)] : new[] { run });
    }

    private static bool IsFar(ImmutableArray<LinePair> lines, int index) => Enumerable.Range(index - Context, 2 * Context + 1)
        .All(near => near < 0 || near >= lines.Length || lines[near].Kind == LineKind.Same);

    private static IEnumerable<(bool IsFolded, ImmutableArray<LinePair> Lines)> Runs(ImmutableArray<LinePair> lines, List<bool> far)
    {
        for (var start = 0; start < lines.Length;)
        {
            var end = start;
            while (end < lines.Length && far[end] == far[start])
                end++;
            yield return (far[start], lines[start..end]);
            start = end;
        }
    }

    private static ScriptObject Block((bool IsFolded, ImmutableArray<LinePair> Lines) block) =>
        View.Map(("folded", block.IsFolded ? block.Lines.Length : 0), ("rows", View.List(block.Lines, Row)));

    private static ScriptObject Row(LinePair line) => View.Map(
        ("kind", line.Kind switch { LineKind.Added => "a", LineKind.Removed => "d", LineKind.Changed => "c", _ => "s" }),
        ("before", View.List(line.Before, piece => Piece(piece, line.Kind))),
        ("after", View.List(line.After, piece => Piece(piece, line.Kind))));

    /// <summary>A line that is new or gone as a whole is marked as a line.</summary>
    private static ScriptObject Piece(TextPiece piece, LineKind line) =>
        View.Map(("text", HtmlText.Of(piece.Text)), ("is_changed", piece.IsChanged && line == LineKind.Changed));
}
