using BindGen.Output;

namespace BindGen.Kernels;

/// <summary>Directories of the cache on their way to their name. What runs that were killed left of them has no use.</summary>
internal static class Unfinished
{
    private const string Unpacking = ".unfinished.";
    private const string Replaced = ".replaced.";

    /// <returns>A new directory beside <paramref name="place"/>.</returns>
    public static string Begin(string place) => Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(place)!, Unpacking + Path.GetRandomFileName())).FullName;

    /// <summary>Gives a complete directory its name. Whenever this process is killed, the old one or the new one has it; where the
    /// file system cannot exchange names there is a moment without either, which <see cref="Repair"/> ends.</summary>
    public static void Finish(string complete, string place)
    {
        if (!Directory.Exists(place))
        {
            Directory.Move(complete, place);
            return;
        }
        if (LibC.TryExchange(complete, place))
        {
            Remove(complete);
            return;
        }
        var replaced = Path.Combine(Path.GetDirectoryName(place)!, Replaced + Path.GetFileName(place));
        Remove(replaced);
        Directory.Move(place, replaced);
        Directory.Move(complete, place);
        Remove(replaced);
    }

    /// <summary>What killed runs left, in the trees of one kernel.</summary>
    public static IEnumerable<string> In(string kernel) =>
        CachedTree.Subdirectories(kernel).Where(path => new[] { Unpacking, Replaced }.Any(prefix => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Removes what killed runs left, except a tree that would be missed: that one gets its name back; and a download that can go on.</summary>
    public static void Repair(string cache)
    {
        string[] others = [KernelCache.PackagesOf(cache), KernelCache.ListsOf(cache)];
        foreach (var path in CachedTree.Subdirectories(KernelCache.TreesOf(cache)).Concat(others).SelectMany(In))
        {
            var place = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileName(path)[Replaced.Length..]);
            if (Path.GetFileName(path).StartsWith(Replaced, StringComparison.Ordinal) && !Directory.Exists(place))
                Directory.Move(path, place);
            else
                Remove(path);
        }
        var trees = CachedTree.All(cache);
        foreach (var download in CachedTree.Subdirectories(KernelCache.PackagesOf(cache)).Where(path => trees.Any(tree => IsUnpacked(path, tree))))
            Remove(download);
    }

    /// <summary>Whether the package that a download is of is in a tree: it has a directory of its own name there.</summary>
    private static bool IsUnpacked(string download, CachedTree tree) => Directory.Exists(Path.Combine(CachedTree.SourcesOf(tree.Place), Path.GetFileName(download)));

    /// <summary>Takes a directory its name, and then removes it: half of it is nowhere under that name.</summary>
    public static void Discard(string directory)
    {
        if (Path.GetFileName(directory).StartsWith('.'))
        {
            Remove(directory);
            return;
        }
        var nameless = Path.Combine(Path.GetDirectoryName(directory)!, Unpacking + Path.GetRandomFileName());
        Directory.Move(directory, nameless);
        Remove(nameless);
    }

    /// <summary>Removes a directory with all that is in it. What cannot be removed stays for the next run.</summary>
    public static void Remove(string directory) => Quietly.Do(() =>
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    });
}
