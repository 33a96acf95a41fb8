using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Decides what a result means from its C type and the clauses of its rule.</summary>
internal sealed class ResultBinder(BindingContext context)
{
    private readonly ResultNoteReader _notes = new(context, new PhraseBinder(context));

    /// <param name="intIsErrno">Whether an <c>int</c> result without a note is 0 or a negative error number.</param>
    /// <param name="parameters">The names of the parameters, which a result can be borrowed from or counted by.</param>
    /// <returns>The fact, and the function after <c>owned by</c>; no fact after an error was reported.</returns>
    public (ResultFact? Fact, Word? Release) Bind(CallTarget target, ImmutableArray<Clause> clauses, SourceSpan rule, bool intIsErrno, IReadOnlyList<string> parameters)
    {
        if (_notes.Read(clauses) is not { } said || !AreKnown(target, said, parameters))
            return (null, null);
        var resolved = context.Index.Resolve(target.Result);
        var fact = resolved switch
        {
            CPointerType => Pointer(target, said, rule),
            CBuiltinType { Kind: CBuiltin.Void } => said.IsEmpty ? new NoResult() : Contradiction(target, rule, "returns nothing"),
            CBuiltinType { Kind: CBuiltin.Bool } => said.IsEmpty || said is { IsBoolean: true, IsPointer: false, IsErrno: false, Positive: null } ? new BooleanResult() : Contradiction(target, rule, "returns bool"),
            CBuiltinType or CNamedType { Tag: CTag.Enum } => Number(target, resolved, said, rule, intIsErrno),
            _ => Unsupported(target, rule, $"a '{TypeNotation.Print(target.Result)}' by value"),
        };
        return (fact, said.Release);
    }

    private ResultFact? Number(CallTarget target, CType type, ResultNote said, SourceSpan rule, bool intIsErrno)
    {
        if (said.IsErrno || (said.IsEmpty && intIsErrno && type is CBuiltinType { Kind: CBuiltin.Int }))
            return type is CBuiltinType { Kind: CBuiltin.Int or CBuiltin.Long } && said is { IsPointer: false, IsBoolean: false }
                ? new ErrnoResult(said.Positive)
                : Contradiction(target, rule, said.IsBoolean ? "cannot be 'errno' and 'bool'" : "returns no signed number");
        if (said.Positive is not null)
            return Contradiction(target, rule, "says what a positive result means, and not that others are error numbers: add 'errno'");
        if (said is { IsBoolean: true, IsPointer: false })
            return new BooleanResult();
        return said.IsEmpty ? new ValueResult() : Contradiction(target, rule, "returns a number");
    }

    private ResultFact? Pointer(CallTarget target, ResultNote said, SourceSpan rule)
    {
        if (said.IsErrno || said.IsBoolean || said.Positive is not null)
            return Contradiction(target, rule, $"returns a '{TypeNotation.Print(target.Result)}'");
        if ((said.IsOwned && said.IsBorrowed) || (said.IsText && (said.IsOwned || said.IsBorrowed)))
            return Contradiction(target, rule, "can be only one of 'owned', 'borrowed' and 'string'");
        if (said is { IsErrorPointer: true, IsNullable: true } || (said.IsText && (said.IsErrorPointer || said.IsNullable)))
            return Unsupported(target, rule, said.IsText ? "a string that can be absent" : "a result that can be null or an error");
        var absence = said.IsErrorPointer ? Absence.ErrorPointer : said.IsNullable ? Absence.Null : Absence.Never;
        if (said.IsText)
            return context.IsText(target.Result) ? new TextResult(said.Reason) : Contradiction(target, rule, $"returns a '{TypeNotation.Print(target.Result)}', which is no text");
        if (!said.IsOwned && !said.IsBorrowed)
        {
            Unowned(target, rule);
            return null;
        }
        if (said.Device is not null && !said.IsOwned)
            return Contradiction(target, rule, "is revocable, which only an owned object is");
        if (said.Count is not null && (said.IsOwned || !context.IsUntyped(target.Result)))
            return Contradiction(target, rule, "is counted, which only borrowed memory of no type is");
        return context.HandleOf(context.Index.Pointee(target.Result)) is { } handle ? Object(target, said, rule, handle, absence) : Memory(target, said, rule, absence);
    }

    private ResultFact? Object(CallTarget target, ResultNote said, SourceSpan rule, string handle, Absence absence)
    {
        if (said.Lent is { } lent && lent.Text != handle)
            return Contradiction(target, lent.Span, $"returns a '{handle}'");
        if (said.IsOwned)
            return new OwnedResult(handle, absence, said.Device?.Text);
        return said.From is null && said.Until is null
            ? new BorrowedResult(handle, absence)
            : new LentResult(handle, said.From?.Text, said.Until, null, absence);
    }

    private ResultFact? Memory(CallTarget target, ResultNote said, SourceSpan rule, Absence absence) =>
        said.IsBorrowed && said.Lent is null && (said.From is not null || said.Until is not null) && context.IsUntyped(target.Result)
            ? new LentResult(null, said.From?.Text, said.Until, said.Count?.Text, absence) { Times = said.Times?.Text }
            : Contradiction(target, rule, $"returns a '{TypeNotation.Print(target.Result)}', which no 'handle' item names");

    private void Unowned(CallTarget target, SourceSpan rule) =>
        context.Error(
            DiagnosticKinds.MissingOwnership, rule,
            $"the result of '{target.Symbol}' is a '{TypeNotation.Print(target.Result)}', and nothing says who owns it",
            context.HandleOf(context.Index.Pointee(target.Result)) is not null
                ? "Write '-> owned' or '-> borrowed from PARAMETER', with 'nullable' or 'errptr' when it can be absent, or skip it with a reason."
                : context.IsText(target.Result) ? "Write '-> string', or skip it with a reason." : "Skip it with a reason.",
            Declaration(target));

    /// <summary>Whether the parameters that the result refers to are there; reports the first that is not.</summary>
    private bool AreKnown(CallTarget target, ResultNote said, IReadOnlyList<string> parameters)
    {
        foreach (var word in new[] { said.From, said.Count, said.Times, said.Device }.OfType<Word>())
        {
            var name = word.Text.Split('.')[0];
            if (parameters.Contains(name, StringComparer.Ordinal))
                continue;
            context.Error(
                DiagnosticKinds.UnknownParameter, word.Span, $"'{target.Symbol}' has no parameter '{name}'",
                NearestName.Find(name, parameters) is { } nearest ? $"Did you mean '{nearest}'?" : null, Declaration(target));
            return false;
        }
        return true;
    }

    private ResultFact? Contradiction(CallTarget target, SourceSpan rule, string what)
    {
        context.Error(DiagnosticKinds.Contradiction, rule, $"the rule's result does not fit: '{target.Symbol}' {what}", null, Declaration(target));
        return null;
    }

    private ResultFact? Unsupported(CallTarget target, SourceSpan rule, string what)
    {
        context.Error(
            DiagnosticKinds.Unsupported, rule, $"'{target.Symbol}' returns {what}, which is not generated yet",
            "Skip the function with that reason until it is.", Declaration(target));
        return null;
    }

    private static CDeclaration? Declaration(CallTarget target) => target is FunctionTarget { Function: var function } ? function : null;
}
