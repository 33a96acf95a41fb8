using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Output;

namespace BindGen.Kernels;

/// <param name="Keep">How many releases of each series stay, the newest ones; null for all that were asked for by their number.</param>
/// <param name="All">Also what series have, and the package lists: everything that a fetch brings back.</param>
/// <param name="DryRun">Only say what would go.</param>
internal sealed record PruneRequest(string Cache, int? Keep, bool All, bool DryRun);

/// <param name="What">In words.</param>
/// <param name="Bytes">What comes free on the disk.</param>
internal sealed record PrunedItem(string Path, string What, long Bytes);

/// <summary>Removes from the cache what no target needs.</summary>
internal static class KernelPruning
{
    /// <returns>What went, or would go; empty after an error was reported.</returns>
    public static ImmutableArray<PrunedItem> Run(PruneRequest request, Action<FetchProgress> progress, DiagnosticBag diagnostics)
    {
        if (!Directory.Exists(request.Cache))
            return [];
        try
        {
            using var held = request.DryRun ? null : CacheLock.Take(request.Cache, progress);
            var space = new DiskSpace();
            var items = Find(request).DistinctBy(item => item.Path).Select(item => new PrunedItem(item.Path, item.What, space.Add(item.Path))).ToImmutableArray();
            if (!request.DryRun)
                Remove(request.Cache, items);
            return items;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(DiagnosticKinds.UnwritableFile, SourceSpan.OfFile(request.Cache), $"the cache {request.Cache} cannot be pruned: {FileProblem.Of(exception)}", "Correct its owner.");
            return [];
        }
    }

    private static IEnumerable<(string Path, string What)> Find(PruneRequest request)
    {
        var trees = CachedTree.All(request.Cache);
        return
        [
            .. CachedTree.Subdirectories(KernelCache.TreesOf(request.Cache)).SelectMany(Unfinished.In).Select(path => (path, "unfinished")),
            .. CachedTree.Subdirectories(KernelCache.PackagesOf(request.Cache)).Select(path => (path, "download")),
            .. trees.Where(tree => tree.Version is null).Select(tree => (tree.Place, "not complete")),
            .. AddedTree.All(request.Cache).Where(tree => !Directory.Exists(tree.Path)).Select(tree => (tree.File, $"{tree.Path} is gone")),
            .. Old(trees, request.All ? 0 : request.Keep).Select(tree => (tree.Place, $"release {tree.Name} for {tree.Arch.Name}")),
            .. request.All ? trees.Where(tree => !tree.Name.IsRelease).Select(tree => (tree.Place, $"series {tree.Name} for {tree.Arch.Name}")) : [],
            .. request.All ? CachedTree.Subdirectories(KernelCache.ListsOf(request.Cache)).Select(path => (path, "package lists")) : [],
        ];
    }

    private static IEnumerable<CachedTree> Old(ImmutableArray<CachedTree> trees, int? keep) => keep is not { } count
        ? []
        : trees.Where(tree => tree.Name.IsRelease).GroupBy(tree => (tree.Name.Series, tree.Arch))
            .SelectMany(series => series.OrderByDescending(tree => tree.Name).Skip(count)).OrderBy(tree => tree.Name);

    private static void Remove(string cache, ImmutableArray<PrunedItem> items)
    {
        Unfinished.Repair(cache);
        foreach (var item in items)
        {
            if (Directory.Exists(item.Path))
                Unfinished.Discard(item.Path);
            else if (File.Exists(item.Path))
                File.Delete(item.Path);
            if (Path.GetDirectoryName(item.Path) is { } parent && Directory.Exists(parent) && !Directory.EnumerateFileSystemEntries(parent).Any())
                Directory.Delete(parent);
        }
    }
}
