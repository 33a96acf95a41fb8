using System.Collections.Immutable;

namespace BindGen.Kernels;

/// <summary>A tree of the user's own that stands for a kernel. Only its path is kept: what the tree has is read anew each time.</summary>
/// <param name="File">The file of the cache that has the path.</param>
internal sealed record AddedTree(KernelVersion Name, KernelArch Arch, string Path, string File)
{
    public static string FileOf(string cache, string name, string arch) => System.IO.Path.Combine(KernelCache.AddedOf(cache), name, arch);

    /// <returns>Null when none was added.</returns>
    public static AddedTree? Find(string cache, KernelVersion name, KernelArch arch)
    {
        var file = FileOf(cache, name.ToString(), arch.Name);
        try
        {
            return System.IO.File.Exists(file) ? new(name, arch, System.IO.File.ReadAllText(file).TrimEnd('\n'), file) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>All of them, by name and architecture.</summary>
    public static ImmutableArray<AddedTree> All(string cache) =>
    [
        .. from directory in CachedTree.Subdirectories(KernelCache.AddedOf(cache))
           let name = KernelVersion.Parse(System.IO.Path.GetFileName(directory))
           where name is not null
           orderby name.Value
           from arch in KernelArch.All
           let tree = Find(cache, name.Value, arch)
           where tree is not null
           select tree,
    ];
}
