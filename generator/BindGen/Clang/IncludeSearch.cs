using System.Collections.Immutable;

namespace BindGen.Clang;

/// <summary>How <c>#include</c> finds files, and what it calls them.</summary>
/// <param name="Directories">In the order of the search; full paths.</param>
internal sealed record IncludeSearch(ImmutableArray<string> Directories)
{
    /// <summary>The file that the search for <paramref name="name"/> ends at; null when it ends nowhere.</summary>
    public string? Find(string name) => Directories.Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    /// <summary>The shortest name under which the search ends at this file; null when no directory has it.</summary>
    /// <param name="path">A full path.</param>
    public string? NameOf(string path)
    {
        string? best = null;
        foreach (var directory in Directories)
        {
            if (Below(directory, path) is { } name && (best is null || name.Length < best.Length) && Find(name) == path)
                best = name;
        }
        return best;
    }

    /// <summary>The rest of a path below a directory; null when it is elsewhere.</summary>
    public static string? Below(string directory, string path) =>
        path.Length > directory.Length + 1 && path[directory.Length] == '/' && path.StartsWith(directory, StringComparison.Ordinal)
            ? path[(directory.Length + 1)..]
            : null;
}
