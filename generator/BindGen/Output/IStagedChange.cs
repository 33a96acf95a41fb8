namespace BindGen.Output;

/// <summary>A change that is ready to be made; disposing without <see cref="Commit"/> leaves no trace of it.</summary>
internal interface IStagedChange : IDisposable
{
    /// <exception cref="IOException">Something cannot be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">Something must not be replaced.</exception>
    void Commit();
}
