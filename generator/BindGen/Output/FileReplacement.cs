namespace BindGen.Output;

/// <summary>
/// One file that gets a new content: it is written beside the file, reaches the disk, and then takes the file's place in one step. Whenever
/// the process is killed, and also when the machine is, the file has the old content or the new one.
/// </summary>
internal sealed class FileReplacement : IStagedChange
{
    private readonly string _target;
    private readonly MadeDirectories _made = new();
    private FileStream? _stream;
    private PathLock? _lock;
    private bool _isWaiting;
    private byte[]? _forDevice;

    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public FileReplacement(string path, ReadOnlySpan<byte> content)
    {
        _target = StagingName.Resolve(path);
        try
        {
            Stage(content);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private string Staged => StagingName.Beside(_target);

    public void Commit()
    {
        if (_isWaiting)
            File.Move(Staged, _target, overwrite: true);
        _isWaiting = false;
        // It is the file that everybody reads now.
        _lock?.Dispose();
        if (_forDevice is not null)
        {
            using var device = new FileStream(_target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            device.Write(_forDevice);
        }
        _made.Keep();
    }

    public void Dispose()
    {
        if (_isWaiting)
            Quietly.Do(() => File.Delete(Staged));
        _lock?.Dispose();
        _stream?.Dispose();
        _made.Remove();
    }

    private void Stage(ReadOnlySpan<byte> content)
    {
        if (Directory.Exists(_target))
            throw new IOException($"'{_target}' is a directory.");
        _made.Make(Path.GetDirectoryName(_target) ?? "");
        var before = FileStatus.Of(_target);
        if (before is { IsRegular: false })
        {
            // A pipe or a device is no place for another file.
            _forDevice = content.ToArray();
            return;
        }
        if (before is not null)
            OutputTransaction.TryOpen(_target);

        _lock = PathLock.OfFile(Staged);
        _isWaiting = true;
        _stream = new FileStream(_lock.Handle, FileAccess.Write, bufferSize: 0);
        // Not what a killed run left there.
        _stream.SetLength(0);
        if (before is not null)
            Permissions.Copy(_target, Staged);
        _stream.Write(content);
        _stream.Flush(flushToDisk: true);
    }
}
