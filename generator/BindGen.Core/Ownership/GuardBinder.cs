using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds <c>guard</c> items: sections and locks.</summary>
internal sealed class GuardBinder(BindingContext context)
{
    private readonly PairBinder _pairs = new(context);

    /// <returns>Null after an error was reported.</returns>
    public GuardModel? Bind(PairItem item)
    {
        foreach (var stray in item.Members.OfType<SymbolMember>())
            context.Error(DiagnosticKinds.Contradiction, stray.Span, $"'{stray.Rule.Symbol.Text}' stands in a guard, which has two functions only", "Name it in the handle's block.");
        // Two ways in may share the way out.
        var isVariant = item.Members.OfType<StatementMember>().Any(statement => statement.Clauses is [{ Words: [{ Text: "proves" }, ..] }]);
        var pair = _pairs.Bind(item, intIsErrno: false, isShared: isVariant, isKeyed: false);
        var said = Statements(item, pair?.Begin);
        if (pair is null)
            return null;
        if (context.HandleOf(pair.Record) is not { } handle || pair.Begin.Receiver is null)
        {
            context.Error(DiagnosticKinds.Contradiction, item.Name.Span, $"'{pair.Begin.Target.Symbol}' enters no object that a 'handle' item names, so nothing can hold the guard");
            return null;
        }
        if (pair.Begin.Result is not (NoResult or BooleanResult or ErrnoResult))
        {
            context.Error(
                DiagnosticKinds.Contradiction, item.Begin.Symbol.Span, $"'{pair.Begin.Target.Symbol}' does not say whether it let the caller in", "Write '-> bool' or '-> errno'.");
            return null;
        }
        return TokensMatch(item, pair.Begin, pair.End) ? said with { Handle = handle, Enter = pair.Begin, Exit = pair.End } : null;
    }

    private GuardModel Statements(PairItem item, MethodModel? enter)
    {
        var said = new GuardModel(item.Name.Text, "", null!, null!, item.Name.Span);
        foreach (var clause in item.Members.OfType<StatementMember>().SelectMany(statement => statement.Clauses))
        {
            switch (clause.Words)
            {
                case [{ Text: "recursive" }] when !said.IsRecursive:
                    said = said with { IsRecursive = true };
                    break;
                case [{ Text: "blocks" }] when !said.Blocks:
                    said = said with { Blocks = true };
                    break;
                case [{ Text: "proves" }, { Kind: WordKind.Name } guard] when said.Proves is null:
                    said = context.IsGuard(guard) ? said with { Proves = guard.Text } : said;
                    break;
                case [{ Text: "binds" }, { Kind: WordKind.Name } device, { Text: "as" }, { Kind: WordKind.Name } name] when said.Binds is null:
                    said = said with { Binds = BoundPath.Bind(device, name, enter, context) };
                    break;
                case [{ Text: "excludes" }, { Kind: WordKind.Name } function]:
                    said = context.Function(function, isOnlyRule: false) is { } excluded ? said with { Excluded = said.Excluded.Add(excluded.Name) } : said;
                    break;
                default:
                    if (!BindingContext.IsVersionClause(clause))
                        context.RefuseStatement(clause, WordPlace.Guard);
                    break;
            }
        }
        return said;
    }

    private bool TokensMatch(PairItem item, MethodModel enter, MethodModel exit)
    {
        var tokens = enter.Parameters.Where(parameter => parameter.Fact is TokenParameter).Select(parameter => parameter.CName).ToList();
        if (exit.Parameters.FirstOrDefault(parameter => parameter.Fact is not (ReceiverParameter or NullParameter or KeyParameter) && !(parameter.Fact is TokenParameter && tokens.Contains(parameter.CName))) is not { } unknown)
            return true;
        context.Error(
            DiagnosticKinds.Contradiction, item.End!.Symbol.Span, $"'{enter.Target.Symbol}' gives no token for parameter '{unknown.CName}' of '{exit.Target.Symbol}'",
            "Both name the token alike, with the note 'token'.");
        return false;
    }
}
