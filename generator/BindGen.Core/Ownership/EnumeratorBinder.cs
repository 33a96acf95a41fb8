using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds <c>enumerator</c> items: <c>NAME = next(from: consumed)</c>, where each call eats what the one before gave, or
/// <c>NAME = begin(cursor) / end(cursor) { next(cursor); }</c>.</summary>
internal sealed class EnumeratorBinder(BindingContext context)
{
    private readonly MethodBinder _methods = new(context);

    /// <returns>Null after an error was reported.</returns>
    public EnumeratorModel? Bind(PairItem item)
    {
        var blocks = false;
        foreach (var clause in item.Members.OfType<StatementMember>().SelectMany(statement => statement.Clauses).Where(clause => !BindingContext.IsVersionClause(clause)))
        {
            if (clause.Words is [{ Text: "blocks" }] && !blocks)
                blocks = true;
            else
                context.RefuseStatement(clause, WordPlace.Enumerator);
        }
        return item.End is { } end ? WithCursor(item, end, blocks) : WithPredecessor(item, blocks);
    }

    private EnumeratorModel? WithPredecessor(PairItem item, bool blocks)
    {
        foreach (var stray in item.Members.OfType<SymbolMember>())
            context.Error(DiagnosticKinds.Contradiction, stray.Span, $"'{stray.Rule.Symbol.Text}' stands in an enumerator without a cursor, which has one function only", "Name it in the handle's block.");
        if (_methods.Function(item.Begin, null, item.Result, item.Clauses, item.Name.Text, null, isPair: true).Method is not { } next)
            return null;
        if (next.Result is OwnedResult { Absence: Absence.Null, Handle: var handle }
            && next.Parameters.Count(parameter => parameter.Fact is ConsumedParameter { OnSuccess: false, IsNullable: true } from && from.Handle == handle) == 1)
            return new EnumeratorModel(item.Name.Text, handle, null, next, null, blocks, item.Name.Span);
        Refuse(item.Begin.Symbol, $"'{next.Target.Symbol}' does not give one object for another",
            "Write 'from: consumed nullable' for the predecessor and '-> owned, nullable' for the result, or name a beginning and an ending function.");
        return null;
    }

    private EnumeratorModel? WithCursor(PairItem item, SymbolRule ending, bool blocks)
    {
        var begin = _methods.Function(item.Begin, null, item.Result, item.Clauses, item.Name.Text, null, isPair: true).Method;
        var end = _methods.Function(ending, null, [], [], item.Name.Text, null, isPair: true).Method;
        var steps = item.Members.OfType<SymbolMember>().Where(member => context.IsSelected(member.Clauses.AddRange(member.Result))).ToList();
        if (steps is not [var step])
        {
            Refuse(item.Name, $"'{item.Name.Text}' has {(steps.Count == 0 ? "no function" : "more than one function")} that takes the next object", "Write one rule in its block: next(cursor) -> borrowed, nullable;");
            return null;
        }
        var next = _methods.Function(step.Rule, step.Name, step.Result, step.Clauses, item.Name.Text, null, isPair: true).Method;
        if (begin is null || end is null || next is null)
            return null;
        foreach (var method in new[] { begin, end, next })
        {
            if (method.Parameters.Count(parameter => parameter.Fact is CursorParameter) != 1)
            {
                Refuse(item.Name, $"'{method.Target.Symbol}' has no cursor, or more than one", "Write 'PARAMETER: cursor' in each of the three functions.");
                return null;
            }
        }
        var handle = next.Result switch
        {
            OwnedResult { Absence: Absence.Null } owned => owned.Handle,
            BorrowedResult { Absence: Absence.Null } borrowed => borrowed.Handle,
            _ => null,
        };
        if (handle is not null)
            return new EnumeratorModel(item.Name.Text, handle, begin, next, end, blocks, item.Name.Span);
        Refuse(step.Rule.Symbol, $"'{next.Target.Symbol}' does not end with null", "Write '-> borrowed, nullable' or '-> owned, nullable'.");
        return null;
    }

    private void Refuse(Word symbol, string message, string help) => context.Error(DiagnosticKinds.Contradiction, symbol.Span, message, help);
}
