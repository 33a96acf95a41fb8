namespace BindGen.Output;

/// <summary>Where an output directory is, and how it gets new contents: as a whole where that is possible, otherwise file by file with a journal.</summary>
internal sealed class OutputPlace(string directory)
{
    /// <summary>By its own name: where the user has put a link, it is what the link leads to that changes.</summary>
    private readonly Lazy<string> _live = new(() => StagingName.Resolve(directory));

    /// <summary>Keeps other processes from changing the directory; null when there is none yet.</summary>
    /// <exception cref="IOException">It is no directory, or another process keeps it for too long.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public IDisposable? Take() =>
        File.Exists(_live.Value) ? throw new IOException($"'{directory}' is a file") : OperatingSystem.IsLinux() ? PathLock.OfExisting(_live.Value) : null;

    /// <summary>Completes or clears away what a killed run has left.</summary>
    /// <exception cref="IOException">It could not be done.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be done.</exception>
    public void Recover()
    {
        RetiredDirectory.Recover(_live.Value);
        OutputTransaction.Recover(_live.Value);
    }

    /// <returns>Null when another process has made the directory meanwhile.</returns>
    /// <exception cref="IOException">What the plan wants cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">What the plan wants must not be written.</exception>
    public IStagedChange? Stage(OutputPlan plan)
    {
        var live = _live.Value;
        var contents = Directory.Exists(live) ? DirectoryContents.Read(live) : new DirectoryContents([], [], false);
        return Exchangeable.Is(live, plan, contents) ? DirectoryExchange.Stage(live, plan, contents) : plan.ToTransaction(live);
    }
}
