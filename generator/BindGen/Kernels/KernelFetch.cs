using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Output;

namespace BindGen.Kernels;

/// <summary>Puts headers of kernels into the cache, from the packages of the distribution. What is there stays until something newer is
/// complete.</summary>
internal sealed class KernelFetch
{
    private readonly FetchRequest _request;
    private readonly Action<FetchProgress> _progress;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<KernelArch, Offers> _offers = [];

    private KernelFetch(FetchRequest request, Action<FetchProgress> progress, DiagnosticBag diagnostics)
    {
        _request = request;
        _progress = progress;
        _diagnostics = diagnostics;
    }

    /// <returns>What the cache has now of what was asked for; what it has not is an error in <paramref name="diagnostics"/>.</returns>
    public static ImmutableArray<FetchResult> Run(FetchRequest request, Action<FetchProgress> progress, DiagnosticBag diagnostics)
    {
        try
        {
            using var held = CacheLock.Take(request.Cache, progress);
            Unfinished.Repair(request.Cache);
            return new KernelFetch(request, progress, diagnostics).Run();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(
                DiagnosticKinds.UnwritableFile, SourceSpan.OfFile(request.Cache), $"the cache {request.Cache} cannot be written: {FileProblem.Of(exception)}",
                "Correct its owner, free some space, or name another directory with BINDGEN_CACHE.");
            return [];
        }
    }

    private ImmutableArray<FetchResult> Run() =>
        [.. _request.Kernels.Distinct().SelectMany(_ => _request.Arches.Distinct(), (kernel, arch) => Fetch(kernel, arch)).OfType<FetchResult>()];

    private FetchResult? Fetch(KernelVersion kernel, KernelArch arch)
    {
        var cached = CachedTree.At(_request.Cache, kernel, arch);
        if (cached.Version is not null && (kernel.IsRelease || IsRecent(cached)))
            return Kept(cached, kernel.IsRelease ? FetchOutcome.UpToDate : FetchOutcome.NotAsked);
        if (kernel.IsRelease && Twin(cached, kernel.ToString()) is { } twin && new KernelUnpacking(_request.Cache, cached).Copy(twin))
            return Fetched(cached, kernel);
        if (_request.Offline || PackageClient.Missing() is not null)
            return NotAsked(cached);

        var offers = OffersFor(arch);
        if (offers.Find(kernel) is not { } offer)
            return NotOffered(cached, offers);
        if (cached.Version is { } version && KernelVersion.Parse(version) is { } had && had.CompareTo(offer.Version) >= 0)
            return Looked(cached, FetchOutcome.UpToDate);
        return Fetch(cached, offer, offers);
    }

    private FetchResult? Fetch(CachedTree cached, KernelOffer offer, Offers offers)
    {
        if (Download(cached, offer, offers.Client) is not { } problem)
            return Fetched(cached, offer.Version);
        // Lists of yesterday may name a package that has since been replaced.
        if (offers.Update(_progress) && offers.Find(cached.Name) is { } newer && newer != offer)
        {
            if (Download(cached, newer, offers.Client) is not { } again)
                return Fetched(cached, newer.Version);
            problem = again;
        }
        return Unfetched(cached, offer, problem);
    }

    /// <returns>What went wrong; null when the tree is there.</returns>
    private string? Download(CachedTree cached, KernelOffer offer, PackageClient client)
    {
        var directory = Path.Combine(KernelCache.PackagesOf(_request.Cache), offer.Package);
        var unpacking = new KernelUnpacking(_request.Cache, cached);
        var shared = unpacking.SharedOf(offer);
        string[] packages = shared is null ? [offer.Package, offer.Common] : [offer.Package];
        var step = $"kernel {offer.Version} for {offer.Arch.Name}: downloading";
        _progress(new(step, 0));
        if (client.Download(packages, offer.PackageVersion, directory, percent => _progress(new(step, percent))) is { } problem)
            return problem;
        _progress(new($"kernel {offer.Version} for {offer.Arch.Name}: unpacking", null));
        if (unpacking.Unpack(offer, [.. packages.Select(package => PackageClient.FileOf(package, offer.PackageVersion, directory)).OfType<string>()], shared) is { } broken)
            return broken;
        Unfinished.Remove(directory);
        return null;
    }

    private Offers OffersFor(KernelArch arch)
    {
        if (_offers.TryGetValue(arch, out var known))
            return known;
        var offers = new Offers(new PackageClient(_request.Cache, arch, _request.Sources));
        if (_request.Refresh || !offers.Client.IsFresh)
            offers.Update(_progress);
        return _offers[arch] = offers;
    }

    private bool IsRecent(CachedTree cached) =>
        _request.MaxAge is { } most && DateTime.UtcNow - File.GetLastWriteTimeUtc(cached.VersionFile) is var age && age < most && age > -most;

    /// <summary>Another place of the cache with the same release.</summary>
    private CachedTree? Twin(CachedTree cached, string version) =>
        CachedTree.All(_request.Cache).FirstOrDefault(tree => tree.Arch == cached.Arch && tree.Version == version);

    private FetchResult Fetched(CachedTree cached, KernelVersion version) =>
        new(cached.Name, cached.Arch, FetchOutcome.Fetched, version.ToString(), cached.Version, cached.Place);

    private static FetchResult Kept(CachedTree cached, FetchOutcome outcome) => new(cached.Name, cached.Arch, outcome, cached.Version!, cached.Version, cached.Place);

    /// <summary>Also a vain look counts as one: the next run does not wait for the network again.</summary>
    private static FetchResult Looked(CachedTree cached, FetchOutcome outcome)
    {
        File.SetLastWriteTimeUtc(cached.VersionFile, DateTime.UtcNow);
        return Kept(cached, outcome);
    }

    private FetchResult? NotAsked(CachedTree cached)
    {
        if (cached.Version is not null)
            return Kept(cached, FetchOutcome.NotAsked);
        var headers = $"the headers of kernel {cached.Name} for {cached.Arch.Name} are not in {_request.Cache}";
        if (_request.Offline)
            _diagnostics.Add(
                DiagnosticKinds.NoPackageSource, null, $"{headers}, and BINDGEN_OFFLINE forbids to fetch them",
                "Run this once without BINDGEN_OFFLINE, or take a tree that this machine has: bindgen kernels add PATH");
        else
            _diagnostics.Add(
                DiagnosticKinds.NoPackageSource, null, $"{headers}, and {PackageClient.Missing()} is not on this machine to fetch them",
                "Packages are fetched on Debian and its relatives. Elsewhere install the distribution's kernel headers, and name their tree: bindgen kernels add PATH");
        return null;
    }

    private FetchResult? NotOffered(CachedTree cached, Offers offers)
    {
        var what = $"kernel {cached.Name} for {cached.Arch.Name}";
        if (cached.Version is { } version)
        {
            _diagnostics.Add(
                DiagnosticKinds.NewerKernelUnknown, null,
                offers.Problem is { } silent ? $"whether there is a newer {what} is not known: {silent}" : $"no package source offers {what} any more",
                $"The cached {version} is used.");
            return Looked(cached, FetchOutcome.NotAsked);
        }
        if (offers.Problem is { } problem)
            _diagnostics.Add(
                DiagnosticKinds.NoPackageSource, null, $"whether there is {what} is not known: {problem}",
                "Check the network and the package sources, and run this again: nothing that is downloaded already is downloaded twice.");
        else
            _diagnostics.Add(
                DiagnosticKinds.KernelNotOffered, null, $"no package source offers {what}",
                offers.Known.IsEmpty ? "They offer no kernel at all for this architecture. Name a file with other sources: --sources FILE."
                : $"They offer {offers.InWords(cached.Name)}. Other sources are named by --sources FILE.");
        return null;
    }

    private FetchResult? Unfetched(CachedTree cached, KernelOffer offer, string problem)
    {
        if (cached.Version is { } version)
        {
            _diagnostics.Add(
                DiagnosticKinds.NewerKernelUnknown, null, $"kernel {offer.Version} for {offer.Arch.Name} could not be fetched: {problem}", $"The cached {version} is used.");
            return Looked(cached, FetchOutcome.NotAsked);
        }
        _diagnostics.Add(
            DiagnosticKinds.KernelNotFetched, null, $"kernel {offer.Version} for {offer.Arch.Name} could not be fetched: {problem}",
            $"Check the network and the space in {_request.Cache}, and run this again: it goes on where the download ended.");
        return null;
    }
}
