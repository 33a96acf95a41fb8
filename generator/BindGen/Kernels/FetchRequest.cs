using System.Collections.Immutable;

namespace BindGen.Kernels;

/// <param name="Cache">Where trees are kept.</param>
/// <param name="Kernels">Series, each for its newest release, and releases.</param>
/// <param name="Sources">A file that says which package sources there are; null for the system's own.</param>
/// <param name="MaxAge">A series that was looked after within this time is left as it is; null to look in any case.</param>
/// <param name="Refresh">Ask the package sources even if they were asked today.</param>
/// <param name="Offline">Ask nobody.</param>
internal sealed record FetchRequest(string Cache, ImmutableArray<KernelVersion> Kernels, ImmutableArray<KernelArch> Arches)
{
    public string? Sources { get; init; }

    public TimeSpan? MaxAge { get; init; }

    public bool Refresh { get; init; }

    public bool Offline { get; init; }
}

/// <summary>What became of one kernel for one architecture.</summary>
internal enum FetchOutcome
{
    /// <summary>It is new in the cache, or newer than it was.</summary>
    Fetched,

    /// <summary>The newest that there is was there already.</summary>
    UpToDate,

    /// <summary>One was there, and nobody was asked for a newer one.</summary>
    NotAsked,
}

/// <param name="Version">What the cache has now.</param>
/// <param name="Before">What it had; null for nothing.</param>
internal sealed record FetchResult(KernelVersion Kernel, KernelArch Arch, FetchOutcome Outcome, string Version, string? Before, string Place);

/// <param name="Step">What is being done, in words.</param>
/// <param name="Percent">How much of it is; null when nobody knows.</param>
internal readonly record struct FetchProgress(string Step, double? Percent);
