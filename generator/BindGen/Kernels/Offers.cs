using System.Collections.Immutable;

namespace BindGen.Kernels;

/// <summary>What the distribution offers for one architecture, as far as it is known.</summary>
internal sealed class Offers(PackageClient client)
{
    private ImmutableArray<KernelOffer>? _known;

    public PackageClient Client => client;

    /// <summary>In ascending order.</summary>
    public ImmutableArray<KernelOffer> Known => _known ??= client.Offers();

    /// <summary>Why the sources could not be asked, in the client's words; null when they answered, or did so today.</summary>
    public string? Problem { get; private set; }

    /// <returns>Whether a source answered.</returns>
    public bool Update(Action<FetchProgress> progress)
    {
        progress(new("asking the package sources", null));
        Problem = client.Update();
        _known = null;
        return Problem is null;
    }

    /// <summary>The release, or the newest one of the series.</summary>
    public KernelOffer? Find(KernelVersion kernel) =>
        Known.LastOrDefault(offer => kernel.IsRelease ? offer.Version == kernel : offer.Version.Series == kernel);

    /// <summary>The releases of a series when there are any, else the newest one of each series.</summary>
    public string InWords(KernelVersion kernel)
    {
        var releases = Known.Where(offer => offer.Version.Series == kernel.Series).ToList();
        return string.Join(", ", (releases.Count > 0 ? releases : Known.GroupBy(offer => offer.Version.Series).Select(series => series.Last())).Select(offer => offer.Version));
    }
}
