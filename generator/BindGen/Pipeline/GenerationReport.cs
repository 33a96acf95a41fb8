using System.Collections.Immutable;
using BindGen.Comparison;
using BindGen.Model;
using BindGen.Output;
using BindGen.Ownership;

namespace BindGen.Pipeline;

/// <summary>What a run did, target by target in the order of the project.</summary>
/// <param name="Stages">How long each stage took, added up over the targets; targets run side by side, so the sum can exceed the wall time.</param>
/// <param name="Checks">What became of each check; empty for a run that writes.</param>
internal sealed record GenerationReport(ImmutableArray<TargetReport> Targets, ImmutableArray<(string Stage, TimeSpan Time)> Stages, ImmutableArray<CheckRow> Checks);

/// <param name="Origin">Where the C API came from, in words.</param>
/// <param name="Changes">What the headers have that the captured <c>.api</c> file had not; null when nothing was compared.</param>
internal sealed record TargetReport(
    string Target,
    string Origin,
    CApi Api,
    ImmutableArray<SymbolFact> Symbols,
    ApiComparison? Changes,
    int Files,
    string Directory,
    OutputReport Output);
