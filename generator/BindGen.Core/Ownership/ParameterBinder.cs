using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Decides what a parameter means from its C type and its note.</summary>
internal sealed class ParameterBinder(BindingContext context)
{
    private static readonly string[] Words =
        ["borrowed", "nullable", "string", "null", "out", "inout", "static", "token", "consumed"];

    private static readonly string[] LaterWords =
        ["cookie", "callback", "callbacks", "retained", "counted"];

    /// <returns>Null after an error was reported.</returns>
    public ParameterFact? Bind(string name, CType type, Clause? note, SourceSpan rule, CDeclaration declaration) =>
        note is null ? Default(name, type, rule, declaration) : Noted(name, type, note, declaration);

    private ParameterFact? Default(string name, CType type, SourceSpan rule, CDeclaration declaration)
    {
        if (context.HandleOf(context.Index.Pointee(type)) is { } handle)
            return new BorrowedParameter(handle, false);
        if (IsScalar(type))
            return new ValueParameter();
        context.Error(
            DiagnosticKinds.MissingOwnership, rule,
            $"parameter '{name}' of '{declaration.Name}' is a '{TypeNotation.Print(type)}', and nothing says who owns it",
            $"Write '{name}: {Suggestion(type)}', or skip '{declaration.Name}' with a reason.", declaration);
        return null;
    }

    private ParameterFact? Noted(string name, CType type, Clause note, CDeclaration declaration)
    {
        var reader = new ClauseReader(note);
        if (reader.Take(WordKind.String) is { } constant)
            return Finish(reader, IsText(type) ? new ConstantTextParameter(constant.Text) : Contradiction(note, name, type, "text in quotes is for 'const char *'", declaration));
        if (reader.Take("null"))
            return Finish(reader, context.Index.Resolve(type) is CPointerType ? new NullParameter() : Contradiction(note, name, type, "only a pointer can be null", declaration));
        if (reader.Take("token"))
            return Finish(reader, new TokenParameter());
        if (reader.Take("out", "even", "on", "failure"))
            return Finish(reader, Out(name, type, note, declaration, evenOnFailure: true));
        if (reader.Take("out"))
            return Finish(reader, Out(name, type, note, declaration, evenOnFailure: false));
        if (reader.Take("inout"))
            return Finish(reader, Record(name, type, note, declaration));
        if (reader.Take("static"))
            return Finish(reader, Static(name, type, note, declaration));
        if (reader.Take("consumed", "on", "failure"))
            return Later(note, "consumed on failure");
        if (reader.Take("consumed", "on", "success"))
            return Finish(reader, Consumed(name, type, note, declaration, onSuccess: true));
        if (reader.Take("consumed"))
            return Finish(reader, Consumed(name, type, note, declaration, onSuccess: false));

        var nullable = reader.Take("nullable");
        if (reader.Take("string"))
        {
            nullable |= reader.Take("nullable");
            return Finish(reader, Text(name, type, note, declaration, nullable));
        }
        var borrowed = reader.Take("borrowed");
        nullable |= reader.Take("nullable");
        if (nullable || borrowed)
            return Finish(reader, Borrowed(name, type, note, declaration, nullable));
        return Unknown(reader);
    }

    private ParameterFact? Out(string name, CType type, Clause note, CDeclaration declaration, bool evenOnFailure) =>
        context.Index.Resolve(type) is CPointerType { Pointee: { IsConst: false } pointee } && IsScalar(pointee)
            ? new OutParameter(evenOnFailure)
            : Contradiction(note, name, type, "'out' is for a pointer to a number that C writes", declaration);

    private ParameterFact? Text(string name, CType type, Clause note, CDeclaration declaration, bool nullable) =>
        IsText(type) ? new TextParameter(nullable) : Contradiction(note, name, type, "'string' is for 'const char *'", declaration);

    private ParameterFact? Record(string name, CType type, Clause note, CDeclaration declaration) =>
        context.RecordOf(context.Index.Pointee(type)) is { } record && !BindingContext.IsStatic(record)
            ? new RecordParameter(record.Name.Text, true)
            : Contradiction(note, name, type, "'inout' is for a pointer to a struct that a 'record' item without 'static' names", declaration);

    private ParameterFact? Static(string name, CType type, Clause note, CDeclaration declaration) =>
        context.RecordOf(context.Index.Pointee(type)) is { } record && BindingContext.IsStatic(record)
            ? new StaticRecordParameter(record.Name.Text)
            : Contradiction(note, name, type, "'static' is for a pointer to a struct that a 'record' item with 'static' names", declaration);

    private ParameterFact? Borrowed(string name, CType type, Clause note, CDeclaration declaration, bool nullable) =>
        context.HandleOf(context.Index.Pointee(type)) is { } handle
            ? new BorrowedParameter(handle, nullable)
            : Contradiction(note, name, type, "it points to nothing that a 'handle' item names", declaration);

    private ParameterFact? Consumed(string name, CType type, Clause note, CDeclaration declaration, bool onSuccess) =>
        context.HandleOf(context.Index.Pointee(type)) is { } handle
            ? new ConsumedParameter(handle, onSuccess)
            : Contradiction(note, name, type, "it points to nothing that a 'handle' item names", declaration);

    private ParameterFact? Finish(ClauseReader reader, ParameterFact? fact) => fact is null || reader.AtEnd ? fact : Unknown(reader);

    private ParameterFact? Unknown(ClauseReader reader)
    {
        if (LaterWords.Contains(reader.Text, StringComparer.Ordinal))
            return Later(reader.Clause, reader.Text);
        var nearest = NearestName.Find(reader.Text, Words);
        context.Error(
            DiagnosticKinds.UnknownWord, reader.Span, $"'{reader.Text}' says nothing of a parameter here",
            nearest is null ? $"A parameter is one of: {string.Join(", ", Words)}, or a string in quotes." : $"Did you mean '{nearest}'?");
        return null;
    }

    private ParameterFact? Later(Clause note, string word)
    {
        context.Error(
            DiagnosticKinds.Unsupported, note.Span, $"'{word}' on a parameter is part of the language, but not generated yet",
            "Skip the function with that reason until it is.");
        return null;
    }

    private ParameterFact? Contradiction(Clause note, string name, CType type, string why, CDeclaration declaration)
    {
        context.Error(
            DiagnosticKinds.Contradiction, note.Span, $"parameter '{name}' is a '{TypeNotation.Print(type)}': {why}", null, declaration);
        return null;
    }

    private string Suggestion(CType type) =>
        IsText(type) ? "string"
        : context.RecordOf(context.Index.Pointee(type)) is { } record ? BindingContext.IsStatic(record) ? "static" : "inout"
        : context.Index.Resolve(type) is CPointerType { Pointee: { IsConst: false } pointee } && IsScalar(pointee) && !IsChar(pointee) ? "out"
        : "null";

    private bool IsText(CType type) =>
        context.Index.Resolve(type) is CPointerType pointer && IsChar(pointer.Pointee) && context.Index.Resolve(pointer.Pointee).IsConst;

    private bool IsChar(CType type) => context.Index.Resolve(type) is CBuiltinType { Kind: CBuiltin.Char };

    private bool IsScalar(CType type) => context.Index.Resolve(type) switch
    {
        CBuiltinType { Kind: CBuiltin.Void or CBuiltin.VaList or CBuiltin.LongDouble or CBuiltin.Float128 or CBuiltin.Float16 } => false,
        CBuiltinType => true,
        CNamedType { Tag: CTag.Enum } => true,
        _ => false,
    };
}
