using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Decides what a result means from its C type and the clauses of its rule.</summary>
internal sealed class ResultBinder(BindingContext context)
{
    private static readonly string[] Words =
        ["owned", "borrowed", "nullable", "errptr", "errno", "string", "unstable", "bool", "since", "until"];

    private static readonly string[] LaterWords =
        ["revocable", "retained", "requires", "counted", "blocks", "stops"];

    /// <param name="intIsErrno">Whether an <c>int</c> result without a note is 0 or a negative error number.</param>
    /// <returns>The fact, and the function after <c>owned by</c>; no fact after an error was reported.</returns>
    public (ResultFact? Fact, Word? Release) Bind(CallTarget target, ImmutableArray<Clause> clauses, SourceSpan rule, bool intIsErrno)
    {
        var said = Read(clauses);
        if (said is null)
            return (null, null);
        var resolved = context.Index.Resolve(target.Result);
        var fact = resolved switch
        {
            CPointerType => Pointer(target, said, rule),
            CBuiltinType { Kind: CBuiltin.Void } => said.IsEmpty ? new NoResult() : Contradiction(target, rule, "returns nothing"),
            CBuiltinType { Kind: CBuiltin.Bool } => said.IsEmpty || said.IsBoolean ? new BooleanResult() : Contradiction(target, rule, "returns bool"),
            CBuiltinType or CNamedType { Tag: CTag.Enum } => Number(target, resolved, said, rule, intIsErrno),
            _ => Unsupported(target, rule, $"a '{TypeNotation.Print(target.Result)}' by value"),
        };
        return (fact, said.Release);
    }

    private ResultFact? Number(CallTarget target, CType type, Said said, SourceSpan rule, bool intIsErrno)
    {
        if (said.IsErrno || (said.IsEmpty && intIsErrno && type is CBuiltinType { Kind: CBuiltin.Int }))
            return type is CBuiltinType { Kind: CBuiltin.Int or CBuiltin.Long } && said is { IsPointer: false, IsBoolean: false }
                ? new ErrnoResult()
                : Contradiction(target, rule, said.IsBoolean ? "cannot be 'errno' and 'bool'" : "returns no signed number");
        if (said is { IsBoolean: true, IsPointer: false })
            return new BooleanResult();
        return said.IsEmpty ? new ValueResult() : Contradiction(target, rule, "returns a number");
    }

    private ResultFact? Pointer(CallTarget target, Said said, SourceSpan rule)
    {
        if (said.IsErrno || said.IsBoolean)
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
            context.Error(
                DiagnosticKinds.MissingOwnership, rule,
                $"the result of '{target.Symbol}' is a '{TypeNotation.Print(target.Result)}', and nothing says who owns it",
                context.HandleOf(context.Index.Pointee(target.Result)) is not null
                    ? "Write '-> owned' or '-> borrowed', with 'nullable' or 'errptr' when it can be absent, or skip it with a reason."
                    : context.IsText(target.Result) ? "Write '-> string', or skip it with a reason." : "Skip it with a reason.",
                Declaration(target));
            return null;
        }
        if (context.HandleOf(context.Index.Pointee(target.Result)) is not { } handle)
            return Contradiction(target, rule, $"returns a '{TypeNotation.Print(target.Result)}', which no 'handle' item names");
        if (said.Lent is { } lent && lent.Text != handle)
            return Contradiction(target, lent.Span, $"returns a '{handle}'");
        return said.IsOwned ? new OwnedResult(handle, absence) : new BorrowedResult(handle, absence);
    }

    private Said? Read(ImmutableArray<Clause> clauses)
    {
        var said = new Said();
        var valid = true;
        foreach (var clause in clauses)
        {
            if (BindingContext.IsVersionClause(clause))
                continue;
            var reader = new ClauseReader(clause);
            while (!reader.AtEnd && valid)
            {
                var next = Next(ref reader, said);
                valid = next is not null;
                said = next ?? said;
            }
        }
        return valid ? said : null;
    }

    private Said? Next(ref ClauseReader reader, Said said)
    {
        if (reader.Take("owned", "by"))
            return reader.Take(WordKind.Name) is { } release ? said with { IsOwned = true, Release = release } : Unknown(reader);
        if (reader.Take("owned"))
            return said with { IsOwned = true };
        if (reader.Take("borrowed"))
            return Lent(ref reader, said with { IsBorrowed = true });
        if (reader.Take("nullable"))
            return said with { IsNullable = true };
        if (reader.Take("errptr"))
            return said with { IsErrorPointer = true };
        if (reader.Take("errno"))
            return said with { IsErrno = true };
        if (reader.Take("bool"))
            return said with { IsBoolean = true };
        if (reader.Take("string"))
            return said with { IsText = true };
        if (reader.Take("unstable"))
            return reader.Take(WordKind.String) is { } reason ? said with { IsText = true, Reason = reason.Text } : Unknown(reader);
        return Unknown(reader);
    }

    /// <summary>The handle's name may follow <c>borrowed</c>; it must be one.</summary>
    private Said? Lent(ref ClauseReader reader, Said said)
    {
        if (reader.AtEnd || reader.Text is "nullable" or "errptr")
            return said;
        if (reader.Take(WordKind.Name) is not { } name)
            return Unknown(reader);
        return context.IsHandle(name, "Name the handle that is lent.") ? said with { Lent = name } : null;
    }

    private Said? Unknown(ClauseReader reader)
    {
        if (LaterWords.Contains(reader.Text, StringComparer.Ordinal))
        {
            context.Error(
                DiagnosticKinds.Unsupported, reader.Clause.Span, $"'{reader.Text}' on a result is part of the language, but not generated yet",
                "Leave the clause out, or skip the function with that reason.");
            return null;
        }
        var nearest = NearestName.Find(reader.Text, Words);
        context.Error(
            DiagnosticKinds.UnknownWord, reader.Span,
            reader.AtEnd ? "the clause is not complete" : $"'{reader.Text}' says nothing of a result here",
            nearest is null ? $"A result is described by: {string.Join(", ", Words)}." : $"Did you mean '{nearest}'?");
        return null;
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

    private sealed record Said(
        bool IsOwned = false,
        bool IsBorrowed = false,
        bool IsNullable = false,
        bool IsErrorPointer = false,
        bool IsErrno = false,
        bool IsBoolean = false,
        bool IsText = false,
        string Reason = "",
        Word? Release = null,
        Word? Lent = null)
    {
        public bool IsEmpty => this == new Said();

        /// <summary>Whether something is said that only a pointer can be.</summary>
        public bool IsPointer => IsOwned || IsBorrowed || IsNullable || IsErrorPointer || IsText;
    }
}
