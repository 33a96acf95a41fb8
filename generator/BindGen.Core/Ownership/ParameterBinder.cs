using System.Globalization;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Decides what a parameter means from its C type and its note.</summary>
/// <param name="isCallback">Whether it is one of a callback, which C calls with what the note says.</param>
internal sealed class ParameterBinder(BindingContext context, bool isCallback = false)
{
    private readonly ParameterNoteReader _notes = new(context, new PhraseBinder(context), isCallback);
    private readonly CallbackTypeBinder _callbacks = new(context);

    /// <param name="siblings">The names of all parameters, for notes that refer to another one.</param>
    /// <param name="keys">The names of the parameters of the call that this one ends.</param>
    /// <returns>Null after an error was reported.</returns>
    public ParameterFact? Bind(
        string name, CType type, Clause? note, SourceSpan rule, CDeclaration declaration, IReadOnlyList<string> siblings, IReadOnlyList<string> keys)
    {
        if (note is null)
            return Default(name, type, rule, declaration);
        return _notes.Read(note) is { } said ? Noted(new Subject(name, type, said, declaration, siblings, keys)) : null;
    }

    private ParameterFact? Default(string name, CType type, SourceSpan rule, CDeclaration declaration)
    {
        if (context.HandleOf(context.Index.Pointee(type)) is { } handle)
            return new BorrowedParameter(handle, false);
        if (context.IsScalar(type))
            return new ValueParameter();
        context.Error(
            DiagnosticKinds.MissingOwnership, rule,
            $"parameter '{name}' of '{declaration.Name}' is a '{TypeNotation.Print(type)}', and nothing says who owns it",
            $"Write '{name}: {Suggestion(type)}', or skip '{declaration.Name}' with a reason.", declaration);
        return null;
    }

    private ParameterFact? Noted(Subject subject)
    {
        if (!AreModifiersSensible(subject.Note))
            return null;
        var (note, type) = (subject.Note, subject.Type);
        return note.Kind switch
        {
            "text in quotes" => context.IsConstantText(type) ? new ConstantTextParameter(note.Literal!) : Refuse(subject, "text in quotes is for 'const char *'"),
            "a number" => context.IsScalar(type) && int.TryParse(note.Literal, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? new ConstantNumberParameter(value) : Refuse(subject, "a whole number is for a number"),
            "null" => IsPointer(type) ? new NullParameter() : Refuse(subject, "only a pointer can be null"),
            "token" => new TokenParameter(),
            "cursor" => context.Index.Pointee(type) is not null ? new CursorParameter() : Refuse(subject, "a cursor is a pointer to a struct"),
            "cookie" => context.IsUntyped(type) ? new CookieParameter(note.IsNullable) : Refuse(subject, "a cookie is a 'void *'"),
            "string" => !context.IsConstantText(type) ? Refuse(subject, "'string' is for 'const char *'")
                : note.IsStatic ? new StaticTextParameter(note.IsNullable) : new TextParameter(note.IsNullable),
            "inout" => Record(subject, isStatic: false) is { } record ? new RecordParameter(record, true) : null,
            "out" => Out(subject),
            "consumed" => Consumed(subject),
            "retained" => Retained(subject),
            "callback" => _callbacks.Bind(subject.Name, type, note, subject.Declaration) is { } callback ? new CallbackParameter(callback, note.Lifetime!) : null,
            "callbacks" => Table(subject),
            "counted" => Counted(subject),
            "argument" => Argument(subject),
            "opaque" => new OpaqueParameter(note.Literal!),
            "same" => IsParameter(subject, note.Name!, subject.Keys, "the beginning call") ? new KeyParameter(note.Name!.Text) : null,
            _ when note.IsStatic => Record(subject, isStatic: true) is { } record ? new StaticRecordParameter(record) : null,
            _ => Handle(subject) is { } handle ? new BorrowedParameter(handle, note.IsNullable, note.State) : null,
        };
    }

    /// <summary>Whether the words beside the one that decides go with it.</summary>
    private bool AreModifiersSensible(ParameterNote note)
    {
        var wrong =
            note.IsNullable && note.Kind is not ("" or "borrowed" or "string" or "retained" or "callback" or "callbacks" or "cookie" or "consumed" or "counted") ? "nullable"
            : note.IsStatic && note.Kind is not ("" or "string") ? "static"
            : note.IsStatic && note.Kind.Length == 0 && (note.IsNullable || note.State is not null) ? "static"
            : note.StopsOnNonzero && note.Kind != "callback" ? "stops on nonzero"
            : note.IsAtomic && note.Kind != "callback" ? "context atomic"
            : note.State is not null && note.Kind is not ("" or "borrowed" or "retained") ? "requires"
            : null;
        if (wrong is not null)
            context.Error(
                DiagnosticKinds.Contradiction, note.Clause.Span,
                note.Kind.Length == 0 ? $"'{wrong}' does not go with the rest of the note" : $"'{wrong}' says nothing beside '{note.Kind}'", "Leave one of them out.");
        return wrong is null;
    }

    private ParameterFact? Out(Subject subject)
    {
        var (note, type) = (subject.Note, subject.Type);
        if (context.Index.Resolve(type) is not CPointerType { Pointee: { IsConst: false } pointee })
            return Refuse(subject, "'out' is for a pointer that C writes through");
        if (context.Index.Resolve(pointee) is CPointerType)
        {
            if (context.HandleOf(context.Index.Pointee(pointee)) is not { } handle)
                return Refuse(subject, "it is written a pointer to nothing that a 'handle' item names");
            if (note.IsOwned)
                return note.Name is null || IsReleasedBy(note.Name, pointee) ? new OutHandleParameter(handle, null) : null;
            if (note.Name is { } owner)
                return IsSibling(subject, owner) ? new OutHandleParameter(handle, owner.Text) : null;
            context.Error(
                DiagnosticKinds.MissingOwnership, note.Clause.Span, $"C writes a '{handle}' to '{subject.Name}', and nothing says who owns it",
                $"Write '{subject.Name}: out owned' or '{subject.Name}: out borrowed from PARAMETER'.", subject.Declaration);
            return null;
        }
        if (note.IsOwned || note.Name is not null)
            return Refuse(subject, "only a pointer to an object is owned or borrowed");
        return context.IsScalar(pointee) ? new OutParameter(note.EvenOnFailure) : Refuse(subject, "'out' is for a pointer to a number or to a pointer that C writes");
    }

    private bool IsReleasedBy(Word release, CType type)
    {
        if (context.Function(release, isOnlyRule: false) is not { } function)
            return false;
        if (function.Parameters is [var only] && context.Index.Pointee(only.Type) == context.Index.Pointee(type))
            return true;
        context.Error(DiagnosticKinds.Contradiction, release.Span, $"'{function.Name}' does not take such an object alone, so it cannot release one", null, function);
        return false;
    }

    private ParameterFact? Consumed(Subject subject) =>
        Handle(subject) is not { } handle ? null
        : subject.Note.OnFailure ? new ConsumedOnFailureParameter(handle)
        : new ConsumedParameter(handle, subject.Note.OnSuccess, subject.Note.IsNullable);

    private RetainedParameter? Retained(Subject subject)
    {
        if (!IsPointer(subject.Type))
        {
            Refuse(subject, "only a pointer is retained");
            return null;
        }
        var handle = context.HandleOf(context.Index.Pointee(subject.Type));
        if (handle is null && subject.Note.State is not null)
        {
            Refuse(subject, "it points to nothing that a 'handle' item names, so it has no state");
            return null;
        }
        return new RetainedParameter(handle, subject.Note.IsNullable, subject.Note.Lifetime!, subject.Note.State);
    }

    private ParameterFact? Table(Subject subject)
    {
        var name = subject.Note.Name!;
        // The table's own pointer, or the cookie that its functions are called with.
        return context.IsUntyped(subject.Type) || context.TableOf(context.Index.Pointee(subject.Type)) == name.Text
            ? new CallbackTableParameter(name.Text, subject.Note.Lifetime!, subject.Note.IsNullable)
            : Refuse(subject, $"'{name.Text}' is another struct");
    }

    private ParameterFact? Counted(Subject subject) =>
        !IsPointer(subject.Type) ? Refuse(subject, "only a pointer is counted")
        : IsSibling(subject, subject.Note.Name!) ? new BufferParameter(subject.Note.Name!.Text, subject.Note.IsNullable) : null;

    private ParameterFact? Argument(Subject subject)
    {
        if (!context.IsUntyped(subject.Type))
            return Refuse(subject, "the argument of an ioctl is a 'void *'");
        if (subject.Declaration is CRecord element && MemberPath.Find(context.Index, element, subject.Note.Name!.Text) is { } command && context.IsScalar(command.Type))
            return new IoctlDataParameter(command);
        context.Error(DiagnosticKinds.UnknownSymbol, subject.Note.Name!.Span, $"'{subject.Declaration.Name}' has no number '{subject.Note.Name.Text}'", "Name the member that has the ioctl's command.", subject.Declaration);
        return null;
    }

    private bool IsSibling(Subject subject, Word name) =>
        IsParameter(subject, name, [.. subject.Siblings.Where(sibling => sibling != subject.Name)], $"'{subject.Declaration.Name}', beside '{subject.Name}',");

    private bool IsParameter(Subject subject, Word name, IReadOnlyList<string> candidates, string what)
    {
        if (candidates.Contains(name.Text, StringComparer.Ordinal))
            return true;
        var nearest = NearestName.Find(name.Text, candidates);
        context.Error(
            DiagnosticKinds.UnknownParameter, name.Span, $"{what} has no parameter '{name.Text}'", nearest is null ? null : $"Did you mean '{nearest}'?", subject.Declaration);
        return false;
    }

    private string? Record(Subject subject, bool isStatic)
    {
        if (context.RecordOf(context.Index.Pointee(subject.Type)) is { } record && BindingContext.IsStatic(record) == isStatic)
            return record.Name.Text;
        Refuse(subject, isStatic
            ? "'static' is for a pointer to a struct that a 'record' item with 'static' names"
            : "'inout' is for a pointer to a struct that a 'record' item without 'static' names");
        return null;
    }

    private string? Handle(Subject subject)
    {
        if (context.HandleOf(context.Index.Pointee(subject.Type)) is { } handle)
            return handle;
        Refuse(subject, "it points to nothing that a 'handle' item names");
        return null;
    }

    private ParameterFact? Refuse(Subject subject, string why)
    {
        context.Error(
            DiagnosticKinds.Contradiction, subject.Note.Clause.Span, $"parameter '{subject.Name}' is a '{TypeNotation.Print(subject.Type)}': {why}", null, subject.Declaration);
        return null;
    }

    private bool IsPointer(CType type) => context.Index.Resolve(type) is CPointerType;

    private string Suggestion(CType type) =>
        context.IsConstantText(type) ? "string"
        : context.RecordOf(context.Index.Pointee(type)) is { } record ? BindingContext.IsStatic(record) ? "static" : "inout"
        : context.TableOf(context.Index.Pointee(type)) is { } table ? $"callbacks {table} until FUNCTION"
        : context.FunctionOf(type) is not null ? "callback during call"
        : context.IsUntyped(type) ? "cookie"
        : context.Index.Resolve(type) is CPointerType { Pointee: { IsConst: false } pointee } && context.IsScalar(pointee) && !context.IsCharacter(pointee) ? "out"
        : "null";

    private sealed record Subject(string Name, CType Type, ParameterNote Note, CDeclaration Declaration, IReadOnlyList<string> Siblings, IReadOnlyList<string> Keys);
}
