using BindGen.Output;

namespace BindGen.Review;

/// <summary>A file as it was, to be put back.</summary>
/// <param name="Content">Null when there was none.</param>
internal sealed record SavedFile(string Path, byte[]? Content, UnixFileMode Mode)
{
    public static SavedFile Of(string path) =>
        File.Exists(path) ? new SavedFile(path, File.ReadAllBytes(path), OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path)) : new SavedFile(path, null, default);

    public void Restore()
    {
        Write(Path, Content);
        if (Content is not null && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, Mode);
    }

    /// <summary>The whole new content or the old one, whenever this is interrupted.</summary>
    /// <param name="content">Null removes the file, and the directories that it leaves empty.</param>
    public static void Write(string path, byte[]? content)
    {
        if (content is null)
        {
            Remove(path);
            return;
        }
        using var replacement = new FileReplacement(path, content);
        replacement.Commit();
    }

    private static void Remove(string path)
    {
        File.Delete(path);
        for (var directory = System.IO.Path.GetDirectoryName(path)!; !Directory.EnumerateFileSystemEntries(directory).Any(); directory = System.IO.Path.GetDirectoryName(directory)!)
            Directory.Delete(directory);
    }
}
