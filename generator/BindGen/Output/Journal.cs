namespace BindGen.Output;

/// <param name="Staged">The name of the new content in the hidden directory; null to remove the file.</param>
/// <param name="Path">Of the file, below the directory that changes, with forward slashes.</param>
internal sealed record JournalStep(string? Staged, string Path);

/// <summary>
/// What is to be done in a directory, written down before it is: one line <c>write N PATH</c> or <c>remove PATH</c> for each step. It appears
/// in one step when all contents are there, and what it says can be done again from the start any number of times.
/// </summary>
internal static class Journal
{
    private const string FileName = "journal";
    private const string WriteWord = "write";
    private const string RemoveWord = "remove";

    public static string DirectoryOf(string root) => Path.Combine(root, StagingName.Below);

    public static bool IsIn(string root) => File.Exists(Path.Combine(DirectoryOf(root), FileName));

    public static void Write(string root, IEnumerable<JournalStep> steps)
    {
        var directory = DirectoryOf(root);
        var lines = steps.Select(step => step.Staged is { } staged ? $"{WriteWord} {staged} {step.Path}\n" : $"{RemoveWord} {step.Path}\n");
        using (var file = new FileReplacement(Path.Combine(directory, FileName), System.Text.Encoding.UTF8.GetBytes(string.Concat(lines))))
            file.Commit();
        Disk.Sync(directory);
    }

    /// <summary>Does what the journal of <paramref name="root"/> says, where there is one, and clears the hidden directory.</summary>
    /// <returns>The files that were written.</returns>
    public static IReadOnlyList<string> Complete(string root, bool keepDirectory = false)
    {
        var directory = DirectoryOf(root);
        var file = Path.Combine(directory, FileName);
        var written = new List<string>();
        if (File.Exists(file))
        {
            foreach (var line in File.ReadAllLines(file))
                Do(root, directory, line, written);
            Disk.Sync(root);
            File.Delete(file);
        }
        foreach (var left in Directory.EnumerateFiles(directory))
            File.Delete(left);
        if (!keepDirectory)
            Directory.Delete(directory);
        return written;
    }

    private static void Do(string root, string directory, string line, List<string> written)
    {
        if (line.Split(' ', 3) is [WriteWord, var number, var path] && IsInside(path) && number.All(char.IsAsciiDigit))
        {
            var (staged, target) = (Path.Combine(directory, number), Path.Combine(root, path));
            written.Add(path);
            if (!File.Exists(staged))
                return;
            if (File.Exists(target))
                Permissions.Copy(target, staged);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(staged, target, overwrite: true);
        }
        else if (line.Split(' ', 2) is [RemoveWord, var gone] && IsInside(gone))
            Remove(root, gone);
    }

    private static bool IsInside(string path) => path == Manifest.FileName || OutputPath.IsInside(path);

    /// <summary>Removes a file, and the directories below <paramref name="root"/> that it leaves empty.</summary>
    public static void Remove(string root, string path)
    {
        // Its directory may have gone with it already.
        if (File.Exists(Path.Combine(root, path)))
            File.Delete(Path.Combine(root, path));
        foreach (var directory in OutputPath.Above(path).Select(parent => Path.Combine(root, parent)))
        {
            if (!Directory.Exists(directory))
                continue;
            if (Directory.EnumerateFileSystemEntries(directory).Any())
                return;
            Directory.Delete(directory);
        }
    }
}
