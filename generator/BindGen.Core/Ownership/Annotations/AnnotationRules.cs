using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership.Annotations;

/// <summary>
/// Makes of annotations the items that a rules file with the same words would have, so that everything behind it treats them alike. Where
/// a rule speaks of a declaration too, the rule counts and a note says so. What joins an item of a rules file is added to its block.
/// </summary>
internal sealed class AnnotationRules
{
    private readonly BindingContext _context;
    private readonly ImmutableArray<RuleItem> _rules;
    private readonly RuledDeclarations _ruled;
    private readonly AnnotatedDeclarations _annotated;

    /// <summary>Those that no rule speaks of.</summary>
    private readonly Dictionary<string, AnnotatedFunction> _functions;

    private readonly AnnotatedSymbols _symbols;
    private readonly List<BlockItem> _items = [];
    private readonly List<PairItem> _pairs = [];
    private readonly Dictionary<CDeclaration, BlockItem> _handles = [];

    /// <summary>What joins each block, of annotations or of rules.</summary>
    private readonly Dictionary<BlockItem, List<BlockMember>> _joining = [];

    private AnnotationRules(ImmutableArray<RuleItem> rules, BindingContext context)
    {
        _context = context;
        _rules = rules;
        _ruled = new RuledDeclarations(rules, context);
        _annotated = AnnotatedDeclarations.Of(context);
        _functions = _annotated.Functions.Where(function => _ruled.PlaceOf(function.Name) is null).ToDictionary(function => function.Name, StringComparer.Ordinal);
        _symbols = new AnnotatedSymbols(_functions, context);
    }

    /// <param name="rules">The items of the rules files that are for this target.</param>
    /// <returns>Those, and what annotations add.</returns>
    public static ImmutableArray<RuleItem> Join(ImmutableArray<RuleItem> rules, BindingContext context) =>
        context.Index.Api.Annotations.IsEmpty ? rules : new AnnotationRules(rules, context).Join();

    private ImmutableArray<RuleItem> Join()
    {
        foreach (var type in _annotated.Types)
            AddType(type);
        foreach (var function in _annotated.Functions)
        {
            if (_ruled.PlaceOf(function.Name) is { } rule)
                Note(function.Name, rule, function.Place);
        }
        var parts = new AnnotatedParts(_items, _functions.Values, _context);
        foreach (var function in _functions.Values.OrderBy(function => function.Place.File, StringComparer.Ordinal).ThenBy(function => function.Place.Line).ThenBy(function => function.Place.Column))
        {
            if (parts.IsPart(function))
            {
                if (parts.ReleaseOf(function) is { } creator)
                    AddHole(function, creator);
            }
            else if (function.Pair is { } pair)
                AddPair(function, pair);
            else
                Join(HomeOf(function), _symbols.Member(function));
        }
        return [.. _rules.Select(Joined), .. _items.Select(Joined), .. _pairs];
    }

    private RuleItem Joined(RuleItem item) =>
        item is BlockItem block && _joining.TryGetValue(block, out var members) ? block with { Members = block.Members.AddRange(members) } : item;

    private void Join(BlockItem block, BlockMember member)
    {
        if (!_joining.TryGetValue(block, out var members))
            _joining.Add(block, members = []);
        members.Add(member);
    }

    private void AddType(AnnotatedType type)
    {
        if (_ruled.ItemOf(type.Type) is { } rule)
        {
            Note(type.Type.Name, rule.Name.Span, type.Place);
            return;
        }
        if (type.Item is not { Words: [var keyword, var name] })
        {
            _context.Error(
                DiagnosticKinds.Contradiction, type.Place, $"'{type.Type.Name}' is annotated, and nothing says what it is",
                "Write BG_HANDLE(Name), BG_RECORD(Name) or BG_ENUM(Name) between the keyword and the tag. A table of callbacks is described by rules.", type.Type);
            return;
        }
        var tag = type.Type is CRecord record ? TypeNotation.Keyword(record.Tag) : "enum";
        var isEnum = type.Type is CEnum;
        var item = new BlockItem(
            type.Place, keyword, name, new Clause(type.Place, [Word(tag, type.Place), Word(type.Type.Name, type.Place)]),
            isEnum ? type.Rest : [], isEnum ? [] : [.. _symbols.Statements(type.Rest), .. Fields(type, keyword.Text == "record")]);
        _items.Add(item);
        if (keyword.Text == "handle")
            _handles.Add(type.Type, item);
    }

    private IEnumerable<BlockMember> Fields(AnnotatedType type, bool isRecord) =>
        from field in ((CRecord)type.Type).Fields
        where field.Name.Length > 0 && (isRecord || type.Fields.ContainsKey(field.Name))
        select _symbols.Field((CRecord)type.Type, field, type, isRecord);

    /// <summary>The block of the handle that a function is about, or that of the functions of its header.</summary>
    private BlockItem HomeOf(AnnotatedFunction function)
    {
        if (function.Said.FirstOrDefault(clause => clause.Words[0].Text == "functions") is { Words: [_, { Kind: WordKind.Name } group] })
            return Group(group);
        var receiver = function.Function.Parameters.Select(parameter => HandleOf(parameter.Type)).FirstOrDefault(handle => handle is not null);
        var result = HandleOf(function.Function.Result);
        return (function.IsOwned ? result ?? receiver : receiver ?? result) ?? Group(Word(DefaultGroup(function.Function.Location.Header), function.Place));
    }

    private BlockItem? HandleOf(CType type) =>
        _context.Index.Pointee(type) is not { } record ? null
        : _ruled.ItemOf(record) is { Keyword.Text: "handle" } rule ? rule
        : _handles.TryGetValue(record, out var item) ? item
        : null;

    private BlockItem Group(Word name)
    {
        if (_rules.OfType<BlockItem>().Concat(_items).FirstOrDefault(item => item.Keyword.Text == "functions" && item.Name.Text == name.Text) is { } known)
            return known;
        var item = new BlockItem(name.Span, Word("functions", name.Span), name, null, [], []);
        _items.Add(item);
        return item;
    }

    /// <summary><c>my/lamps.h</c> becomes <c>LampsFunctions</c>: not the name that the project is likely to have.</summary>
    private static string DefaultGroup(string header) => WrapperName.Pascal(System.IO.Path.GetFileNameWithoutExtension(header)) + "Functions";

    private void AddPair(AnnotatedFunction begin, Clause pair)
    {
        var (keyword, rest) = (pair.Words[0], begin.Said.Remove(pair));
        var place = Vocabulary.PlaceOf(keyword.Text);
        var (end, next) = pair.Words switch
        {
            [_, { Kind: WordKind.Name }] when place == WordPlace.Enumerator => (null, null),
            [_, { Kind: WordKind.Name }, { Text: "/" }, { Kind: WordKind.Name } last, { Text: "/" }, { Kind: WordKind.Name } third] when place == WordPlace.Enumerator => (last, third),
            [_, { Kind: WordKind.Name }, { Text: "/" }, { Kind: WordKind.Name } last] when place != WordPlace.Enumerator => (last, null),
            _ => ((Word?)keyword, (Word?)keyword),
        };
        if (end == keyword)
        {
            _context.Error(
                DiagnosticKinds.SyntaxError, pair.Span, $"'{keyword.Text}' of '{begin.Name}' has another form",
                "Write BG_REGISTRATION(Name, end), BG_GUARD(Name, leave), BG_ENUMERATOR(Name) or BG_WALK(Name, end, next).");
            return;
        }
        var (statements, results, clauses) = AnnotatedSymbols.Sort(rest, place);
        var members = _symbols.Statements(statements);
        _pairs.Add(new PairItem(
            pair.Span, keyword, pair.Words[1], _symbols.Rule(Word(begin.Name, AnnotationPhrase.PlaceOf(begin.Function))), end is null ? null : _symbols.Rule(end), results, clauses,
            next is null ? members : members.Add(_functions.TryGetValue(next.Text, out var step) ? _symbols.Member(step) : _symbols.Member(next))));
    }

    /// <summary>The condition of a function that releases.</summary>
    private void AddHole(AnnotatedFunction release, AnnotatedFunction creator)
    {
        foreach (var hole in release.Said.Where(clause => clause.Words[0].Text == "unsafe"))
            Join(HomeOf(creator), new SymbolMember(hole.Span, false, new SymbolRule(hole.Span, Word(release.Name, hole.Span), null), null, [], [hole]));
    }

    private void Note(string name, SourceSpan rule, SourceSpan annotation) => _context.Report(new Diagnostic(
        DiagnosticKinds.RuleOverridesAnnotation, rule, $"'{name}' is annotated in its header; this rule counts, and the annotations do not",
        "Remove one of them.", new RelatedPlace(annotation, "the annotation is here")));

    private static Word Word(string text, SourceSpan place) => new(place, WordKind.Name, text);
}
