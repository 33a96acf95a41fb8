using System.Runtime.InteropServices;

namespace BindGen.Output;

/// <summary>Why a file or directory cannot be read or written, in a few words and without the paths of exceptions: these are absolute, or
/// those of files that only wait to get their name.</summary>
internal static class FileProblem
{
    public static string Of(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file or directory",
        PathTooLongException => "the name is too long",
        UnauthorizedAccessException => "permission denied",
        ArgumentException => "that is no file name",
        { HResult: > 0 and var error } => Marshal.GetPInvokeErrorMessage(error),
        _ => exception.Message.TrimEnd('.'),
    };

    /// <summary>Of a file that was to be read.</summary>
    public static string OfReading(string path, Exception exception) =>
        path.Length == 0 ? "the name is empty"
        : exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
        : Directory.Exists(path) ? "it is a directory"
        : Of(exception);
}
