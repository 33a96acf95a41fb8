using BindGen.Rules;

namespace BindGen.Output;

/// <summary>Whether a directory can be exchanged for another one without a loss to anybody: it has to be BindGen's own.</summary>
internal static class Exchangeable
{
    /// <param name="live">The directory, by its own name and not that of a link to it.</param>
    public static bool Is(string live, OutputPlan plan, DirectoryContents contents)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        if (!Directory.Exists(live))
            return true;
        return IsOurs(live, plan, contents) && IsPossible(live) && !IsAround(live, Environment.CurrentDirectory);
    }

    private static bool IsOurs(string live, OutputPlan plan, DirectoryContents contents)
    {
        if (contents.Files.Count == 0 && contents.Directories.Count == 0)
            return true;
        var ours = plan.Before.Paths.Concat(plan.After.Paths).SelectMany(OutputPath.Above).ToHashSet(StringComparer.Ordinal);
        return contents.Files.Contains(Manifest.FileName) && !contents.HasLinkedDirectories && contents.Directories.All(ours.Contains)
            && !Directory.EnumerateFiles(live, $"*{Project.Extension}").Any();
    }

    /// <summary>Whether it is on the file system of the directory above it, which must be writable too, and belongs to this user.</summary>
    private static bool IsPossible(string live)
    {
        var above = Path.GetDirectoryName(Path.GetFullPath(live));
        return above is not null && FileStatus.Of(live) is { } status && FileStatus.Of(above)?.Device == status.Device && status.Owner == LibC.EffectiveUser()
            && LibC.Access(live, LibC.MayWrite) == 0 && LibC.Access(above, LibC.MayWrite) == 0;
    }

    /// <summary>Whether somebody who stands in <paramref name="inside"/> would find himself in a directory that is gone.</summary>
    private static bool IsAround(string live, string inside)
    {
        var identity = FileStatus.Of(live)?.Identity;
        for (var directory = inside; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (FileStatus.Of(directory)?.Identity == identity)
                return true;
        }
        return false;
    }
}
