namespace BindGen.Kernels;

/// <summary>Where header trees are kept between runs; <c>generator/docs/cache.md</c> is the whole layout.</summary>
internal static class KernelCache
{
    /// <summary>The file whose lock keeps two fetches apart.</summary>
    public const string LockName = "lock";

    public static string Directory() =>
        Variable("BINDGEN_CACHE")
        ?? (Variable("XDG_CACHE_HOME") is { } caches ? Path.Combine(caches, "bindgen") : null)
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "bindgen");

    /// <summary>The unpacked packages of a kernel, and a file <c>version</c>.</summary>
    /// <param name="kernel">A series, or one release.</param>
    public static string PlaceOf(string cache, string kernel, string arch) => Path.Combine(TreesOf(cache), kernel, arch);

    public static string TreesOf(string cache) => Path.Combine(cache, "kernels");

    /// <summary>What <c>bindgen kernels add</c> remembers: one file with the tree's path for each name and architecture.</summary>
    public static string AddedOf(string cache) => Path.Combine(cache, "added");

    /// <summary>Downloads that have not been unpacked yet, a directory for each package.</summary>
    public static string PackagesOf(string cache) => Path.Combine(cache, "packages");

    /// <summary>What the distribution offers, for each of its architectures.</summary>
    public static string ListsOf(string cache) => Path.Combine(cache, "apt");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
