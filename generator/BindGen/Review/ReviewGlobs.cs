using System.Collections.Immutable;
using BindGen.Pipeline;

namespace BindGen.Review;

/// <summary>The decisions of a command line: patterns of paths to accept and to reject.</summary>
/// <param name="Kinds">The kinds that they are for; empty for all.</param>
internal sealed record ReviewGlobs(ImmutableArray<string> Accept, ImmutableArray<string> Reject, ImmutableArray<ReviewKind> Kinds)
{
    public bool IsEmpty => Accept.IsEmpty && Reject.IsEmpty;

    /// <summary>Whether an item is of the kinds that are reviewed.</summary>
    public bool Concern(ReviewItem item) => Kinds.IsEmpty || Kinds.Contains(item.Kind);

    /// <summary>Why the patterns cannot be followed; null when they can: each matches something, and nothing is both accepted and rejected.</summary>
    public string? Problem(IReadOnlyList<ReviewItem> items)
    {
        foreach (var (option, pattern) in Accept.Select(pattern => ("--accept", pattern)).Concat(Reject.Select(pattern => ("--reject", pattern))))
        {
            if (Matches([pattern], items).Length == 0)
                return $"{option}: nothing that is to be reviewed matches '{pattern}'; 'bindgen review --list' shows the paths";
        }
        return Matches(Accept, items).Intersect(Matches(Reject, items)).Select(index => (int?)index).FirstOrDefault() is { } both
            ? $"'{items[both].Path}' is both accepted and rejected"
            : null;
    }

    /// <summary>Which items the patterns are for.</summary>
    public ImmutableArray<int> Matches(ImmutableArray<string> patterns, IReadOnlyList<ReviewItem> items) =>
        [.. Enumerable.Range(0, items.Count).Where(index => Concern(items[index]) && patterns.Any(pattern => Matches(pattern, items[index].Path)))];

    private static bool Matches(string pattern, string path) => PathPattern.Matches(pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern, path);
}
