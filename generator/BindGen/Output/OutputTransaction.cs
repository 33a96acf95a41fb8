namespace BindGen.Output;

/// <summary>
/// Changes of single files below one directory that happen together, where the directory as a whole cannot be exchanged: contents are first
/// written to a hidden directory, then a journal says what is to be done with them, and only then is it done. Killed before there is a
/// journal, nothing has changed; killed later, <see cref="Recover"/> completes it. Disposing before <see cref="Commit"/> leaves no trace.
/// </summary>
internal sealed class OutputTransaction(string root) : IStagedChange
{
    private readonly List<JournalStep> _steps = [];
    private readonly MadeDirectories _made = new();
    private PathLock? _lock;
    private int _staged;

    private string Staging => Journal.DirectoryOf(root);

    /// <summary>Completes or clears away what a killed run has left in <paramref name="root"/>.</summary>
    /// <returns>The files, below <paramref name="root"/>, that were written now.</returns>
    /// <exception cref="IOException">It could not be done.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be done.</exception>
    public static IReadOnlyList<string> Recover(string root)
    {
        using var staging = PathLock.OfExisting(Journal.DirectoryOf(root));
        return staging is null ? [] : Journal.Complete(root);
    }

    /// <summary>Makes <paramref name="content"/> ready for the file at <paramref name="path"/>, after a try whether that can be replaced.</summary>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var target = Path.Combine(root, path);
        if (Directory.Exists(target))
            throw new IOException($"'{target}' is a directory.");
        // Also finds a name that is too long, and a file where a directory should be.
        if (FileStatus.Of(target) is not null)
            TryOpen(target);

        Begin();
        var staged = (++_staged).ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var stream = new FileStream(Path.Combine(Staging, staged), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
        _steps.Add(new JournalStep(staged, path));
    }

    /// <summary>Removes the file at <paramref name="path"/>, and the directories below the root that it leaves empty.</summary>
    public void Remove(string path) => _steps.Add(new JournalStep(null, path));

    /// <summary>Makes the changes, in the order in which they were asked for.</summary>
    public void Commit()
    {
        if (_steps.Count == 0)
            return;
        if (_steps is [{ Staged: null } only])
        {
            // What is one step by itself needs no journal.
            Journal.Remove(root, only.Path);
            return;
        }
        Begin();
        Journal.Write(root, _steps);
        _made.Keep();
        Journal.Complete(root);
    }

    public void Dispose()
    {
        // With a journal, what is left of it is for the next run.
        if (_lock is not null && !Journal.IsIn(root))
            Quietly.Do(() => Directory.Delete(Staging, recursive: true));
        _lock?.Dispose();
        _made.Remove();
    }

    /// <summary>Whether a file can be written, found without changing it.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not.</exception>
    public static void TryOpen(string file)
    {
        // Not a stream, which would ask for a lock: whoever has just put the file there may hold one for a moment more.
        using var handle = LibC.Open(file, LibC.OpenWriteOnly | LibC.OpenCloseOnExec, 0);
        if (handle.IsInvalid)
            throw LibC.Failure(file);
    }

    private void Begin()
    {
        if (_lock is not null)
            return;
        _made.Make(root);
        _lock = PathLock.OfDirectory(Staging);
        Journal.Complete(root, keepDirectory: true);
    }
}
