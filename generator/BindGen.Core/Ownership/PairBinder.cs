using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds <c>registration</c> and <c>guard</c> items: what one call begins and another ends.</summary>
internal sealed class PairBinder(BindingContext context)
{
    private readonly MethodBinder _methods = new(context);

    public RegistrationModel? Registration(PairItem item)
    {
        var isOnce = false;
        var isFenced = false;
        InsteadModel? instead = null;
        foreach (var stray in item.Members.OfType<SymbolMember>())
            context.Error(DiagnosticKinds.Unsupported, stray.Span, $"'{stray.Rule.Symbol.Text}' in a registration is not generated yet", "Name it in the handle's block.");
        foreach (var clause in item.Members.OfType<StatementMember>().SelectMany(statement => statement.Clauses))
        {
            switch (clause.Words)
            {
                case [{ Text: "once" }]:
                    isOnce = true;
                    break;
                case [{ Text: "fenced" }]:
                    isFenced = true;
                    break;
                case [{ Text: "instead" }, { Text: "of" }, { Kind: WordKind.Name } function, { Kind: WordKind.String } reason]:
                    instead = Instead(function, reason) ?? instead;
                    break;
                default:
                    if (!BindingContext.IsVersionClause(clause))
                        context.Error(
                            DiagnosticKinds.Unsupported, clause.Span, $"'{clause.Words[0].Text}' in a registration is not generated yet",
                            "A registration says 'once;', 'fenced;' and 'instead of FUNCTION \"why\";'.");
                    break;
            }
        }

        if (Pair(item, intIsErrno: true) is not var (begin, end, record) || context.HandleOf(record) is not { } handle)
            return null;
        if (!IsGenerated(item, begin, end))
            return null;
        return new RegistrationModel(
            item.Name.Text, handle, begin.Receiver is not null, begin, end, isOnce, isFenced, instead, item.Name.Span);
    }

    public GuardModel? Guard(PairItem item)
    {
        foreach (var member in item.Members.Where(member => member is not StatementMember { Clauses: [var clause] } || !BindingContext.IsVersionClause(clause)))
            context.Error(DiagnosticKinds.Unsupported, member.Span, "a guard with a block is not generated yet", "Leave the block out.");
        if (Pair(item, intIsErrno: false) is not var (enter, exit, record) || context.HandleOf(record) is not { } handle)
            return null;
        if (enter.Receiver is null)
        {
            context.Error(DiagnosticKinds.Contradiction, item.Name.Span, $"'{enter.Target.Symbol}' enters no object, so nothing can hold the guard");
            return null;
        }
        if (enter.Result is not (NoResult or BooleanResult))
        {
            context.Error(DiagnosticKinds.Unsupported, item.Name.Span, $"'{enter.Target.Symbol}' neither returns nothing nor bool", "Such guards are not generated yet.");
            return null;
        }
        if (!TokensMatch(item, enter, exit))
            return null;
        return new GuardModel(item.Name.Text, handle, enter, exit, item.Name.Span);
    }

    private (MethodModel Begin, MethodModel End, CRecord Record)? Pair(PairItem item, bool intIsErrno)
    {
        if (item.End is not { } ending)
        {
            context.Error(DiagnosticKinds.SyntaxError, item.Span, $"'{item.Name.Text}' has no ending function", $"Write '{item.Keyword.Text} {item.Name.Text} = BEGIN(…) / END(…)'.");
            return null;
        }
        if (context.Index.Function(item.Begin.Symbol.Text) is not { } function)
        {
            context.Function(item.Begin.Symbol, true);
            return null;
        }

        var receiver = function.Parameters.Select(parameter => context.Index.Pointee(parameter.Type)).FirstOrDefault(record => context.HandleOf(record) is not null);
        var created = context.Index.Pointee(function.Result) is { } result && context.HandleOf(result) is not null ? result : null;
        if ((created ?? receiver) is not { } record)
        {
            context.Error(
                DiagnosticKinds.Contradiction, item.Begin.Symbol.Span, $"'{function.Name}' neither takes nor returns an object that a 'handle' item names", null, function);
            return null;
        }

        var begin = _methods.Function(item.Begin, null, item.Result, item.Name.Text, created is null ? record : null, isPair: true, intIsErrno: intIsErrno).Method;
        var end = _methods.Function(ending, null, [], item.Name.Text, record, isPair: true).Method;
        return begin is null || end is null ? null : (begin, Ending(end), record);
    }

    /// <summary>The registration holds the reference that the ending function consumes.</summary>
    private static MethodModel Ending(MethodModel end) => end with
    {
        Parameters =
        [
            .. end.Parameters.Select((parameter, position) =>
                position == end.Receiver && parameter.Fact is ConsumedParameter ? parameter with { Fact = new ReceiverParameter() } : parameter),
        ],
    };

    private bool IsGenerated(PairItem item, MethodModel begin, MethodModel end)
    {
        var before = begin.Parameters.FirstOrDefault(parameter => parameter.Fact is OutParameter or RecordParameter or TokenParameter);
        var after = end.Parameters.FirstOrDefault(parameter => parameter.Fact is not (ReceiverParameter or NullParameter));
        if (end.Receiver is null)
            return Refuse(DiagnosticKinds.Contradiction, item.End!.Symbol, $"'{end.Target.Symbol}' does not take the object that '{begin.Target.Symbol}' registers");
        if (before is not null)
            return Refuse(DiagnosticKinds.Unsupported, item.Begin.Symbol, $"parameter '{before.CName}' of '{begin.Target.Symbol}' is of a kind that registrations do not have yet");
        if (after is not null)
            return Refuse(DiagnosticKinds.Unsupported, item.End!.Symbol, $"parameter '{after.CName}' of '{end.Target.Symbol}' is known to nobody when the registration ends");
        if (begin.Receiver is null ? begin.Result is not BorrowedResult : begin.Result is not (NoResult or ErrnoResult))
            return Refuse(
                DiagnosticKinds.Unsupported, item.Begin.Symbol,
                begin.Receiver is null ? $"the result of '{begin.Target.Symbol}' belongs to the registration: it is 'borrowed'" : $"'{begin.Target.Symbol}' neither returns nothing nor an error number");
        return true;
    }

    private bool TokensMatch(PairItem item, MethodModel enter, MethodModel exit)
    {
        var tokens = enter.Parameters.Where(parameter => parameter.Fact is TokenParameter).Select(parameter => parameter.CName).ToList();
        if (enter.Parameters.FirstOrDefault(parameter => parameter.Fact is not (ReceiverParameter or NullParameter or TokenParameter)) is { } input)
            return Refuse(DiagnosticKinds.Unsupported, item.Begin.Symbol, $"parameter '{input.CName}' of '{enter.Target.Symbol}' is of a kind that guards do not have yet");
        if (exit.Parameters.FirstOrDefault(parameter => parameter.Fact is not (ReceiverParameter or NullParameter) && !(parameter.Fact is TokenParameter && tokens.Contains(parameter.CName))) is { } unknown)
            return Refuse(
                DiagnosticKinds.Contradiction, item.End!.Symbol, $"'{enter.Target.Symbol}' gives no token for parameter '{unknown.CName}' of '{exit.Target.Symbol}'",
                "Both name the token alike, with the note 'token'.");
        return true;
    }

    private bool Refuse(DiagnosticKind kind, Word symbol, string message, string? help = null)
    {
        context.Error(kind, symbol.Span, message, help);
        return false;
    }

    private InsteadModel? Instead(Word function, Word reason)
    {
        if (context.Function(function, isOnlyRule: true) is not { } replaced)
            return null;
        context.Coverage.Skip(replaced, reason.Text);
        return new InsteadModel(replaced.Name, reason.Text);
    }
}
