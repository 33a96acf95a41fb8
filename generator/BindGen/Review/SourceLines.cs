using BindGen.Comparison;

namespace BindGen.Review;

/// <summary>Lines of a file as they are shown beside a change.</summary>
internal static class SourceLines
{
    /// <param name="first">From 1.</param>
    public static IEnumerable<ReviewRow> Of(string file, int first, int last)
    {
        var lines = Read(file);
        for (var number = Math.Max(1, first); number <= Math.Min(last, lines.Length); number++)
            yield return new ReviewRow(RowKind.Same, number, [new TextPiece(lines[number - 1], IsChanged: false)]);
    }

    /// <summary>Empty for what cannot be read.</summary>
    public static string[] Read(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
