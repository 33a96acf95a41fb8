using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds <c>handle</c> items.</summary>
internal sealed class HandleBinder(BindingContext context)
{
    private static readonly ImmutableArray<string> KnownStates = ["Bound", "Normal"];

    private readonly MethodBinder _methods = new(context);
    private readonly PhraseBinder _phrases = new(context);

    public HandleModel? Bind(BlockItem item, CRecord record)
    {
        var said = Statements(item);
        var methods = ImmutableArray.CreateBuilder<MethodModel>();
        var skipped = new List<ValueFieldModel>();
        var embedded = new List<EmbeddedModel>();
        var holes = new Dictionary<string, (HoleModel Hole, Word Symbol)>(StringComparer.Ordinal);
        var releases = new Dictionary<string, Word>(StringComparer.Ordinal);

        foreach (var member in item.Members.OfType<SymbolMember>())
        {
            if (!context.IsSelected(member.Clauses.AddRange(member.Result)) || IsSkippedField(member, record, skipped) || IsEmbedded(member, record, embedded) || _methods.IsSkipped(member, item.Name.Text) || IsHole(member, holes))
                continue;
            if (member.IsField)
            {
                if (_methods.Field(member, record) is { } field)
                    methods.Add(field);
                continue;
            }
            var (method, release) = _methods.Function(member.Rule, member.Name, member.Result, member.Clauses, item.Name.Text, record);
            if (release is not null)
                releases[release.Text] = release;
            if (method is not null)
                methods.Add(method);
        }

        context.RefuseTwins(item.Name.Text, MemberPlace.Handle, [.. methods.Select(method => (method.Name, method.Rule)), .. embedded.Select(inner => (inner.Name, inner.Rule))]);
        // An error in 'refcounted' is reported already.
        if (said.IsCounted && said.Counted is null)
            return null;
        var released = said.IsStatic ? null : Release(item, record, said.Counted, releases, holes);
        foreach (var (hole, symbol) in holes.Values.Where(hole => hole.Symbol.Text != released?.Function.Name))
            context.Error(
                DiagnosticKinds.Contradiction, symbol.Span, $"'{symbol.Text}' does not release a '{item.Name.Text}', so this says nothing of '{hole.Id}'",
                $"Write the whole rule: {symbol.Text}(…) as Name, unsafe {hole.Id} \"…\";");
        return released is null && !said.IsStatic
            ? null
            : new HandleModel(item.Name.Text, record, released, said.States, methods.ToImmutable(), item.Name.Span, said.Blocks, said.IsAnyThread) { Skipped = [.. skipped], Embedded = [.. embedded], RevokesBy = said.RevokesBy };
    }

    private sealed record Said(
        bool IsCounted = false, ReferenceCountRelease? Counted = null, bool IsStatic = false, bool Blocks = false, bool IsAnyThread = false)
    {
        public ImmutableArray<string> States { get; init; } = ["Normal"];

        public string? RevokesBy { get; init; }
    }

    private Said Statements(BlockItem item)
    {
        var said = new Said();
        foreach (var clause in item.Members.OfType<StatementMember>().SelectMany(statement => statement.Clauses))
        {
            switch (clause.Words)
            {
                case [{ Text: "refcounted" }, { Kind: WordKind.Name } get, { Text: "/" }, { Kind: WordKind.Name } put] when !said.IsCounted:
                    said = said with { IsCounted = true, Counted = Counted(item, get, put) };
                    break;
                case [{ Text: "weak" }, { Kind: WordKind.Name } get] when said.Counted is { GetUnlessZero: null } counted:
                    said = said with { Counted = Weak(item, counted, get) };
                    break;
                case [{ Text: "states" }, .. var rest] when rest.Length > 0 && said.States.Length == 1:
                    said = said with { States = States(rest) };
                    break;
                case [{ Text: "revokes" }, { Text: "by" }, { Kind: WordKind.Name } registration] when said.RevokesBy is null:
                    said = context.IsRegistration(registration) ? said with { RevokesBy = registration.Text } : said;
                    break;
                case [{ Text: "static" }] when said is { IsStatic: false, IsCounted: false }:
                    said = said with { IsStatic = true };
                    break;
                case [{ Text: "blocks" }] when !said.Blocks:
                    said = said with { Blocks = true };
                    break;
                case [{ Text: "context" }, { Text: "any" }] when !said.IsAnyThread:
                    said = said with { IsAnyThread = true };
                    break;
                default:
                    if (!BindingContext.IsVersionClause(clause))
                        context.RefuseStatement(clause, WordPlace.Handle);
                    break;
            }
        }
        return said;
    }

    private ReferenceCountRelease? Counted(BlockItem item, Word get, Word put)
    {
        if (context.Function(get, true) is not { } getter || context.Function(put, true) is not { } putter
            || !context.IsCallable(getter, get.Span) || !context.IsCallable(putter, put.Span))
            return null;
        foreach (var (function, word) in new[] { (getter, get), (putter, put) })
        {
            if (!TakesOnly(function, item))
            {
                context.Error(DiagnosticKinds.Contradiction, word.Span, $"'{function.Name}' does not take a '{item.Name.Text}' alone, so it cannot count references to one", null, function);
                return null;
            }
        }
        if (context.Index.Resolve(putter.Result) is not CBuiltinType { Kind: CBuiltin.Void or CBuiltin.Int or CBuiltin.Bool })
        {
            context.Error(DiagnosticKinds.Contradiction, put.Span, $"'{putter.Name}' returns an object, so it is no function that gives a reference back", "Write 'refcounted GET / PUT;', in this order.", putter);
            return null;
        }
        context.Coverage.Wrap(getter, item.Name.Text, null, get.Span);
        context.Coverage.Wrap(putter, item.Name.Text, null, put.Span);
        return new ReferenceCountRelease(getter, putter);
    }

    private ReferenceCountRelease Weak(BlockItem item, ReferenceCountRelease counted, Word get)
    {
        if (context.Function(get, true) is not { } getter || !context.IsCallable(getter, get.Span))
            return counted;
        context.Coverage.Wrap(getter, item.Name.Text, null, get.Span);
        return counted with { GetUnlessZero = getter };
    }

    private bool TakesOnly(CFunction function, BlockItem item) =>
        function.Parameters is [var only] && context.HandleOf(context.Index.Pointee(only.Type)) == item.Name.Text;

    private ImmutableArray<string> States(ImmutableArray<Word> words)
    {
        var names = words.Where(word => word.Text != ">").ToImmutableArray();
        foreach (var name in names.Where(name => !KnownStates.Contains(name.Text)))
            context.Error(
                DiagnosticKinds.UnknownWord, name.Span, $"'{name.Text}' is no state of a borrow", $"The states are: {string.Join(", ", KnownStates)}, strongest first.");
        return [.. names.Select(name => name.Text)];
    }

    /// <summary><c>.member skip "why";</c>: a member that C# deliberately does not get.</summary>
    private bool IsSkippedField(SymbolMember member, CRecord record, List<ValueFieldModel> skipped)
    {
        if (!member.IsField || _methods.SkipReason(member) is not { } reason)
            return false;
        var symbol = member.Rule.Symbol;
        if (record.Fields.FirstOrDefault(candidate => candidate.Name == symbol.Text) is not { } field)
            _methods.UnknownField(symbol, record);
        else if (skipped.Any(other => other.Field == field))
            context.Error(DiagnosticKinds.DuplicateRule, symbol.Span, $"a second rule for '.{field.Name}'", "Keep one of them.");
        else if (reason.Length > 0)
            skipped.Add(new ValueFieldModel(WrapperName.Pascal(field.Name), field, new SkippedField(reason)));
        return true;
    }

    /// <summary><c>.member as Name -> borrowed from self;</c>: an object inside this one, which is lent with it.</summary>
    private bool IsEmbedded(SymbolMember member, CRecord record, List<EmbeddedModel> embedded)
    {
        if (!member.IsField || member.Rule.Parameters is not null || member.Result.IsEmpty)
            return false;
        var symbol = member.Rule.Symbol;
        if (MemberPath.Find(context.Index, record, symbol.Text) is not { } field)
            _methods.UnknownField(symbol, record);
        else if (context.HandleOf(context.Index.RecordOf(field.Type)) is not { } handle)
            context.Error(
                DiagnosticKinds.Contradiction, symbol.Span, $"'{record.Name}.{field.Name}' is a '{TypeNotation.Print(field.Type)}', which is no object that a 'handle' item names",
                "Only what is inside the object is lent with it; a pointer may change: skip it with a reason.", record);
        else if (member.Result is not [{ Words: [{ Text: "borrowed" }, { Text: "from" }, { Text: "self" }] }])
            context.Error(DiagnosticKinds.Contradiction, member.Result[0].Span, "what is inside an object belongs to it", $"Write '.{symbol.Text} -> borrowed from self;'.", record);
        else
        {
            context.Refuse(member.Clauses, "on a member");
            embedded.Add(new EmbeddedModel(member.Name?.Text ?? WrapperName.Pascal(field.Name), field, handle, member.Span));
        }
        return true;
    }

    /// <summary><c>free_it unsafe ID "why";</c>: the release function has a condition that nothing checks. With parameters or a name of
    /// its own it is the rule of a method.</summary>
    private bool IsHole(SymbolMember member, Dictionary<string, (HoleModel, Word)> holes)
    {
        if (member is not { IsField: false, Name: null, Rule.Parameters: null, Result.IsEmpty: true }
            || member.Clauses.FirstOrDefault(candidate => candidate.Words[0] is { Kind: WordKind.Name, Text: "unsafe" }) is not { } clause)
            return false;
        context.Refuse(member.Clauses.Remove(clause), "beside 'unsafe'");
        var reader = new ClauseReader(clause);
        reader.Take("unsafe");
        if (_phrases.Hole(reader, member.Rule.Symbol.Text) is { } hole)
            holes[member.Rule.Symbol.Text] = (hole, member.Rule.Symbol);
        return true;
    }

    private ReleaseModel? Release(
        BlockItem item, CRecord record, ReferenceCountRelease? counted, Dictionary<string, Word> releases, Dictionary<string, (HoleModel Hole, Word Symbol)> holes)
    {
        foreach (var release in releases.Values.Where(word => counted is not null && word.Text != counted.Function.Name))
            context.Error(
                DiagnosticKinds.Contradiction, release.Span, $"'{item.Name.Text}' is released by '{counted!.Function.Name}', this rule says '{release.Text}'");
        if (counted is not null)
            return counted;

        if (releases.Count != 1)
        {
            context.Error(
                DiagnosticKinds.MissingOwnership, item.Name.Span,
                releases.Count == 0
                    ? $"nothing says how an owned '{item.Name.Text}' is released"
                    : $"'{item.Name.Text}' is released by more than one function: {string.Join(", ", releases.Keys.OrderBy(name => name, StringComparer.Ordinal))}",
                "Write 'refcounted GET / PUT;' for counted references, 'owned by FREE' on the function that returns it, or 'static;' when nobody owns it.", record);
            return null;
        }
        var word = releases.Values.Single();
        if (context.Function(word, isOnlyRule: true) is not { } free || !context.IsCallable(free, word.Span))
            return null;
        if (free.Parameters.Length != 1 || context.Index.Pointee(free.Parameters[0].Type) != record)
        {
            context.Error(
                DiagnosticKinds.Contradiction, word.Span, $"'{free.Name}' does not take a '{record.Name}' alone, so it cannot release one", null, free);
            return null;
        }
        context.Coverage.Wrap(free, item.Name.Text, null, word.Span);
        return new FreeRelease(free, holes.TryGetValue(free.Name, out var found) ? found.Hole : null);
    }
}
