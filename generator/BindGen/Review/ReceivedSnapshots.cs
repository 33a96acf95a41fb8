namespace BindGen.Review;

/// <summary>What tests received, beside what was verified: accepting it gives it the verified one's place, rejecting it removes it.</summary>
internal sealed class ReceivedSnapshots : IReviewSource
{
    private const string Received = ".received.";

    public static bool IsReceived(string file) => Path.GetFileName(file).Contains(Received, StringComparison.Ordinal);

    /// <summary>The verified file that belongs to a received one.</summary>
    public static string VerifiedOf(string file)
    {
        var at = file.LastIndexOf(Received, StringComparison.Ordinal);
        return string.Concat(file.AsSpan(0, at), ".verified.", file.AsSpan(at + Received.Length));
    }

    public Action Accept(IReadOnlyList<ReviewItem> items)
    {
        var before = items.Select(item => (Received: SavedFile.Of(item.File), Verified: SavedFile.Of(VerifiedOf(item.File)))).ToList();
        foreach (var item in items)
            File.Move(item.File, VerifiedOf(item.File), overwrite: true);
        return () =>
        {
            foreach (var (received, verified) in before)
            {
                received.Restore();
                verified.Restore();
            }
        };
    }

    public Action Reject(ReviewItem item)
    {
        var before = SavedFile.Of(item.File);
        File.Delete(item.File);
        return before.Restore;
    }
}
