using System.Collections.Immutable;
using BindGen.Ownership;

namespace BindGen.Coverage;

/// <summary>What becomes of the functions and macros of a target's headers.</summary>
/// <param name="Wrapped">How many the safe layer calls.</param>
/// <param name="Stated">How many are decided and not emitted yet.</param>
/// <param name="Skipped">How many are left out with a reason.</param>
/// <param name="Unruled">How many no rule names.</param>
/// <param name="Names">The wrapped ones, in ordinal order.</param>
/// <param name="Line">Where the record has them; 0 for what is not from a record.</param>
internal sealed record TargetCoverage(string Target, int Wrapped, int Stated, int Skipped, int Unruled, ImmutableArray<string> Names, int Line = 0)
{
    public int All => Wrapped + Stated + Skipped + Unruled;

    public string Figures => $"{Wrapped} wrapped, {Stated} stated, {Skipped} skipped, {Unruled} without a rule, of {All}";

    public static TargetCoverage Of(string target, ImmutableArray<SymbolFact> symbols)
    {
        var count = symbols.CountBy(fact => fact.Disposition).ToDictionary();
        return new TargetCoverage(
            target, count.GetValueOrDefault(Disposition.Wrapped), count.GetValueOrDefault(Disposition.Stated), count.GetValueOrDefault(Disposition.Skipped),
            count.GetValueOrDefault(Disposition.NotYet),
            [.. symbols.Where(fact => fact.Disposition == Disposition.Wrapped).Select(fact => fact.Symbol.Name).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Whether less is wrapped than there, or more has no rule.</summary>
    public bool IsLowerThan(TargetCoverage recorded) => Wrapped < recorded.Wrapped || Unruled > recorded.Unruled;

    public bool IsSameAs(TargetCoverage recorded) => Figures == recorded.Figures && Names.SequenceEqual(recorded.Names);
}
