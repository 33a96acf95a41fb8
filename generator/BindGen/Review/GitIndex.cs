using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BindGen.Diagnostics;
using BindGen.Git;

namespace BindGen.Review;

/// <summary>How a file of a work tree differs from git's index.</summary>
/// <param name="Path">Below the root of the work tree.</param>
/// <param name="Blob">The object that the index has; null when it has none.</param>
/// <param name="HasStaged">Whether the index has another version than the last commit.</param>
internal sealed record GitChange(string Path, ReviewState State, string? Blob, bool HasStaged, bool IsConflict = false);

/// <param name="Mode">Null when the index has no such path.</param>
internal sealed record IndexEntry(string Path, string? Mode, string? Blob);

/// <summary>The index of one git work tree: what is compared with, and what a decision changes.</summary>
/// <param name="root">The top directory of the work tree, as the user sees it.</param>
internal sealed class GitIndex(string root)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Root => root;

    /// <summary>The work tree that a directory belongs to, whether the directory exists or not.</summary>
    /// <returns>Null with the reason in words when it belongs to none.</returns>
    public static (GitIndex? Index, string Problem) Find(string directory)
    {
        var place = Path.GetFullPath(directory);
        while (!Directory.Exists(place))
            place = Path.GetDirectoryName(place)!;
        if (GitProcess.Run(place, null, "rev-parse", "--show-toplevel", "--show-prefix") is not { } run)
            return (null, "there is no git on this machine");
        if (run.ExitCode != 0)
            return (null, run.Error.Contains("not a git repository", StringComparison.Ordinal) ? "there is no git work tree here" : $"git says: {FirstLine(run.Error)}");
        var lines = run.Text.Split('\n');
        var (top, below) = (lines[0], lines[1].TrimEnd('/'));
        var root = below.Length == 0 ? place : place.EndsWith($"/{below}", StringComparison.Ordinal) ? place[..^(below.Length + 1)] : top;
        return (new GitIndex(root), "");
    }

    public string FullPath(string path) => Path.Combine(root, path);

    /// <summary>The path below the root, with forward slashes.</summary>
    public string PathOf(string file) => Path.GetRelativePath(root, Path.GetFullPath(file));

    /// <summary>What differs from the index at or below some paths.</summary>
    public ImmutableArray<GitChange> Changes(IEnumerable<string> paths)
    {
        var fields = Read(["status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all", "--", .. paths]).Text.Split('\0');
        return [.. fields.Select(Change).OfType<GitChange>()];
    }

    /// <summary>The contents of objects, as git stores them.</summary>
    public ImmutableArray<byte[]> Blobs(IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0)
            return [];
        var bytes = Checked(GitProcess.Run(root, Encoding.ASCII.GetBytes(string.Concat(ids.Select(id => $"{id}\n"))), "cat-file", "--batch")).Output;
        var contents = ImmutableArray.CreateBuilder<byte[]>(ids.Count);
        for (var position = 0; contents.Count < ids.Count;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', position);
            var size = int.Parse(Encoding.ASCII.GetString(bytes, position, end - position).Split(' ')[2], CultureInfo.InvariantCulture);
            contents.Add(bytes[(end + 1)..(end + 1 + size)]);
            position = end + size + 2;
        }
        return contents.MoveToImmutable();
    }

    /// <summary>What the index has at a path, as a checkout writes it.</summary>
    public byte[] Content(string path) => Read("cat-file", "--filters", $":0:{path}").Output;

    public ImmutableArray<IndexEntry> Entries(IReadOnlyCollection<string> paths)
    {
        var known = Read(["ls-files", "--stage", "-z", "--", .. paths]).Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(Entry).OfType<IndexEntry>()
            .ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        return [.. paths.Select(path => known.GetValueOrDefault(path) ?? new IndexEntry(path, null, null))];
    }

    /// <summary>Makes the index as the work tree is at some paths: all, or none when git refuses.</summary>
    public void Stage(IEnumerable<string> paths) => Write(string.Concat(paths.Select(path => $"{path}\0")), "--add", "--remove", "-z", "--stdin");

    /// <summary>Puts entries back as they were.</summary>
    public void Restore(IReadOnlyCollection<IndexEntry> entries)
    {
        var there = entries.Where(entry => entry.Mode is not null).ToList();
        if (there.Count > 0)
            Write(string.Concat(there.Select(entry => $"{entry.Mode} {entry.Blob}\t{entry.Path}\0")), "-z", "--index-info");
        if (there.Count < entries.Count)
            Write(string.Concat(entries.Where(entry => entry.Mode is null).Select(entry => $"{entry.Path}\0")), "--force-remove", "-z", "--stdin");
    }

    private static GitChange? Change(string field)
    {
        if (field.StartsWith("? ", StringComparison.Ordinal))
            return new GitChange(field[2..], ReviewState.New, null, HasStaged: false);
        if (field.StartsWith("u ", StringComparison.Ordinal))
            return new GitChange(field.Split(' ', 11)[10], ReviewState.Changed, null, HasStaged: true, IsConflict: true);
        if (!field.StartsWith("1 ", StringComparison.Ordinal) || field.Split(' ', 9) is not [_, var status, _, _, _, _, _, var blob, var path] || status[1] == '.')
            return null;
        var state = status[1] switch { 'D' => ReviewState.Removed, 'A' => ReviewState.New, _ => ReviewState.Changed };
        return new GitChange(path, state, state == ReviewState.New ? null : blob, HasStaged: status[0] != '.');
    }

    /// <summary>Null for one side of a conflict.</summary>
    private static IndexEntry? Entry(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        var words = line[..tab].Split(' ');
        return words[2] == "0" ? new IndexEntry(line[(tab + 1)..], words[0], words[1]) : null;
    }

    private GitRun Read(params IEnumerable<string> arguments) => Checked(GitProcess.Run(root, null, arguments));

    /// <summary>Changes the index. Another git that holds it is waited for.</summary>
    private void Write(string input, params IEnumerable<string> arguments)
    {
        var bytes = Encoding.UTF8.GetBytes(input);
        var end = DateTime.UtcNow + Patience;
        while (true)
        {
            var run = GitProcess.Run(root, bytes, ["update-index", .. arguments]);
            if (run is not { ExitCode: not 0 } || !run.Error.Contains("index.lock", StringComparison.Ordinal))
            {
                Checked(run);
                return;
            }
            if (DateTime.UtcNow > end)
                throw new ReviewException(
                    DiagnosticKinds.GitRefuses, LockFile(run.Error), "another git holds the index, or one that was killed left its lock behind",
                    "Let the other one finish. When none is running, delete this file and run 'bindgen review' again: what was decided before is done.");
            Thread.Sleep(100);
        }
    }

    private string LockFile(string message) => message.Split('\'') is [_, var path, ..] ? Path.Combine(root, path) : Path.Combine(root, ".git/index.lock");

    private GitRun Checked(GitRun? run) => run switch
    {
        { ExitCode: 0 } => run,
        null => throw new ReviewException(DiagnosticKinds.NoGit, root, "there is no git on this machine", "Install git."),
        _ => throw new ReviewException(DiagnosticKinds.GitRefuses, root, $"git says: {FirstLine(run.Error)}", "Nothing was changed. Correct it, and run 'bindgen review' again: what was decided before is done."),
    };

    private static string FirstLine(string text) => text.Split('\n')[0];
}
