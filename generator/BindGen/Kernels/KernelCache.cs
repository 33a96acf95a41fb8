namespace BindGen.Kernels;

/// <summary>Where header trees are kept between runs: <c>kernels/SERIES/ARCH</c> holds the unpacked packages and a file
/// <c>version</c>.</summary>
internal static class KernelCache
{
    public static string Directory() =>
        Variable("BINDGEN_CACHE")
        ?? (Variable("XDG_CACHE_HOME") is { } caches ? Path.Combine(caches, "bindgen") : null)
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "bindgen");

    public static string PlaceOf(string cache, string series, string arch) => Path.Combine(cache, "kernels", series, arch);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
