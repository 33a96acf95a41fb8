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
                    context.Error(
                        DiagnosticKinds.Unsupported, clause.Span, $"'{clause.Words[0].Text}' in a registration is not generated yet",
                        "A registration says 'once;', 'fenced;' and 'instead of FUNCTION \"why\";'.");
                    break;
            }
        }

        if (Pair(item, intIsErrno: true) is not var (begin, end, record) || context.HandleOf(record) is not { } handle)
            return null;
        return new RegistrationModel(
            item.Name.Text, handle, begin.Receiver is not null, begin, end, isOnce, isFenced, instead, item.Name.Span);
    }

    public GuardModel? Guard(PairItem item)
    {
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

        var begin = _methods.Function(item.Begin, null, item.Result, item.Name.Text, created is null ? record : null, intIsErrno: intIsErrno).Method;
        var end = _methods.Function(ending, null, [], item.Name.Text, record).Method;
        return begin is null || end is null ? null : (begin, end, record);
    }

    private InsteadModel? Instead(Word function, Word reason)
    {
        if (context.Function(function, isOnlyRule: true) is not { } replaced)
            return null;
        context.Coverage.Skip(replaced, reason.Text);
        return new InsteadModel(replaced.Name, reason.Text);
    }
}
