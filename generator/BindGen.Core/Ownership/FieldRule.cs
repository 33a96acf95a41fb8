using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>The rule of one field of a record.</summary>
internal sealed class FieldRule(
    BindingContext context,
    PhraseBinder phrases,
    CallbackMemberBinder callbacks,
    BlockItem item,
    CRecord record,
    CField field,
    SymbolMember member,
    ValueRecordModel said)
{
    private readonly ImmutableArray<Clause> _clauses = [.. member.Clauses.Where(clause => !BindingContext.IsVersionClause(clause))];

    /// <returns>Null after an error was reported.</returns>
    public FieldFact? Bind()
    {
        if (_clauses.FirstOrDefault(clause => clause.Words is [{ Text: "callback" }]) is { } callback)
            return Callback(callback);
        if (member.Rule.Parameters is not null || member.Result.Length > 0)
        {
            Report(DiagnosticKinds.Contradiction, member.Span, $"'.{field.Name}' has parameters or a result, which only a callback has", $"Write '.{field.Name}(…) callback;'.");
            return null;
        }
        return _clauses switch
        {
            [] => Number(),
            [{ Words: [{ Text: "string" }] }] => Text(isRequired: false),
            [{ Words: [{ Text: "string" }] }, { Words: [{ Text: "required" }] }] => Text(isRequired: true),
            [{ Words: [{ Text: "callbacks" }, { Kind: WordKind.Name } table] }] => Table(table),
            [{ Words: [{ Text: "is" or "record" or "array" }, ..] } fixedForEver] => new StaticFieldRule(context, item, record, field, fixedForEver, said.IsStatic).Bind(),
            [{ Words: [{ Text: "retained" }, ..] } retained, .. var rest] => Retained(retained, rest),
            [var other, ..] => Unknown(other),
        };
    }

    private FieldFact? Number()
    {
        if (context.IsScalar(field.Type))
            return new NumberField();
        Report(
            DiagnosticKinds.MissingOwnership, member.Span, $"'{record.Name}.{field.Name}' is a '{TypeNotation.Print(field.Type)}', and nothing says who owns it", Suggestion());
        return null;
    }

    private string Suggestion()
    {
        var skip = $"'.{field.Name} skip \"why\"'";
        return context.FunctionOf(field.Type) is not null ? $"Write '.{field.Name}(…) callback;', or {skip}."
            : context.TableOf(context.Index.Pointee(field.Type)) is { } table ? $"Write '.{field.Name} callbacks {table};', or {skip}."
            : context.HandleOf(context.Index.Pointee(field.Type)) is not null && !said.IsStatic ? $"Write '.{field.Name} retained while OWNER;', or {skip}."
            : said.IsStatic && context.IsText(field.Type) ? $"Write '.{field.Name} string;', or {skip}."
            : $"Write {skip}.";
    }

    private FieldFact? Text(bool isRequired)
    {
        if (said.IsStatic && context.IsText(field.Type))
            return new StaticTextField(isRequired);
        Report(
            DiagnosticKinds.Contradiction, _clauses[0].Span,
            said.IsStatic ? $"'{record.Name}.{field.Name}' is a '{TypeNotation.Print(field.Type)}', which is no text" : $"'{item.Name.Text}' is no static record, so nothing keeps the text of '.{field.Name}'",
            said.IsStatic ? null : "Write 'static;' in the block when C keeps the record for ever, or skip the field with a reason.");
        return null;
    }

    private FieldFact? Table(Word table)
    {
        if (!context.IsTable(table))
            return null;
        if (context.TableOf(context.Index.Pointee(field.Type)) == table.Text)
            return new CallbackTableField(table.Text);
        Report(DiagnosticKinds.Contradiction, table.Span, $"'{record.Name}.{field.Name}' is a '{TypeNotation.Print(field.Type)}', and '{table.Text}' is another struct", null);
        return null;
    }

    private FieldFact? Retained(Clause retained, ImmutableArray<Clause> rest)
    {
        var reader = new ClauseReader(retained);
        reader.Take("retained");
        if (phrases.Lifetime(reader, "retained") is not { } lifetime)
            return null;
        if (!reader.AtEnd)
            return Unknown(retained);
        string? state = null;
        foreach (var clause in rest)
        {
            var next = new ClauseReader(clause);
            if (!next.Take("requires") || state is not null)
                return Unknown(clause);
            if ((state = phrases.State(next)) is null)
                return null;
            if (!next.AtEnd)
                return Unknown(clause);
        }
        if (said.IsStatic || context.HandleOf(context.Index.Pointee(field.Type)) is not { } handle)
        {
            Report(
                DiagnosticKinds.Contradiction, retained.Span,
                said.IsStatic ? $"'{item.Name.Text}' lives for ever, so nothing ends what '.{field.Name}' retains" : $"'{record.Name}.{field.Name}' is a '{TypeNotation.Print(field.Type)}', which points to nothing that a 'handle' item names",
                $"Write '.{field.Name} skip \"why\";'.");
            return null;
        }
        return new RetainedHandleField(handle, lifetime, state);
    }

    private FieldFact? Callback(Clause word)
    {
        if (said.Cookie != CookiePlace.Unknown)
            return callbacks.Bind(member, record, field, _clauses.Remove(word), said.Cookie, isAtomic: false) is { } callback ? new CallbackField(callback) : null;
        Report(
            DiagnosticKinds.CallbackWithoutCookie, member.Span, $"nothing says how the callback '.{field.Name}' of '{item.Name.Text}' finds its C# object", "Write 'cookie in HANDLE.MEMBER;' in the block, or 'cookie container;' where no member leads to it.");
        return null;
    }

    private FieldFact? Unknown(Clause clause)
    {
        phrases.Unknown(new ClauseReader(clause), WordPlace.Field, "a field");
        return null;
    }

    private void Report(DiagnosticKind kind, SourceSpan span, string message, string? help) => context.Error(kind, span, message, help, record);
}
