using BindGen.Diagnostics;
using BindGen.Git;

namespace BindGen.Pipeline;

/// <summary>What a git revision holds. Its files are named <c>HEAD:headers/linux/linux.bindgen</c>, with a path as seen from the current directory.</summary>
internal static class Revision
{
    /// <summary>What is checked out.</summary>
    public const string Head = "HEAD";

    private const char Separator = ':';
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Splits <c>HEAD:linux-6.12</c>; without a revision, or when there is a file of that name, it is all name.</summary>
    public static (string? Revision, string Name) Split(string text)
    {
        var colon = text.IndexOf(Separator, StringComparison.Ordinal);
        return colon <= 0 || File.Exists(text) ? (null, text) : (text[..colon], text[(colon + 1)..]);
    }

    public static string Join(string? revision, string name) => revision is null ? name : $"{revision}{Separator}{name}";

    /// <summary>Reads a file of a revision or, where none is named, of the working tree.</summary>
    /// <param name="mention">Where the file is asked for; null when the user asked for it.</param>
    /// <returns>Null after an error was reported.</returns>
    public static string? Read(string path, DiagnosticBag diagnostics, SourceSpan? mention)
    {
        if (Split(path) is not ({ } revision, var name))
            return TextFile.Read(path, diagnostics, mention);
        var directory = ExistingDirectory(Path.GetDirectoryName(Path.GetFullPath(name))!);
        // Git takes what begins with a step from the directory, and nothing else.
        var relative = "./" + Path.GetRelativePath(directory, Path.GetFullPath(name)).Replace('\\', '/');
        var run = revision.StartsWith('-') ? null : GitProcess.Run(directory, null, "show", $"{revision}{Separator}{relative}");
        if (run is { ExitCode: 0 })
            return run.Text.TrimStart(ByteOrderMark);
        var why = revision.StartsWith('-') ? "that is no revision"
            : run is null ? "git is not on the PATH"
            : run.Error.Contains("not a git repository", StringComparison.Ordinal) ? "it is in no git repository"
            : run.Error.Contains("invalid object name", StringComparison.Ordinal) ? $"git knows no revision '{revision}'"
            : $"revision '{revision}' has no such file";
        diagnostics.Add(
            DiagnosticKinds.UnreadableRevision, mention, $"'{path}' cannot be read: {why}",
            run is null ? "Install git, or compare files." : "What stands before the colon is a commit, branch or tag; the path is as seen from the current directory.");
        return null;
    }

    private static string ExistingDirectory(string directory)
    {
        while (!Directory.Exists(directory) && Path.GetDirectoryName(directory) is { } parent)
            directory = parent;
        return directory;
    }
}
