using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>
/// Binds rules to the declarations of one target. Two passes: the first makes every item's name and C type known, so that the order of
/// rules does not matter; the second decides what each function, field and pair means. Every error of a run is reported.
/// </summary>
internal sealed class Binder
{
    private readonly BindingContext _context;
    private readonly ImmutableArray<RuleItem> _items;
    private readonly Dictionary<BlockItem, CRecord> _records = [];
    private readonly Dictionary<BlockItem, CEnum> _enums = [];

    private Binder(BindingContext context, ImmutableArray<RulesFile> files)
    {
        _context = context;
        _items = [.. files.SelectMany(file => file.Items).Where(item => context.IsSelected(VersionClauses(item)))];
    }

    /// <returns>Null when the rules do not fit the target; then <paramref name="diagnostics"/> says why.</returns>
    public static OwnershipModel? Bind(
        string project, string library, CApi api, ApiVersion? version, ImmutableArray<RulesFile> files, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var model = new Binder(new BindingContext(api, version, found), files).Bind(project, library);
        diagnostics.AddRange(found.ToSorted());
        return found.HasErrors ? null : model;
    }

    private OwnershipModel Bind(string project, string library)
    {
        Declare();
        var handles = new HandleBinder(_context);
        var records = new RecordBinder(_context);
        var pairs = new PairBinder(_context);
        return new OwnershipModel(
            project,
            library,
            _context.Index.Api,
            [.. Blocks("handle").Where(_records.ContainsKey).Select(item => handles.Bind(item, _records[item])).OfType<HandleModel>()],
            [.. Blocks("record").Where(_records.ContainsKey).Select(item => records.Bind(item, _records[item]))],
            [.. Blocks("enum").Where(_enums.ContainsKey).Select(item => EnumBinder.Bind(item, _enums[item]))],
            [.. Pairs("registration").Select(pairs.Registration).OfType<RegistrationModel>()],
            [.. Pairs("guard").Select(pairs.Guard).OfType<GuardModel>()],
            [.. Blocks("functions").Select(Group)],
            // Evaluated last: the lists above have recorded what they wrap.
            _context.Coverage.ToFacts(_context.Index.Api));
    }

    private void Declare()
    {
        foreach (var item in _items)
        {
            switch (item)
            {
                case BlockItem { Keyword.Text: "handle" or "record" } block:
                    _context.Declare(block.Name);
                    if (TypeReference.Record(block, _context) is { } record)
                        DeclareRecord(block, record);
                    break;
                case BlockItem { Keyword.Text: "enum" } block:
                    _context.Declare(block.Name);
                    if (TypeReference.Enum(block, _context) is { } @enum)
                        _enums.Add(block, @enum);
                    break;
                case BlockItem { Keyword.Text: "functions" } block:
                    _context.Declare(block.Name);
                    break;
                case PairItem { Keyword.Text: "registration" or "guard" } pair:
                    _context.Declare(pair.Name);
                    break;
                case DirectiveItem { Keyword.Text: "header" }:
                    break;
                default:
                    _context.Error(
                        DiagnosticKinds.Unsupported, item.Keyword.Span, $"'{item.Keyword.Text}' is part of the language, but not generated yet",
                        "Rules files of this version have: header, handle, record, enum, registration, guard, functions.");
                    break;
            }
        }
    }

    private void DeclareRecord(BlockItem block, CRecord record)
    {
        var other = block.Keyword.Text == "handle" ? _context.HandleOf(record) : _context.RecordOf(record)?.Name.Text;
        if (other is not null)
        {
            _context.Error(DiagnosticKinds.DuplicateRule, block.Name.Span, $"'{record.Name}' is a {block.Keyword.Text} already, named '{other}'", null, record);
            return;
        }
        _records.Add(block, record);
        if (block.Keyword.Text == "handle")
            _context.AddHandle(record, block);
        else
            _context.AddRecord(record, block);
    }

    private FunctionGroupModel Group(BlockItem item)
    {
        var binder = new MethodBinder(_context);
        var methods = ImmutableArray.CreateBuilder<MethodModel>();
        foreach (var member in item.Members.OfType<SymbolMember>())
        {
            if (_context.IsSelected(member.Clauses.AddRange(member.Result)) && !binder.IsSkipped(member)
                && binder.Function(member.Rule, member.Name, member.Result, item.Name.Text, null).Method is { } method)
                methods.Add(method);
        }
        return new FunctionGroupModel(item.Name.Text, methods.ToImmutable(), item.Name.Span);
    }

    private IEnumerable<BlockItem> Blocks(string keyword) => _items.OfType<BlockItem>().Where(item => item.Keyword.Text == keyword);

    private IEnumerable<PairItem> Pairs(string keyword) => _items.OfType<PairItem>().Where(item => item.Keyword.Text == keyword);

    private static ImmutableArray<Clause> VersionClauses(RuleItem item) => item switch
    {
        BlockItem block => block.Clauses,
        PairItem pair => pair.Clauses.AddRange(pair.Result),
        _ => [],
    };
}
