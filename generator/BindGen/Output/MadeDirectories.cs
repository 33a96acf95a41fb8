namespace BindGen.Output;

/// <summary>Directories that were made for what may not come to be.</summary>
internal sealed class MadeDirectories
{
    private readonly Stack<string> _made = [];

    /// <summary>Makes <paramref name="directory"/> and those above it, where they are not there.</summary>
    public void Make(string directory)
    {
        if (directory.Length == 0 || Directory.Exists(directory))
            return;
        if (File.Exists(directory))
            throw new IOException($"'{directory}' is a file");
        Make(Path.GetDirectoryName(directory) ?? "");
        Directory.CreateDirectory(directory);
        _made.Push(directory);
    }

    /// <summary>From now on there is something in them.</summary>
    public void Keep() => _made.Clear();

    /// <summary>Removes those that are empty.</summary>
    public void Remove()
    {
        while (_made.TryPop(out var directory))
            Quietly.Do(() => Directory.Delete(directory));
    }
}
