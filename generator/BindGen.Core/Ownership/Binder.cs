using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Ownership.Annotations;
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
        _items = AnnotationRules.Join([.. files.SelectMany(file => file.Items).Where(item => context.IsSelected(VersionClauses(item)))], context);
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
        PrototypeBinder.Check(_items, _context);
        var handles = new HandleBinder(_context);
        var records = new RecordBinder(_context);
        var tables = new CallbacksBinder(_context);
        var model = new OwnershipModel(
            project,
            library,
            _context.Index.Api,
            [.. Blocks("handle").Where(_records.ContainsKey).Select(item => handles.Bind(item, _records[item])).OfType<HandleModel>()],
            [.. Blocks("record").Where(_records.ContainsKey).Select(item => records.Bind(item, _records[item]))],
            [.. Blocks("enum").Where(_enums.ContainsKey).Select(item => EnumBinder.Bind(item, _enums[item]))],
            [.. Pairs("registration").Select(new RegistrationBinder(_context).Bind).OfType<RegistrationModel>()],
            [.. Pairs("guard").Select(new GuardBinder(_context).Bind).OfType<GuardModel>()],
            [.. Blocks("functions").Select(Group)],
            [])
        {
            Constants = [.. Blocks("constants").Select(new ConstantsBinder(_context).Bind).OfType<ConstantsModel>()],
            Callbacks = [.. Blocks("callbacks").Where(_records.ContainsKey).Select(item => tables.Bind(item, _records[item]))],
            Enumerators = [.. Pairs("enumerator").Select(new EnumeratorBinder(_context).Bind).OfType<EnumeratorModel>()],
        };
        _context.Coverage.Settle(_context.Index.Api, _context);
        RequireCounted(model);
        RequireOwners(model);
        RequireRevokers(model);
        // What is wrong may name what is not there.
        if (_context.HasErrors)
            return model;
        var api = _context.FixedApi;
        return model with { Api = api, Symbols = _context.Coverage.ToFacts(api, new SafeForms(model).Missing), Formats = _context.Formats };
    }

    /// <summary>A pointer that C keeps while an owner lives is safe only where the call makes that owner.</summary>
    private void RequireOwners(OwnershipModel model)
    {
        var records = model.Records.ToLookup(record => record.Name, StringComparer.Ordinal);
        foreach (var method in model.Methods)
        {
            foreach (var record in method.Parameters.Select(parameter => parameter.Fact).OfType<RecordParameter>().SelectMany(parameter => records[parameter.Record]))
            {
                foreach (var field in record.Fields)
                {
                    if (field.Fact is RetainedHandleField { Lifetime: ObjectLifetime { Item: { } owner } } && (method.Result as OwnedResult)?.Handle != owner)
                        _context.Error(
                            DiagnosticKinds.Contradiction, method.Rule,
                            $"'{method.Target.Symbol}' takes a '{record.Name}', whose '{field.Name}' is retained while a '{owner}' lives, and returns no owned '{owner}'",
                            "Skip the function with that reason, or correct what the field is retained for.");
                }
            }
        }
    }

    /// <summary>Unbinding can revoke only where C calls back when it unbinds.</summary>
    private void RequireRevokers(OwnershipModel model)
    {
        foreach (var handle in model.Handles)
        {
            // A registration that is missing here was reported.
            if (handle.RevokesBy is null || model.Registrations.FirstOrDefault(item => item.Name == handle.RevokesBy) is not { } registration)
                continue;
            if (registration.IsOnReceiver && registration.Handle == handle.Name && handle.States.Contains("Bound") && registration.Begin is { Result: ErrnoResult } begin
                && begin.Parameters.Any(parameter => parameter.Fact is CallbackParameter { Lifetime: BindingLifetime, Callback.Parameters: [{ Fact: CookieParameter }] }))
                continue;
            _context.Error(
                DiagnosticKinds.Contradiction, handle.Rule, $"'{handle.Name}' revokes by '{registration.Name}', which does not say when one is unbound",
                $"It takes a '{handle.Name}' with the states 'Bound > Normal', a 'callback until unbind' that gets a cookie alone, and returns 'errno'.");
        }
    }

    /// <summary>What keeps an object alive beside its owner needs a second reference, which only counted handles have.</summary>
    private void RequireCounted(OwnershipModel model)
    {
        var owners = model.Handles.Where(handle => handle.Release is FreeRelease).Select(handle => handle.Name).ToList();
        foreach (var registration in model.Registrations.Where(registration => registration.Handle is { } handle && owners.Contains(handle)))
            Refuse(registration.Rule, $"the registration '{registration.Name}'", registration.Handle!);
        foreach (var record in model.Records)
        {
            foreach (var field in record.Fields.Select(field => field.Fact).OfType<RetainedHandleField>().Where(field => owners.Contains(field.Handle)))
                Refuse(record.Rule, $"a field of '{record.Name}'", field.Handle);
        }

        void Refuse(SourceSpan rule, string holder, string handle) =>
            _context.Error(
                DiagnosticKinds.Unsupported, rule, $"{holder} keeps a '{handle}' alive, which takes a second reference, and '{handle}' has no 'refcounted'",
                "Such objects are not kept by anything but their owner yet.");
    }

    private void Declare()
    {
        foreach (var item in _items)
        {
            if (item is BlockItem)
                _context.Refuse(Clauses(item), $"on a {item.Keyword.Text}");
            switch (item)
            {
                case BlockItem { Keyword.Text: "handle" or "record" or "callbacks" } block:
                    _context.Declare(block, block.Name);
                    if (TypeReference.Record(block, _context) is { } record)
                        DeclareRecord(block, record);
                    break;
                case BlockItem { Keyword.Text: "enum" } block:
                    _context.Declare(block, block.Name);
                    _context.RefuseMembers(block);
                    if (TypeReference.Enum(block, _context) is { } @enum)
                        DeclareEnum(block, @enum);
                    break;
                case BlockItem { Keyword.Text: "constants" } block:
                    _context.Declare(block, block.Name);
                    break;
                case BlockItem { Keyword.Text: "functions" } block:
                    _context.Declare(block, block.Name);
                    foreach (var clause in Statements(block.Members).Where(clause => !BindingContext.IsVersionClause(clause)))
                        _context.RefuseStatement(clause, WordPlace.Functions);
                    break;
                case PairItem pair:
                    _context.Declare(pair, pair.Name);
                    break;
                case DirectiveItem { Keyword.Text: "header" or "prototype" }:
                    break;
                default:
                    _context.Error(
                        DiagnosticKinds.UnknownItem, item.Keyword.Span, $"'{item.Keyword.Text}' belongs in a project file", "Move it to the .bindgen file.");
                    break;
            }
        }
    }

    private void DeclareEnum(BlockItem block, CEnum @enum)
    {
        if (_enums.FirstOrDefault(pair => pair.Value == @enum).Key is { } other)
            _context.Error(DiagnosticKinds.DuplicateRule, block.Name.Span, $"'{@enum.Name}' is an enum already, named '{other.Name.Text}'", "Keep one of them.", @enum);
        else
            _enums.Add(block, @enum);
    }

    private void DeclareRecord(BlockItem block, CRecord record)
    {
        var other = block.Keyword.Text switch
        {
            "handle" => _context.HandleOf(record),
            "record" => _context.RecordOf(record)?.Name.Text,
            _ => _context.TableOf(record),
        };
        if (other is not null)
        {
            _context.Error(DiagnosticKinds.DuplicateRule, block.Name.Span, $"'{record.Name}' is a {block.Keyword.Text} already, named '{other}'", null, record);
            return;
        }
        _records.Add(block, record);
        switch (block.Keyword.Text)
        {
            case "handle":
                _context.AddHandle(record, block);
                break;
            case "record":
                _context.AddRecord(record, block);
                break;
            default:
                _context.AddTable(record, block);
                break;
        }
    }

    private FunctionGroupModel Group(BlockItem item)
    {
        var binder = new MethodBinder(_context);
        var methods = ImmutableArray.CreateBuilder<MethodModel>();
        foreach (var member in item.Members.OfType<SymbolMember>())
        {
            if (!_context.IsSelected(member.Clauses.AddRange(member.Result)) || binder.IsSkipped(member, item.Name.Text))
                continue;
            if (member.IsField)
                _context.Error(DiagnosticKinds.SyntaxError, member.Span, $"'.{member.Rule.Symbol.Text}' stands in a block of functions", "Fields belong to a handle or a record.");
            else if (binder.Function(member.Rule, member.Name, member.Result, member.Clauses, item.Name.Text, null).Method is { } method)
                methods.Add(method);
        }
        _context.RefuseTwins(item.Name.Text, MemberPlace.Functions, [.. methods.Select(method => (method.Name, method.Rule))]);
        return new FunctionGroupModel(item.Name.Text, methods.ToImmutable(), item.Name.Span);
    }

    private IEnumerable<BlockItem> Blocks(string keyword) => _items.OfType<BlockItem>().Where(item => item.Keyword.Text == keyword);

    private IEnumerable<PairItem> Pairs(string keyword) => _items.OfType<PairItem>().Where(item => item.Keyword.Text == keyword);

    private static ImmutableArray<Clause> Clauses(RuleItem item) => item switch
    {
        BlockItem block => block.Clauses,
        PairItem pair => pair.Clauses,
        _ => [],
    };

    /// <summary>Where a version may stand: on the item, after its arrow, or as a statement of its block.</summary>
    private static IEnumerable<Clause> VersionClauses(RuleItem item) => item switch
    {
        BlockItem block => block.Clauses.AddRange(Statements(block.Members)),
        PairItem pair => pair.Clauses.AddRange(pair.Result).AddRange(Statements(pair.Members)),
        DirectiveItem directive => directive.Arguments,
        _ => [],
    };

    private static IEnumerable<Clause> Statements(ImmutableArray<BlockMember> members) =>
        members.OfType<StatementMember>().SelectMany(statement => statement.Clauses);
}
