using System.Runtime.InteropServices;
using System.Text;

namespace BindGen.Output;

/// <summary>
/// A directory that gets new contents as a whole: they are made ready in a hidden directory beside it, what does not change as links to the
/// same files, and then the two change places in one step. Whenever the process is killed, the directory is the old one or the new one.
/// Nothing waits for the disk: a machine that loses its power can lose generated contents, and the next run, which compares them byte by
/// byte, writes them again.
/// </summary>
internal sealed class DirectoryExchange : IStagedChange
{
    private readonly string _live;
    private readonly OutputPlan _plan;
    private readonly bool _isNew;
    private readonly MadeDirectories _made = new();
    private PathLock? _lock;
    private bool _isWaiting;

    private DirectoryExchange(string live, OutputPlan plan)
    {
        _live = live;
        _plan = plan;
        _isNew = !Directory.Exists(live);
    }

    private string Staged => StagingName.Beside(_live);

    /// <summary>Makes the new contents ready.</summary>
    /// <param name="live">The directory, by its own name and not that of a link to it.</param>
    /// <param name="contents">What is there now.</param>
    /// <returns>Null when another process has made the directory meanwhile.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">They must not be written.</exception>
    public static DirectoryExchange? Stage(string live, OutputPlan plan, DirectoryContents contents)
    {
        var exchange = new DirectoryExchange(live, plan);
        try
        {
            if (exchange.Prepare(contents))
                return exchange;
            exchange.Dispose();
            return null;
        }
        catch
        {
            exchange.Dispose();
            throw;
        }
    }

    public void Commit()
    {
        if (_isNew)
            Directory.Move(Staged, _live);
        else if (!LibC.TryExchange(Staged, _live))
        {
            using var transaction = _plan.ToTransaction(_live);
            transaction.Commit();
            return;
        }

        _isWaiting = false;
        _made.Keep();
        // What cannot be cleared away now is for the next run.
        if (!_isNew)
            Quietly.Do(() => RetiredDirectory.Clear(Staged, _live));
    }

    public void Dispose()
    {
        if (_isWaiting)
            Quietly.Do(() => Directory.Delete(Staged, recursive: true));
        _lock?.Dispose();
        _made.Remove();
    }

    private bool Prepare(DirectoryContents contents)
    {
        _made.Make(Path.GetDirectoryName(_live) ?? "");
        _lock = PathLock.OfDirectory(Staged);
        _isWaiting = true;
        if (_isNew && Directory.Exists(_live))
            return false;

        // First the list of what is generated, by which everything else is told from what others put there.
        Write(Manifest.FileName, Encoding.UTF8.GetBytes(_plan.After.ToString()));
        var replaced = _plan.ToWrite.Select(content => content.Path).Concat(_plan.Stale).Append(Manifest.FileName).ToHashSet(StringComparer.Ordinal);
        foreach (var content in _plan.ToWrite)
            Write(content.Path, content.Bytes);
        foreach (var path in contents.Files.Where(path => !replaced.Contains(path) && !StagingName.IsOne(path)))
            Keep(path);
        if (_isNew)
            return true;
        foreach (var directory in contents.Directories.Prepend("").Where(path => Directory.Exists(Path.Combine(Staged, path))))
            Permissions.Copy(Path.Combine(_live, directory), Path.Combine(Staged, directory));
        return true;
    }

    private void Write(string path, ReadOnlySpan<byte> content)
    {
        var (staged, target) = (Path.Combine(Staged, path), Path.Combine(_live, path));
        if (Directory.Exists(target))
            throw new IOException($"'{target}' is a directory.");
        if (File.Exists(target))
            OutputTransaction.TryOpen(target);
        Directory.CreateDirectory(Path.GetDirectoryName(staged)!);
        using var stream = new FileStream(staged, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(content);
        if (File.Exists(target))
            Permissions.Copy(target, staged);
    }

    /// <summary>The same file at its new place; where a file cannot have two places, a copy of it.</summary>
    private void Keep(string path)
    {
        var (staged, target) = (Path.Combine(Staged, path), Path.Combine(_live, path));
        Directory.CreateDirectory(Path.GetDirectoryName(staged)!);
        if (LibC.Link(target, staged) == 0)
            return;
        if (Marshal.GetLastPInvokeError() is not (LibC.NotPermitted or LibC.NotSupported or LibC.NotImplemented or LibC.OtherDevice or LibC.TooManyLinks or LibC.AccessDenied))
            throw LibC.Failure(target);
        if (new FileInfo(target).LinkTarget is { } link)
            File.CreateSymbolicLink(staged, link);
        else
            // With its mode and its times.
            File.Copy(target, staged);
    }
}
