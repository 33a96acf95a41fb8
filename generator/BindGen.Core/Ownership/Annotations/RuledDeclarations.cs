using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership.Annotations;

/// <summary>What rules speak of already, where annotations then do not count.</summary>
internal sealed class RuledDeclarations
{
    private readonly Dictionary<string, SourceSpan> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<CDeclaration, BlockItem> _types = [];
    private readonly BindingContext _context;

    public RuledDeclarations(ImmutableArray<RuleItem> items, BindingContext context)
    {
        _context = context;
        foreach (var item in items)
        {
            switch (item)
            {
                case BlockItem block:
                    if (TypeReference.Find(block, context.Index) is { } type && !_types.ContainsKey(type))
                        _types.Add(type, block);
                    AddMembers(block.Members);
                    break;
                case PairItem pair:
                    Add(pair.Begin.Symbol);
                    if (pair.End is { } end)
                        Add(end.Symbol);
                    AddMembers(pair.Members);
                    break;
            }
        }
    }

    /// <summary>Where a rule speaks of a function; null when none does.</summary>
    public SourceSpan? PlaceOf(string function) => _functions.TryGetValue(function, out var place) ? place : null;

    /// <summary>The item of a struct, union or enum.</summary>
    public BlockItem? ItemOf(CDeclaration type) => _types.TryGetValue(type, out var item) ? item : null;

    private void AddMembers(ImmutableArray<BlockMember> members)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case StatementMember statement:
                    foreach (var clause in statement.Clauses)
                        AddNamedIn(clause);
                    break;
                case SymbolMember { IsField: false } symbol when _context.IsSelected(symbol.Clauses.AddRange(symbol.Result)):
                    Add(symbol.Rule.Symbol);
                    foreach (var clause in symbol.Result)
                        AddReleaseIn(clause);
                    break;
            }
        }
    }

    /// <summary>A statement that is the whole rule of the functions that it names.</summary>
    private void AddNamedIn(Clause clause)
    {
        if (clause.Words[0].Text is not ("refcounted" or "weak" or "instead"))
            return;
        foreach (var word in clause.Words.Skip(1).Where(word => word.Kind == WordKind.Name && word.Text is not ("/" or "of")))
            Add(word);
    }

    private void AddReleaseIn(Clause clause)
    {
        for (var i = 2; i < clause.Words.Length; i++)
        {
            if (clause.Words[i - 2].Text == "owned" && clause.Words[i - 1].Text == "by")
                Add(clause.Words[i]);
        }
    }

    private void Add(Word function)
    {
        if (!_functions.ContainsKey(function.Text))
            _functions.Add(function.Text, function.Span);
    }
}
