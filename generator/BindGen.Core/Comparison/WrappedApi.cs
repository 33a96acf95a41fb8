using System.Collections.Immutable;
using BindGen.Model;
using BindGen.Ownership;

namespace BindGen.Comparison;

/// <summary>What the rules make of one version: who owns what, and the safe layer.</summary>
internal sealed class WrappedApi
{
    /// <summary>The prefix of files that hold what only a bound object of a handle has.</summary>
    public const string BoundPrefix = "Bound";

    private readonly OwnershipModel _model;
    private readonly RuleTexts _rules;
    private readonly Dictionary<string, SymbolFact> _facts;
    private readonly Dictionary<string, string> _items = new(StringComparer.Ordinal);
    private readonly WrappedUse _use;

    public WrappedApi(OwnershipModel model, RuleTexts rules, ImmutableArray<WrapperMember> members)
    {
        _model = model;
        _rules = rules;
        _facts = model.Symbols.ToDictionary(fact => fact.Symbol.Name, StringComparer.Ordinal);
        _use = new WrappedUse(model);
        foreach (var (item, key) in Items(model))
            _items[item] = key;
        Members = members;
        BySubject = members.ToLookup(KeyOf, StringComparer.Ordinal);
    }

    public ImmutableArray<WrapperMember> Members { get; }

    /// <summary>The members that come of a subject, in the order of the files.</summary>
    public ILookup<string, WrapperMember> BySubject { get; }

    /// <summary>The items of the rules, with the key of what they are about.</summary>
    public IReadOnlyDictionary<string, string> KeysOfItems => _items;

    public SymbolFact? Fact(string symbol) => _facts.TryGetValue(symbol, out var fact) ? fact : null;

    public string RuleOf(SymbolFact fact) => _rules.Of(fact);

    public string RuleOf(string item) => _rules.OfItem(item);

    public IEnumerable<OwnershipLine> LinesOf(string item) => OwnershipLines.Of(item, _model);

    public RecordUse UseOf(CRecord record) => _use.Of(record);

    public bool IsUsed(CDeclaration declaration) => declaration switch
    {
        CFunction or CMacro { IsFunctionLike: true } => Fact(declaration.Name) is { Disposition: Disposition.Wrapped },
        _ => _use.Has(declaration),
    };

    /// <summary>What a member comes of: the function that it calls, or what its item is about.</summary>
    public string KeyOf(WrapperMember member)
    {
        if (member.Symbol.Length > 0 && _facts.ContainsKey(member.Symbol))
            return SubjectKey.Ordinary(member.Symbol);
        var item = _items.ContainsKey(member.Item) || !member.Item.StartsWith(BoundPrefix, StringComparison.Ordinal) ? member.Item : member.Item[BoundPrefix.Length..];
        return _items.TryGetValue(item, out var key) ? key : SubjectKey.Item(item);
    }

    private static IEnumerable<(string Item, string Key)> Items(OwnershipModel model) =>
    [
        .. model.Handles.Select(handle => (handle.Name, SubjectKey.Tag(handle.Record.Name))),
        .. model.Records.Select(record => (record.Name, SubjectKey.Tag(record.Record.Name))),
        .. model.Callbacks.Select(table => (table.Name, SubjectKey.Tag(table.Record.Name))),
        .. model.Enums.Select(@enum => (@enum.Name, SubjectKey.Tag(@enum.Enum.Name))),
        .. model.Constants.Select(constants => constants.Name)
            .Concat(model.Registrations.Select(registration => registration.Name)).Concat(model.Guards.Select(guard => guard.Name))
            .Concat(model.Enumerators.Select(enumerator => enumerator.Name)).Concat(model.Groups.Select(group => group.Name))
            .Select(name => (name, SubjectKey.Item(name))),
    ];
}
