namespace BindGen.Output;

/// <summary>Paths of generated files: below the output directory, with forward slashes, no step that leads elsewhere.</summary>
internal static class OutputPath
{
    public static bool IsInside(string path) =>
        !path.Contains('\\', StringComparison.Ordinal) && path.Split('/').All(step => step is not ("" or "." or "..")) && path != Manifest.FileName;

    /// <summary>The directories that a file is in, the nearest first, without the output directory itself.</summary>
    public static IEnumerable<string> Above(string path)
    {
        for (var parent = Path.GetDirectoryName(path); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
            yield return parent;
    }
}
