using System.Collections.Immutable;
using BindGen.Output;

namespace BindGen.Review;

/// <summary>
/// Generated files and captures, against git's index: accepting one stages it, rejecting one puts the index's version back. The
/// manifest of an output directory follows: it is staged when nothing else of its directory is left open.
/// </summary>
internal sealed class GeneratedFiles(GitIndex git) : IReviewSource
{
    public Action Accept(IReadOnlyList<ReviewItem> items)
    {
        using var held = Hold(items);
        var paths = items.Select(Path).ToList();
        var before = git.Entries([.. paths, .. Manifests(items)]);
        git.Stage(paths);
        Settle(items.Select(item => item.Output!));
        return () => git.Restore(before);
    }

    public Action Reject(ReviewItem item)
    {
        using var held = Hold([item]);
        var (path, area) = (Path(item), item.Output!);
        var index = git.Entries([path, .. Manifests([item])]);
        ImmutableArray<SavedFile> files = [SavedFile.Of(item.File), .. Manifests([item]).Select(manifest => SavedFile.Of(git.FullPath(manifest)))];
        // The manifest lists a file before it is there again, and until it is gone: what it lists, the next run may replace.
        if (item.State == ReviewState.Removed)
            TakeBack(item);
        PutBack(item, index[0]);
        if (item.State != ReviewState.Removed)
            TakeBack(item);
        Settle([area]);
        return () =>
        {
            foreach (var file in files)
                file.Restore();
            git.Restore(index);
        };
    }

    /// <summary>Stages the manifests of directories in which nothing is left to decide.</summary>
    public void Settle(IEnumerable<OutputArea> areas)
    {
        foreach (var area in areas.Where(area => area.Directory is not null).DistinctBy(area => area.Directory))
        {
            var written = area.Written();
            var changed = git.Changes([git.PathOf(area.Directory!)]);
            if (changed.Any(change => area.IsManifest(change.Path) && !change.IsConflict)
                && !changed.Any(change => !area.IsManifest(change.Path) && written(area.PathOf(git.FullPath(change.Path)))))
            {
                area.Reconcile();
                git.Stage([area.ManifestPath!]);
            }
        }
    }

    private void PutBack(ReviewItem item, IndexEntry entry)
    {
        if (item.State == ReviewState.New)
        {
            SavedFile.Write(item.File, null);
            if (entry.Mode is not null)
                git.Restore([entry with { Mode = null }]);
            return;
        }
        // A link is replaced, and not what it leads to.
        if (new FileInfo(item.File).LinkTarget is not null)
            File.Delete(item.File);
        SavedFile.Write(item.File, git.Content(entry.Path));
        if (!OperatingSystem.IsWindows() && entry.Mode == "100755")
            File.SetUnixFileMode(item.File, File.GetUnixFileMode(item.File) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    private static void TakeBack(ReviewItem item)
    {
        if (item.Output!.Directory is not null)
            item.Output.TakeBack(item.Output.PathOf(item.File));
    }

    /// <summary>Keeps a 'generate' from exchanging the directories meanwhile.</summary>
    private static Held Hold(IEnumerable<ReviewItem> items) =>
        new([.. items.Select(item => item.Output!.Directory).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(directory => new OutputPlace(directory).Take()).OfType<IDisposable>()]);

    private string Path(ReviewItem item) => git.PathOf(item.File);

    private static IEnumerable<string> Manifests(IEnumerable<ReviewItem> items) => items.Select(item => item.Output!.ManifestPath).OfType<string>().Distinct();

    private sealed class Held(ImmutableArray<IDisposable> locks) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in locks)
                one.Dispose();
        }
    }
}
