using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Records what became of each function and of each macro with arguments, and adds up to all of them.</summary>
internal sealed class CoverageBuilder
{
    /// <summary>What the items say of a symbol: mostly one, and several where guards share the function that leaves them.</summary>
    private readonly Dictionary<string, SortedDictionary<string, Entry>> _entries = new(StringComparer.Ordinal);
    private readonly List<(Word Pattern, string Item, string Reason)> _patterns = [];

    /// <param name="method">What was decided; null until it is, and for what has no method of its own.</param>
    public void Wrap(CFunction function, string item, MethodModel? method, SourceSpan rule) =>
        EntriesOf(function)[item] = new Entry(item, null, method, rule);

    public void Skip(CDeclaration symbol, string item, string reason, SourceSpan rule) => EntriesOf(symbol)[item] = new Entry(item, reason, null, rule);

    /// <summary>Skips what begins as the pattern says and has no rule of its own.</summary>
    public void SkipAll(Word pattern, string item, string reason) => _patterns.Add((pattern, item, reason));

    /// <summary>Applies the patterns; those that match nothing are errors.</summary>
    public void Settle(CApi api, BindingContext context)
    {
        foreach (var (pattern, item, reason) in _patterns)
        {
            var prefix = pattern.Text[..^1];
            var matches = Symbols(api).Where(symbol => symbol.Name.StartsWith(prefix, StringComparison.Ordinal) && !_entries.ContainsKey(symbol.Name)).ToList();
            if (matches.Count == 0)
                context.Error(
                    DiagnosticKinds.UnknownSymbol, pattern.Span, $"no function and no macro with arguments that has no rule of its own begins with '{prefix}'",
                    "If only some kernels have them, add 'since' or 'until' with a version.");
            foreach (var match in matches)
                Skip(match, item, reason, pattern.Span);
        }
    }

    /// <param name="missing">What the safe layer lacks for an item and for a method; null when it has all.</param>
    public ImmutableArray<SymbolFact> ToFacts(CApi api, Func<string, MethodModel?, string?> missing) =>
    [
        .. Symbols(api).Select(symbol =>
        {
            if (!_entries.TryGetValue(symbol.Name, out var entries))
                return new SymbolFact(symbol, Disposition.NotYet, "", "", null, null);
            var facts = entries.Values.Select(entry => ToFact(symbol, entry, missing)).ToList();
            return facts.Find(fact => fact.Disposition == Disposition.Wrapped) ?? facts[0];
        }),
    ];

    private static SymbolFact ToFact(CDeclaration symbol, Entry entry, Func<string, MethodModel?, string?> missing) =>
        entry.SkipReason is { } reason ? new SymbolFact(symbol, Disposition.Skipped, entry.Item, reason, null, entry.Rule)
        : missing(entry.Item, entry.Method) is { } lack ? new SymbolFact(symbol, Disposition.Stated, entry.Item, lack, entry.Method, entry.Rule)
        : new SymbolFact(symbol, Disposition.Wrapped, entry.Item, "", entry.Method, entry.Rule);

    private SortedDictionary<string, Entry> EntriesOf(CDeclaration symbol)
    {
        if (!_entries.TryGetValue(symbol.Name, out var entries))
            _entries.Add(symbol.Name, entries = new SortedDictionary<string, Entry>(StringComparer.Ordinal));
        return entries;
    }

    /// <summary>A function that a macro of the same name calls counts once.</summary>
    private static IEnumerable<CDeclaration> Symbols(CApi api)
    {
        var functions = new HashSet<string>(api.Functions.Select(function => function.Name), StringComparer.Ordinal);
        return api.Functions.Concat<CDeclaration>(api.Macros.Where(macro => macro.IsFunctionLike && !functions.Contains(macro.Name)));
    }

    private sealed record Entry(string Item, string? SkipReason, MethodModel? Method, SourceSpan Rule);
}
