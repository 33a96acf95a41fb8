namespace BindGen.Clang;

/// <summary>The headers that belong to a compiler and not to a C library, below <c>lib/clang/VERSION/include</c>.</summary>
internal static class ResourceHeaders
{
    /// <summary>Those of <paramref name="version"/>; where they are not installed, those of the newest other version.</summary>
    public static string? Find(string libraryPath, string version) =>
        Places(libraryPath, version).FirstOrDefault(HasHeaders) ?? Others().FirstOrDefault(HasHeaders);

    /// <summary>Where the headers of exactly this version would be.</summary>
    public static IEnumerable<string> Places(string libraryPath, string version)
    {
        var major = version.Split('.')[0];
        string[] roots =
        [
            .. Path.IsPathRooted(libraryPath) ? [Path.Combine(Path.GetDirectoryName(libraryPath)!, "clang")] : Array.Empty<string>(),
            $"/usr/lib/llvm-{major}/lib/clang",
            "/usr/lib/clang",
            "/usr/lib64/clang",
        ];
        return roots.Distinct().SelectMany(root => new[] { Path.Combine(root, version, "include"), Path.Combine(root, major, "include") });
    }

    private static IEnumerable<string> Others() =>
        Subdirectories("/usr/lib", "llvm-*").Select(llvm => Path.Combine(llvm, "lib/clang")).Append("/usr/lib/clang")
            .SelectMany(root => Subdirectories(root, "*"))
            .Select(version => Path.Combine(version, "include"));

    private static IEnumerable<string> Subdirectories(string parent, string pattern) =>
        Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, pattern).OrderByDescending(path => path, StringComparer.Ordinal)
            : [];

    private static bool HasHeaders(string directory) => File.Exists(Path.Combine(directory, "stddef.h"));
}
