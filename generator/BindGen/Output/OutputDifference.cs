namespace BindGen.Output;

/// <summary>How stored files differ from generated ones; paths are below the output directory, with forward slashes, sorted.</summary>
/// <param name="Missing">Generated, and not stored.</param>
/// <param name="Changed">Stored with another content than the generated one.</param>
/// <param name="Stale">Stored by an earlier run, and not generated any more.</param>
internal sealed record OutputDifference(IReadOnlyList<string> Missing, IReadOnlyList<string> Changed, IReadOnlyList<string> Stale)
{
    public bool IsEmpty => Missing.Count == 0 && Changed.Count == 0 && Stale.Count == 0;
}
