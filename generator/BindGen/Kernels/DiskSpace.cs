using BindGen.Output;

namespace BindGen.Kernels;

/// <summary>Adds up what comes free when files are removed. A file with several names comes free with the last of them.</summary>
internal sealed class DiskSpace
{
    private readonly Dictionary<(uint, uint, ulong), uint> _seen = [];

    /// <returns>The bytes on the disk that come free when <paramref name="path"/> goes, after all that was added before.</returns>
    public long Add(string path)
    {
        if (FileStatus.Of(path, follow: false) is not { } status)
            return 0;
        if (new DirectoryInfo(path) is { Exists: true, LinkTarget: null } directory)
            return status.Bytes + directory.EnumerateFileSystemInfos().Sum(entry => Add(entry.FullName));
        _seen.TryGetValue(status.Identity, out var seen);
        _seen[status.Identity] = ++seen;
        return seen == status.Links ? status.Bytes : 0;
    }
}
