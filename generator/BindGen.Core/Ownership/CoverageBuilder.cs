using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Ownership;

/// <summary>Records what became of each function, and adds up to all of them.</summary>
internal sealed class CoverageBuilder
{
    private readonly Dictionary<string, (Disposition Disposition, string Reason)> _facts = new(StringComparer.Ordinal);

    public void Wrap(CFunction function, string item) => _facts[function.Name] = (Disposition.Wrapped, item);

    public void Skip(CFunction function, string reason) => _facts[function.Name] = (Disposition.Skipped, reason);

    public ImmutableArray<SymbolFact> ToFacts(CApi api) =>
    [
        .. api.Functions.Select(function => _facts.TryGetValue(function.Name, out var fact)
            ? new SymbolFact(function, fact.Disposition, fact.Reason)
            : new SymbolFact(function, Disposition.NotYet, "")),
    ];
}
