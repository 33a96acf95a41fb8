using System.Collections.Immutable;

namespace BindGen.Kernels;

/// <summary>Makes the tree of one kernel, complete before it gets its name.</summary>
internal sealed class KernelUnpacking(string cache, CachedTree tree)
{
    /// <summary>The headers that all architectures share, where the cache has them of this version for another architecture.</summary>
    public string? SharedOf(KernelOffer offer) =>
        CachedTree.All(cache).Where(other => other.Version == offer.Version.ToString())
            .Select(other => Path.Combine(CachedTree.SourcesOf(other.Place), offer.Common)).FirstOrDefault(Directory.Exists);

    /// <param name="shared">A directory to take besides what is in the packages; null when these have all.</param>
    /// <returns>What went wrong; null when the tree has its name.</returns>
    public string? Unpack(KernelOffer offer, ImmutableArray<string> packages, string? shared) => Make(offer.Version.ToString(), (unpacked, complete) =>
    {
        foreach (var package in packages)
        {
            var run = ProgramRun.Of(PackageClient.Unpacker, ["-x", package, unpacked]);
            if (run.ExitCode != 0)
                return Last(run);
        }
        var sources = CachedTree.SourcesOf(complete);
        Directory.CreateDirectory(Path.GetDirectoryName(sources)!);
        if (!Directory.Exists(CachedTree.SourcesOf(unpacked)))
            return $"{string.Join(", ", packages.Select(Path.GetFileName))} have no usr/src";
        Directory.Move(CachedTree.SourcesOf(unpacked), sources);
        return shared is null ? null : Copy(shared, sources);
    });

    /// <summary>The same release from another place of the cache.</summary>
    public bool Copy(CachedTree twin) => Make(twin.Version!, (_, complete) =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(CachedTree.SourcesOf(complete))!);
        return Copy(CachedTree.SourcesOf(twin.Place), Path.GetDirectoryName(CachedTree.SourcesOf(complete))!);
    }) is null;

    /// <param name="fill">Given a directory for anything, and one for the tree; returns what went wrong.</param>
    private string? Make(string version, Func<string, string, string?> fill)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(tree.Place)!);
        var work = Unfinished.Begin(tree.Place);
        try
        {
            var complete = Path.Combine(work, "tree");
            Directory.CreateDirectory(complete);
            if (fill(Path.Combine(work, "unpacked"), complete) is { } problem)
                return problem;
            File.WriteAllText(CachedTree.VersionFileOf(complete), version + "\n");
            if (KernelTree.AtPlace(complete, version, tree.Arch) is null)
                return "the packages do not have the headers of a kernel";
            Unfinished.Finish(complete, tree.Place);
            return null;
        }
        finally
        {
            Unfinished.Remove(work);
        }
    }

    /// <summary>With hard links where the file system has them.</summary>
    private static string? Copy(string directory, string into)
    {
        if (ProgramRun.Of("cp", ["-al", directory, into]).ExitCode == 0)
            return null;
        Unfinished.Remove(Path.Combine(into, Path.GetFileName(directory)));
        return ProgramRun.Of("cp", ["-a", directory, into]) is { ExitCode: not 0 } run ? Last(run) : null;
    }

    private static string Last(ProgramRun run) => run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [.., var last] ? last : $"exit code {run.ExitCode}";
}
