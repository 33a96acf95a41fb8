namespace BindGen.Output;

/// <summary>What storing the generated files did; paths are below the output directory, with forward slashes, sorted.</summary>
/// <param name="Removed">Files of an earlier run that are not generated any more.</param>
internal sealed record OutputReport(IReadOnlyList<string> Written, IReadOnlyList<string> Unchanged, IReadOnlyList<string> Removed)
{
    /// <summary>Nothing was stored, because something made it impossible: the diagnostics say what.</summary>
    public static OutputReport Nothing { get; } = new([], [], []);
}
