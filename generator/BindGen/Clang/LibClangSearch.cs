using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BindGen.Clang;

/// <summary>Where a libclang may be: an explicit place, then the directories of installed LLVM versions, newest first, then
/// the names that the loader knows.</summary>
/// <param name="Override">A file or a directory that wins over everything else; null when there is none.</param>
/// <param name="Directories">Searched in order for <c>libclang</c> files.</param>
/// <param name="LoaderNames">Handed to the system's loader as they are.</param>
internal sealed partial record LibClangSearch(string? Override, ImmutableArray<string> Directories, ImmutableArray<string> LoaderNames)
{
    /// <summary>The environment variable that names the library or its directory.</summary>
    public const string Variable = "BINDGEN_LIBCLANG";

    public static LibClangSearch OfSystem() => new(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null,
        [.. InstalledVersions("/usr/lib", "llvm-*"), "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/local/lib"],
        ["libclang.so.1", "libclang.so", "libclang"]);

    /// <summary>What to try, in order: full paths, then the loader's names.</summary>
    public IEnumerable<string> Candidates()
    {
        if (Override is { } place)
            return Directory.Exists(place) ? LibrariesIn(place) : [place];
        return Directories.SelectMany(LibrariesIn).Concat(LoaderNames);
    }

    /// <summary>For the message when nothing was found.</summary>
    public IEnumerable<string> Places() => Override is { } place ? [$"{place} (from {Variable})"] : [.. Directories, "the loader's own directories"];

    private static IEnumerable<string> InstalledVersions(string parent, string pattern) =>
        Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, pattern)
                .OrderByDescending(VersionOf).ThenBy(path => path, StringComparer.Ordinal)
                .Select(path => Path.Combine(path, "lib"))
            : [];

    /// <summary>Every file name of the library in <paramref name="directory"/>: the plain one first, then the newest version.</summary>
    private static IEnumerable<string> LibrariesIn(string directory) =>
        Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, "libclang*")
                .Where(path => LibraryName().IsMatch(Path.GetFileName(path)))
                .OrderByDescending(path => Path.GetFileName(path) == "libclang.so.1")
                .ThenByDescending(VersionOf).ThenBy(path => path, StringComparer.Ordinal)
            : [];

    private static int VersionOf(string path) =>
        VersionNumber().Match(Path.GetFileName(path)) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"^libclang(-[0-9]+)?(\.so(\.[0-9.]+)?|\.dylib)$")]
    private static partial Regex LibraryName();

    [GeneratedRegex(@"-([0-9]{1,4})")]
    private static partial Regex VersionNumber();
}
