using System.Collections.Immutable;

namespace BindGen.Kernels;

/// <summary>A place of the cache that has, or had, the headers of one kernel.</summary>
/// <param name="Name">The series that it follows, or the release that it stays with.</param>
/// <param name="Version">What its file <c>version</c> says; null when it is not complete.</param>
internal sealed record CachedTree(KernelVersion Name, KernelArch Arch, string Place, string? Version)
{
    private const string VersionName = "version";

    public string VersionFile => VersionFileOf(Place);

    /// <summary>Where the unpacked packages are.</summary>
    public static string SourcesOf(string place) => Path.Combine(place, "usr", "src");

    public static string VersionFileOf(string place) => Path.Combine(place, VersionName);

    public static CachedTree At(string cache, KernelVersion name, KernelArch arch)
    {
        var place = KernelCache.PlaceOf(cache, name.ToString(), arch.Name);
        return new(name, arch, place, KernelTree.AtPlace(place, name.ToString(), arch)?.Version);
    }

    /// <summary>All of them, by name and architecture.</summary>
    public static ImmutableArray<CachedTree> All(string cache) =>
    [
        .. from directory in Subdirectories(KernelCache.TreesOf(cache))
           let name = KernelVersion.Parse(Path.GetFileName(directory))
           where name is not null
           orderby name.Value
           from arch in KernelArch.All
           where Directory.Exists(Path.Combine(directory, arch.Name))
           select At(cache, name.Value, arch),
    ];

    public static IEnumerable<string> Subdirectories(string directory) =>
        Directory.Exists(directory) ? Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal) : [];
}
