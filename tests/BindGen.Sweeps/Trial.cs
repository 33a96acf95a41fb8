using System.Collections.Immutable;

namespace BindGen.Sweeps;

internal enum Outcome
{
    /// <summary>Understood, compiled, and laid out as the C compiler does it.</summary>
    Exact,

    /// <summary>The C compiler itself does not accept the text on its own.</summary>
    Refused,

    Failed,
}

/// <summary>What became of one text.</summary>
/// <param name="Records">How many records were compared.</param>
/// <param name="Reasons">Why not <see cref="Outcome.Exact"/>.</param>
/// <param name="Repeat">The command that tries it again.</param>
internal sealed record Trial(string Name, Outcome Outcome, int Records, ImmutableArray<string> Reasons, string Repeat);
