using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds <c>registration</c> items: what one call begins and another ends.</summary>
internal sealed class RegistrationBinder(BindingContext context)
{
    private readonly PairBinder _pairs = new(context);

    /// <returns>Null after an error was reported.</returns>
    public RegistrationModel? Bind(PairItem item)
    {
        foreach (var stray in item.Members.OfType<SymbolMember>())
            context.Error(DiagnosticKinds.Contradiction, stray.Span, $"'{stray.Rule.Symbol.Text}' stands in a registration, which has two functions only", "Name it in the handle's block.");
        var pair = _pairs.Bind(item, intIsErrno: true, isShared: false, isKeyed: true);
        var said = Statements(item, pair?.Begin);
        if (pair is null || !IsSound(item, pair))
            return null;
        return said with
        {
            Handle = context.HandleOf(pair.Record),
            IsOnReceiver = pair.Begin.Receiver is not null,
            IsConsumed = pair.IsConsumed,
            Begin = pair.Begin,
            End = pair.End,
        };
    }

    private RegistrationModel Statements(PairItem item, MethodModel? begin)
    {
        var said = new RegistrationModel(item.Name.Text, null, false, null!, null!, false, false, [], item.Name.Span);
        foreach (var clause in item.Members.OfType<StatementMember>().SelectMany(statement => statement.Clauses))
        {
            switch (clause.Words)
            {
                case [{ Text: "once" }] when !said.IsOnce:
                    said = said with { IsOnce = true };
                    break;
                case [{ Text: "fenced" }] when !said.IsFenced:
                    said = said with { IsFenced = true };
                    break;
                case [{ Text: "blocks" }] when !said.Blocks:
                    said = said with { Blocks = true };
                    break;
                case [{ Text: "excludes" }, { Kind: WordKind.Name } guard]:
                    said = context.IsGuard(guard) ? said with { Excluded = said.Excluded.Add(guard.Text) } : said;
                    break;
                case [{ Text: "revocable" }, { Text: "with" }, { Kind: WordKind.Name } device] when said.RevocableWith is null:
                    said = said with { RevocableWith = BoundPath.Bind(device, null, begin, context) };
                    break;
                case [{ Text: "revocable" }, { Text: "with" }, { Kind: WordKind.Name } device, { Text: "as" }, { Kind: WordKind.Name } name] when said.RevocableWith is null:
                    said = said with { RevocableWith = BoundPath.Bind(device, name, begin, context) };
                    break;
                case [{ Text: "instead" }, { Text: "of" }, { Kind: WordKind.Name } function, { Kind: WordKind.String } reason]:
                    said = Instead(item, function, reason) is { } instead ? said with { Instead = said.Instead.Add(instead) } : said;
                    break;
                default:
                    if (!BindingContext.IsVersionClause(clause))
                        context.RefuseStatement(clause, WordPlace.Registration);
                    break;
            }
        }
        return said;
    }

    private bool IsSound(PairItem item, PairBinder.Bound pair)
    {
        var (begin, end) = (pair.Begin, pair.End);
        if (end.Receiver is null && !end.Parameters.Any(parameter => parameter.Fact is KeyParameter))
            return Refuse(item.End!.Symbol, $"'{end.Target.Symbol}' does not take the object that '{begin.Target.Symbol}' registers, and nothing that it was given");
        if (end.Parameters.FirstOrDefault(parameter => parameter.Fact is not (ReceiverParameter or NullParameter or KeyParameter)) is { } unknown)
            return Refuse(
                item.End!.Symbol, $"parameter '{unknown.CName}' of '{end.Target.Symbol}' is known to nobody when the registration ends", "Write 'same as PARAMETER' for what the beginning function was given.");
        if (begin.Result is LentResult or OwnedResult or TextResult)
            return Refuse(item.Begin.Symbol, $"the result of '{begin.Target.Symbol}' belongs to the registration: it is 'borrowed'");
        if (begin.Receiver is null && begin.Result is not BorrowedResult && !begin.Parameters.Any(parameter => parameter.Fact is CallbackTableParameter or RetainedParameter or StaticRecordParameter or BorrowedParameter))
            return Refuse(item.Begin.Symbol, $"'{begin.Target.Symbol}' neither takes nor returns what is registered");
        return true;
    }

    private bool Refuse(Word symbol, string message, string? help = null)
    {
        context.Error(DiagnosticKinds.Contradiction, symbol.Span, message, help);
        return false;
    }

    private InsteadModel? Instead(PairItem item, Word function, Word reason)
    {
        if (context.Function(function, isOnlyRule: true) is not { } replaced)
            return null;
        context.Coverage.Skip(replaced, item.Name.Text, reason.Text, function.Span);
        return new InsteadModel(replaced.Name, reason.Text);
    }
}
