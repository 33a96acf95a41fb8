using System.Text;
using BindGen.Diagnostics;

namespace BindGen.Output;

/// <summary>A single file that a command writes where the user said: the whole new text or the old one, whenever the command is killed.</summary>
internal static class StoredFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <returns>False after an error was reported (BG0002); then the file is as it was.</returns>
    public static bool Write(string path, string text, DiagnosticBag diagnostics)
    {
        try
        {
            using var replacement = new FileReplacement(path, Utf8.GetBytes(text));
            replacement.Commit();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            diagnostics.Add(
                DiagnosticKinds.UnwritableFile, SourceSpan.OfFile(path), $"'{path}' cannot be written: {FileProblem.Of(exception)}",
                "Make its directory writable, free some space, or name another file.");
            return false;
        }
    }
}
