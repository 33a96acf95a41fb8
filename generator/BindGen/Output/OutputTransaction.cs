namespace BindGen.Output;

/// <summary>
/// Changes below one directory that happen together, as far as a file system can: every content is first written beside its
/// target, and only when all are there do they take the places of their targets. Disposing before <see cref="Commit"/> leaves no trace.
/// </summary>
internal sealed class OutputTransaction(string root) : IDisposable
{
    private const string Suffix = ".bindgen-new";

    private readonly List<Action> _steps = [];
    private readonly HashSet<string> _temporaries = new(StringComparer.Ordinal);
    private readonly Stack<string> _created = [];
    private bool _committed;

    /// <summary>Writes <paramref name="content"/> beside the file at <paramref name="path"/>, after a try whether that can be replaced.</summary>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var target = Path.Combine(root, path);
        var directory = Path.GetDirectoryName(target)!;
        Create(directory);
        if (Directory.Exists(target))
            throw new IOException($"'{target}' is a directory.");
        if (File.Exists(target))
            new FileStream(target, FileMode.Open, FileAccess.Write).Dispose();

        // Always the same name, so that what a killed run leaves behind is overwritten by the next one.
        var temporary = Path.Combine(directory, $".{Path.GetFileName(target)}{Suffix}");
        if (!_temporaries.Add(temporary))
            _temporaries.Add(temporary += "2");
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            stream.Write(content);
        _steps.Add(() => File.Move(temporary, target, overwrite: true));
    }

    /// <summary>Removes the file at <paramref name="path"/>, and the directories below the root that it leaves empty.</summary>
    public void Remove(string path) => _steps.Add(() =>
    {
        File.Delete(Path.Combine(root, path));
        for (var parent = Path.GetDirectoryName(path); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
        {
            var directory = Path.Combine(root, parent);
            if (Directory.EnumerateFileSystemEntries(directory).Any())
                return;
            Directory.Delete(directory);
        }
    });

    /// <summary>Makes the changes, in the order in which they were asked for.</summary>
    public void Commit()
    {
        _committed = true;
        foreach (var step in _steps)
            step();
    }

    public void Dispose()
    {
        foreach (var temporary in _temporaries)
            Quietly(() => File.Delete(temporary));
        if (_committed)
            return;
        while (_created.TryPop(out var directory))
            Quietly(() => Directory.Delete(directory));
    }

    private void Create(string directory)
    {
        if (directory.Length == 0 || Directory.Exists(directory))
            return;
        Create(Path.GetDirectoryName(directory) ?? "");
        Directory.CreateDirectory(directory);
        _created.Push(directory);
    }

    // What cannot be cleaned away must not hide the reason for cleaning.
    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
