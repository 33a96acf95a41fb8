namespace BindGen.Output;

/// <summary>Contents that are written beside their places and wait for <see cref="Commit"/>; disposing without it leaves no trace.</summary>
/// <param name="report">What committing does.</param>
internal sealed class StagedOutput(OutputTransaction transaction, OutputReport report) : IDisposable
{
    public OutputReport Report => report;

    /// <exception cref="IOException">A file cannot be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be replaced.</exception>
    public void Commit() => transaction.Commit();

    public void Dispose() => transaction.Dispose();
}
