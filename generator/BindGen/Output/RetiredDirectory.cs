namespace BindGen.Output;

/// <summary>
/// The hidden directory beside an output directory, after the two have changed places, or as a killed run has left it. What BindGen wrote
/// there goes; what somebody has put there meanwhile moves to the output directory.
/// </summary>
internal sealed class RetiredDirectory
{
    private readonly string _retired;
    private readonly string _live;
    private readonly Manifest _manifest;
    private readonly HashSet<string> _ownDirectories;

    private RetiredDirectory(string retired, string live)
    {
        _retired = retired;
        _live = live;
        _manifest = Manifest.ReadFrom(retired);
        _ownDirectories = [.. _manifest.Paths.SelectMany(OutputPath.Above)];
    }

    /// <summary>Clears away what a killed run has left beside <paramref name="live"/>, unless another process is at work there, which is waited for.</summary>
    /// <exception cref="IOException">It could not be done.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be done.</exception>
    public static void Recover(string live)
    {
        var retired = StagingName.Beside(live);
        using var held = PathLock.OfExisting(retired);
        if (held is not null)
            Clear(retired, live);
    }

    public static void Clear(string retired, string live) => new RetiredDirectory(retired, live).Clear();

    private void Clear()
    {
        var contents = DirectoryContents.Read(_retired);
        foreach (var directory in contents.Directories.Where(IsForeign))
            Move(directory);
        foreach (var file in contents.Files.Where(path => path != Manifest.FileName))
            Clear(file);
        foreach (var directory in contents.Directories.Reverse())
            Remove(directory);
        // Last, because it tells what is whose.
        File.Delete(Path.Combine(_retired, Manifest.FileName));
        Directory.Delete(_retired);
    }

    private bool IsForeign(string directory) => !_ownDirectories.Contains(directory) && !Path.Exists(Path.Combine(_live, directory));

    private void Move(string directory)
    {
        // Not when one above it has moved already.
        if (Directory.Exists(Path.Combine(_retired, directory)) && Directory.Exists(Path.Combine(_live, Path.GetDirectoryName(directory)!)))
            Directory.Move(Path.Combine(_retired, directory), Path.Combine(_live, directory));
    }

    private void Clear(string path)
    {
        var (retired, live) = (Path.Combine(_retired, path), Path.Combine(_live, path));
        if (FileStatus.Of(retired, follow: false) is not { } there)
            return;
        if (_manifest.Contains(path) || StagingName.IsOne(path) || FileStatus.Of(live, follow: false) is { } kept && (kept.Identity == there.Identity || IsNoNewer(retired, live)))
        {
            File.Delete(retired);
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(live)!);
        File.Move(retired, live, overwrite: true);
    }

    private static bool IsNoNewer(string retired, string live) => File.GetLastWriteTimeUtc(retired) <= File.GetLastWriteTimeUtc(live);

    private void Remove(string directory)
    {
        if (Directory.Exists(Path.Combine(_retired, directory)))
            Directory.Delete(Path.Combine(_retired, directory));
    }
}
