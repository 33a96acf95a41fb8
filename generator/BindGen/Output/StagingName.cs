namespace BindGen.Output;

/// <summary>
/// The names under which new contents wait: hidden, beside or below what they replace, always the same for the same place, so that the next
/// run finds what a killed one left behind. One pattern of git covers them: <c>.*bindgen-new</c>.
/// </summary>
internal static class StagingName
{
    /// <summary>Below a directory whose files change one by one.</summary>
    public const string Below = ".bindgen-new";

    /// <summary>Of the file or directory that will be at <paramref name="path"/>.</summary>
    public static string Beside(string path) => Path.Combine(Path.GetDirectoryName(path) ?? "", $".{Path.GetFileName(path)}{Below}");

    public static bool IsOne(string path) => Path.GetFileName(path) is ['.', ..] name && name.EndsWith(Below, StringComparison.Ordinal);

    /// <summary>The file or directory itself where <paramref name="path"/> is a symbolic link, so that the link stays one.</summary>
    public static string Resolve(string path)
    {
        var trimmed = Path.TrimEndingDirectorySeparator(path);
        return new FileInfo(trimmed) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : trimmed;
    }
}
