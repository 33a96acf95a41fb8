using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;

namespace BindGen.Comparison;

/// <summary>The rules that one version selects, in their canonical form and without comments.</summary>
internal sealed class RuleTexts
{
    private readonly List<(SourceSpan Span, string Text)> _members = [];
    private readonly Dictionary<string, string> _items = new(StringComparer.Ordinal);

    /// <param name="version">Null selects all.</param>
    public RuleTexts(IEnumerable<RulesFile> files, ApiVersion? version)
    {
        foreach (var item in files.SelectMany(file => file.Items))
        {
            switch (item)
            {
                case BlockItem block when ApiVersion.Selects(block.Clauses.AddRange(Statements(block.Members)), version):
                    var members = block.Members.Where(member => member is not SymbolMember symbol || ApiVersion.Selects(symbol.Clauses.AddRange(symbol.Result), version)).ToImmutableArray();
                    _items[block.Name.Text] = RulesFormatter.Format(block with { Members = [.. members.Where(member => member is not SymbolMember { IsField: false })] });
                    foreach (var member in members)
                        _members.Add((member.Span, RulesFormatter.Format(member)));
                    break;
                case PairItem pair when ApiVersion.Selects(pair.Clauses.AddRange(pair.Result).AddRange(Statements(pair.Members)), version):
                    _items[pair.Name.Text] = RulesFormatter.Format(pair);
                    _members.Add((pair.Span, _items[pair.Name.Text]));
                    break;
            }
        }
    }

    /// <summary>An item without the rules of functions in it, which are about those.</summary>
    public string OfItem(string item) => _items.TryGetValue(item, out var text) ? text : "";

    /// <summary>The rule of a function: it stands where the rule was found. Empty for what the header itself says.</summary>
    public string Of(SymbolFact fact) => fact.Rule is { } place ? _members.Find(member => Contains(member.Span, place)).Text ?? "" : "";

    private static bool Contains(SourceSpan outer, SourceSpan inner) =>
        outer.File == inner.File && (outer.Line, outer.Column).CompareTo((inner.Line, inner.Column)) <= 0 && (inner.Line, inner.Column).CompareTo((outer.EndLine, outer.EndColumn)) < 0;

    private static IEnumerable<Clause> Statements(ImmutableArray<BlockMember> members) => members.OfType<StatementMember>().SelectMany(statement => statement.Clauses);
}
