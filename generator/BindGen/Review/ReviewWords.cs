namespace BindGen.Review;

/// <summary>The words of the review, which lists print and options take.</summary>
internal static class ReviewWords
{
    public static string Of(ReviewState state) => state.ToString().ToLowerInvariant();

    public static string Of(ReviewKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What a kind is, in a few words.</summary>
    public static string Meaning(ReviewKind kind) => kind switch
    {
        ReviewKind.Safe => "the safe layer",
        ReviewKind.Report => "reports",
        ReviewKind.Shims => "shims",
        ReviewKind.Raw => "the raw layer",
        ReviewKind.Capture => "captured .api files",
        ReviewKind.Snapshot => "snapshots of tests",
        ReviewKind.Moved => "only lines of headers moved",
        _ => "only the banner differs, which names the version",
    };

    /// <summary>One line of a list: the state, the kind and the path, which comes last because it may have spaces.</summary>
    public static string Line(ReviewItem item) => $"{Of(item.State),-7}  {Of(item.Kind),-8}  {Printable(item.Path)}";

    private static string Printable(string path) => string.Concat(path.Select(character => char.IsControl(character) ? $"\\u{(int)character:x4}" : character.ToString()));
}
