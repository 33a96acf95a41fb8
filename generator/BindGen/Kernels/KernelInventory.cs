using System.Collections.Immutable;
using BindGen.Check.Btf;
using BindGen.Diagnostics;
using BindGen.Output;

namespace BindGen.Kernels;

/// <summary>Where a tree comes from.</summary>
internal enum TreeOrigin
{
    /// <summary>From the distribution's packages, in the cache.</summary>
    Cached,

    /// <summary>One of the user's own, which stands for a kernel.</summary>
    Added,

    /// <summary>Installed on this machine; targets have it once it is added.</summary>
    Installed,

    /// <summary>The kernel that runs: it has layouts, and no headers.</summary>
    Running,
}

/// <param name="Kernel">The name that targets say; for what is not added, that of its series.</param>
/// <param name="Version">Null when that cannot be told.</param>
/// <param name="Path">The tree; for the running kernel, its BTF.</param>
/// <param name="Problem">Why it cannot be used; null when it can.</param>
internal sealed record ListedTree(TreeOrigin Origin, string? Kernel, string? Arch, string? Version, bool HasBtf, string Path, string? Problem);

/// <param name="Releases">The newest one first.</param>
/// <param name="Cached">The release that the cache has; null for none.</param>
internal sealed record OfferedSeries(KernelVersion Series, KernelArch Arch, ImmutableArray<KernelOffer> Releases, string? Cached)
{
    public KernelVersion Newest => Releases[0].Version;
}

/// <param name="Trees">What this machine has.</param>
/// <param name="Offered">What the distribution has.</param>
/// <param name="NotAsked">Why that is not known, or may be out of date; null when the sources answered today.</param>
internal sealed record KernelListing(string Cache, ImmutableArray<ListedTree> Trees, ImmutableArray<OfferedSeries> Offered, string? NotAsked);

/// <param name="Root">Where the machine's own directories begin.</param>
/// <param name="Refresh">Ask the package sources even if they were asked today.</param>
internal sealed record ListRequest(string Cache, ImmutableArray<KernelArch> Arches, string? Sources, bool Offline, bool Refresh, string Root = "/");

/// <summary>Finds the kernels whose headers are here, or can be had.</summary>
internal sealed class KernelInventory(ListRequest request, Action<FetchProgress> progress)
{
    public static KernelListing Read(ListRequest request, Action<FetchProgress> progress) => new KernelInventory(request, progress).Read();

    /// <summary>What the cache has, and what was added.</summary>
    public static ImmutableArray<ListedTree> Known(string cache) =>
    [
        .. CachedTree.All(cache).Select(tree => new ListedTree(
            TreeOrigin.Cached, tree.Name.ToString(), tree.Arch.Name, tree.Version,
            KernelTree.AtPlace(tree.Place, tree.Name.ToString(), tree.Arch) is { } headers && BtfFile.IsIn(headers.Btf), tree.Place,
            tree.Version is null ? $"it is not complete; bindgen kernels fetch {tree.Name} --arch {tree.Arch.Name}" : null)),
        .. AddedTree.All(cache).Select(tree => Prepared(TreeOrigin.Added, tree.Path, tree.Name, tree.Arch)),
    ];

    private KernelListing Read()
    {
        var trees = Known(request.Cache).Concat(Installed()).Concat(Running()).Where(tree => tree.Arch is null || request.Arches.Any(arch => arch.Name == tree.Arch));
        var offered = Offered(out var notAsked);
        return new(request.Cache, [.. trees], offered, notAsked);
    }

    private ImmutableArray<OfferedSeries> Offered(out string? notAsked)
    {
        notAsked = PackageClient.Missing() is { } missing ? $"{missing} is not on this machine" : null;
        if (notAsked is not null)
            return [];
        var offered = ImmutableArray.CreateBuilder<OfferedSeries>();
        foreach (var arch in request.Arches)
        {
            var offers = new Offers(new PackageClient(request.Cache, arch, request.Sources));
            notAsked = Ask(offers) ?? notAsked;
            offered.AddRange(
                offers.Known.GroupBy(offer => offer.Version.Series)
                    .Select(series => new OfferedSeries(series.Key, arch, [.. series.Reverse()], CachedTree.At(request.Cache, series.Key, arch).Version)));
        }
        return [.. offered.OrderBy(series => series.Series)];
    }

    /// <returns>Why the sources were not asked; null when they answered, or did so today.</returns>
    private string? Ask(Offers offers)
    {
        if (offers.Client.IsFresh && !request.Refresh)
            return null;
        if (request.Offline)
            return $"BINDGEN_OFFLINE is set{Since(offers.Client)}";
        try
        {
            using var held = CacheLock.Take(request.Cache, progress);
            offers.Update(progress);
            return offers.Problem is { } problem ? $"{problem}{Since(offers.Client)}" : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"the cache cannot be written: {FileProblem.Of(exception)}";
        }
    }

    private static string Since(PackageClient client) =>
        client.Asked is { } asked ? $"; what is listed is of {asked.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}" : "";

    private IEnumerable<ListedTree> Installed()
    {
        var modules = CachedTree.Subdirectories(Path.Combine(request.Root, "lib/modules")).Select(directory => Path.Combine(directory, "build"));
        var sources = CachedTree.Subdirectories(Path.Combine(request.Root, "usr/src"))
            .Where(directory => Path.GetFileName(directory).StartsWith("linux-headers-", StringComparison.Ordinal));
        var kernels = CachedTree.Subdirectories(Path.Combine(request.Root, "usr/src/kernels"));
        return modules.Concat(sources).Concat(kernels).Where(Directory.Exists)
            .Select(directory => new DirectoryInfo(directory).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? directory).Distinct(StringComparer.Ordinal)
            .Where(directory => !directory.Contains("-common", StringComparison.Ordinal))
            .Select(directory => Prepared(TreeOrigin.Installed, directory, null, null));
    }

    private IEnumerable<ListedTree> Running()
    {
        var btf = Path.Combine(request.Root, "sys/kernel/btf/vmlinux");
        var release = Path.Combine(request.Root, "proc/sys/kernel/osrelease");
        if (File.Exists(release) && KernelVersion.ParseStart(File.ReadAllText(release)) is { } version)
            yield return new(TreeOrigin.Running, version.Series.ToString(), null, version.ToString(), File.Exists(btf), File.Exists(btf) ? btf : release, null);
    }

    private static ListedTree Prepared(TreeOrigin origin, string path, KernelVersion? name, KernelArch? arch)
    {
        var found = new DiagnosticBag();
        return PreparedTree.Read(path, name, arch, found) is { } tree
            ? new(origin, tree.Series, tree.Arch.Name, tree.Version, BtfFile.IsIn(tree.Btf), path, null)
            : new(origin, name?.ToString(), arch?.Name, null, false, path, found.ToSorted()[0].Message);
    }
}
