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

    public HandleModel? Bind(BlockItem item, CRecord record)
    {
        var (counted, isCounted, states) = Statements(item);
        var methods = ImmutableArray.CreateBuilder<MethodModel>();
        var holes = new Dictionary<string, HoleModel>(StringComparer.Ordinal);
        var releases = new Dictionary<string, Word>(StringComparer.Ordinal);

        foreach (var member in item.Members.OfType<SymbolMember>())
        {
            if (!context.IsSelected(member.Clauses.AddRange(member.Result)) || _methods.IsSkipped(member) || IsHole(member, holes))
                continue;
            context.Refuse(member.Clauses, "on a function");
            if (member.IsField)
            {
                if (_methods.Field(member, record) is { } field)
                    methods.Add(field);
                continue;
            }
            var (method, release) = _methods.Function(member.Rule, member.Name, member.Result, item.Name.Text, record);
            if (release is not null)
                releases[release.Text] = release;
            if (method is not null)
                methods.Add(method);
        }

        context.RefuseTwins(item.Name.Text, methods.Select(method => (method.Name, method.Rule)));
        // An error in 'refcounted' is reported already.
        if (isCounted && counted is null)
            return null;
        return Release(item, record, counted, releases, holes) is { } released
            ? new HandleModel(item.Name.Text, record, released, states, methods.ToImmutable(), item.Name.Span)
            : null;
    }

    private (ReferenceCountRelease? Counted, bool IsCounted, ImmutableArray<string> States) Statements(BlockItem item)
    {
        var isCounted = false;
        ReferenceCountRelease? counted = null;
        ImmutableArray<string> states = ["Normal"];
        foreach (var clause in item.Members.OfType<StatementMember>().SelectMany(statement => statement.Clauses))
        {
            switch (clause.Words)
            {
                case [{ Text: "refcounted" }, { Kind: WordKind.Name } get, { Text: "/" }, { Kind: WordKind.Name } put]:
                    isCounted = true;
                    counted = Counted(item, get, put) ?? counted;
                    break;
                case [{ Text: "states" }, .. var rest] when rest.Length > 0:
                    states = States(rest);
                    break;
                default:
                    if (!BindingContext.IsVersionClause(clause))
                        context.Error(
                            DiagnosticKinds.Unsupported, clause.Span, $"'{clause.Words[0].Text}' in a handle is part of the language, but not generated yet",
                            "A handle says 'refcounted GET / PUT;' and 'states Bound > Normal;'.");
                    break;
            }
        }
        return (counted, isCounted, states);
    }

    private ReferenceCountRelease? Counted(BlockItem item, Word get, Word put)
    {
        if (context.Function(get, true) is not { } getter || context.Function(put, true) is not { } putter
            || !context.IsCallable(getter, get.Span) || !context.IsCallable(putter, put.Span))
            return null;
        context.Coverage.Wrap(getter, item.Name.Text);
        context.Coverage.Wrap(putter, item.Name.Text);
        return new ReferenceCountRelease(getter, putter);
    }

    private ImmutableArray<string> States(ImmutableArray<Word> words)
    {
        var names = words.Where(word => word.Text != ">").ToImmutableArray();
        foreach (var name in names.Where(name => !KnownStates.Contains(name.Text)))
            context.Error(
                DiagnosticKinds.UnknownWord, name.Span, $"'{name.Text}' is no state of a borrow", $"The states are: {string.Join(", ", KnownStates)}, strongest first.");
        return [.. names.Select(name => name.Text)];
    }

    /// <summary><c>free_it unsafe ID "why";</c>: the release function has a condition that nothing checks.</summary>
    private bool IsHole(SymbolMember member, Dictionary<string, HoleModel> holes)
    {
        if (member.Clauses.FirstOrDefault(candidate => candidate.Words[0] is { Kind: WordKind.Name, Text: "unsafe" }) is not { } clause)
            return false;
        context.Refuse(member.Clauses.Remove(clause), "beside 'unsafe'");
        if (clause.Words.RemoveAt(0) is [{ Kind: WordKind.Name } id, { Kind: WordKind.String, Text.Length: > 0 } reason])
            holes[member.Rule.Symbol.Text] = new HoleModel(id.Text, reason.Text);
        else
            context.Error(
                DiagnosticKinds.SyntaxError, clause.Span, "'unsafe' needs an id and the condition that the user must keep",
                $"Write '{member.Rule.Symbol.Text} unsafe SHORT-ID \"condition\";'.");
        return true;
    }

    private ReleaseModel? Release(
        BlockItem item, CRecord record, ReferenceCountRelease? counted, Dictionary<string, Word> releases, Dictionary<string, HoleModel> holes)
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
                "Write 'refcounted GET / PUT;' for counted references, or 'owned by FREE' on the function that returns it.", record);
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
        context.Coverage.Wrap(free, item.Name.Text);
        holes.TryGetValue(free.Name, out var hole);
        return new FreeRelease(free, hole);
    }
}
