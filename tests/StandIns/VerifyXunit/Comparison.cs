using System.Text;

namespace VerifyXunit;

/// <summary>Compares snapshots with the verified files of one folder, and leaves received files for those that differ.</summary>
/// <param name="Existing">The verified files that this test has now; one that no snapshot claims is an error.</param>
internal sealed record Comparison(string Folder, IEnumerable<string> Existing, IReadOnlyList<Snapshot> Snapshots)
{
    /// <exception cref="VerifyException">A snapshot is new or differs, or a verified file is left over.</exception>
    public Task Run()
    {
        var fresh = new List<Snapshot>();
        var changed = new List<(Snapshot Snapshot, string Difference)>();
        var leftOver = Existing.Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
        foreach (var snapshot in Snapshots)
        {
            var verified = Path.Combine(Folder, snapshot.VerifiedName);
            leftOver.Remove(snapshot.VerifiedName);
            if (!File.Exists(verified))
                fresh.Add(snapshot);
            else if (snapshot.Compare(verified) is { } difference)
                changed.Add((snapshot, difference));
            else
                File.Delete(Path.Combine(Folder, snapshot.ReceivedName));
        }

        foreach (var snapshot in fresh.Concat(changed.Select(pair => pair.Snapshot)))
            snapshot.Write(Path.Combine(Folder, snapshot.ReceivedName));

        return fresh.Count + changed.Count + leftOver.Count == 0
            ? Task.CompletedTask
            : Task.FromException(new VerifyException(Describe(fresh, changed, leftOver.Order(StringComparer.Ordinal))));
    }

    private string Describe(List<Snapshot> fresh, List<(Snapshot Snapshot, string Difference)> changed, IEnumerable<string> leftOver)
    {
        var text = new StringBuilder($"Directory: {Folder}\n");
        AppendPairs(text, "New", fresh);
        AppendPairs(text, "NotEqual", changed.Select(pair => pair.Snapshot));
        foreach (var (file, index) in leftOver.Select((file, index) => (file, index)))
            text.Append(index == 0 ? "Delete:\n" : "").Append($"  - {file}\n");

        foreach (var (snapshot, difference) in changed)
            text.Append($"\n{snapshot.ReceivedName} differs from {snapshot.VerifiedName}\n{difference}\n");
        foreach (var snapshot in fresh)
            text.Append($"\n{snapshot.ReceivedName} is new\n{snapshot.Text ?? "(bytes)"}\n");
        return text.ToString();
    }

    private static void AppendPairs(StringBuilder text, string title, IEnumerable<Snapshot> snapshots)
    {
        foreach (var (snapshot, index) in snapshots.Select((snapshot, index) => (snapshot, index)))
            text.Append(index == 0 ? $"{title}:\n" : "").Append($"  - Received: {snapshot.ReceivedName}\n    Verified: {snapshot.VerifiedName}\n");
    }
}
