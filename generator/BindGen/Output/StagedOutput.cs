namespace BindGen.Output;

/// <summary>Contents that are written beside their places and wait for <see cref="Commit"/>; disposing without it leaves no trace.</summary>
/// <param name="report">What committing does.</param>
/// <param name="hold">What keeps others from changing the same meanwhile.</param>
internal sealed class StagedOutput(IStagedChange change, OutputReport report, IDisposable? hold = null) : IDisposable
{
    public OutputReport Report => report;

    /// <summary>A single file, as <see cref="FileReplacement"/>.</summary>
    /// <inheritdoc cref="FileReplacement(string, ReadOnlySpan{byte})" path="/exception"/>
    public static StagedOutput OfFile(string path, ReadOnlySpan<byte> content) => new(new FileReplacement(path, content), OutputReport.Nothing);

    /// <inheritdoc cref="IStagedChange.Commit" path="/exception"/>
    public void Commit() => change.Commit();

    public void Dispose()
    {
        change.Dispose();
        hold?.Dispose();
    }
}
