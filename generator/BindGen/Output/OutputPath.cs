namespace BindGen.Output;

/// <summary>Paths of generated files: below the output directory, with forward slashes, no step that leads elsewhere.</summary>
internal static class OutputPath
{
    public static bool IsInside(string path) =>
        !path.Contains('\\', StringComparison.Ordinal) && path.Split('/').All(step => step is not ("" or "." or "..")) && path != Manifest.FileName;
}
