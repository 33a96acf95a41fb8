using BindGen.Diagnostics;
using BindGen.Output;

namespace BindGen.Pipeline;

/// <summary>Reads input files; what cannot be read is a diagnostic.</summary>
internal static class TextFile
{
    /// <param name="mention">Where the file is asked for; null when the user asked for it.</param>
    public static string? Read(string path, DiagnosticBag diagnostics, SourceSpan? mention = null)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            diagnostics.Add(
                DiagnosticKinds.UnreadableFile, mention ?? SourceSpan.OfFile(path), $"'{path}' cannot be read: {FileProblem.OfReading(path, exception)}",
                File.Exists(path) ? "Check that you may read it." : "Check the name, and the directory that you are in.");
            return null;
        }
    }
}
