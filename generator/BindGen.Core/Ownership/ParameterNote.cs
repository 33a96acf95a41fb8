using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>What the note of a parameter says, before it is compared with the parameter's type.</summary>
internal sealed record ParameterNote(Clause Clause)
{
    /// <summary>The word that decides what the parameter is; two of them contradict each other.</summary>
    public string Kind { get; init; } = "";

    public string? Literal { get; init; }

    public bool IsNullable { get; init; }

    public bool IsStatic { get; init; }

    public bool EvenOnFailure { get; init; }

    public bool OnSuccess { get; init; }

    public bool OnFailure { get; init; }

    public bool StopsOnNonzero { get; init; }

    public bool IsAtomic { get; init; }

    public bool IsOwned { get; init; }

    public Lifetime? Lifetime { get; init; }

    public string? State { get; init; }

    /// <summary>The other parameter, function or item that the phrase names.</summary>
    public Word? Name { get; init; }
}

/// <summary>Reads the notes of parameters.</summary>
/// <param name="isCallback">Whether they are those of a callback, whose arguments come from C.</param>
internal sealed class ParameterNoteReader(BindingContext context, PhraseBinder phrases, bool isCallback)
{
    /// <returns>Null after an error was reported.</returns>
    public ParameterNote? Read(Clause clause)
    {
        var reader = new ClauseReader(clause);
        ParameterNote? note = new(clause);
        while (note is not null && !reader.AtEnd)
        {
            if (!reader.Take(","))
                note = Next(reader, note);
        }
        return note;
    }

    private ParameterNote? Next(ClauseReader reader, ParameterNote note)
    {
        var word = reader.Text;
        if (reader.Take(WordKind.String) is { } literal)
            return Kind(note, "text in quotes", literal.Span) is { } text ? text with { Literal = literal.Text } : null;
        if (reader.Take(WordKind.Number) is { } number)
            return Kind(note, "a number", number.Span) is { } constant ? constant with { Literal = number.Text } : null;
        var span = reader.Span;
        switch (word)
        {
            case "nullable" when reader.Take(word):
                return phrases.IsFirst(note.IsNullable, word, span) ? note with { IsNullable = true } : null;
            case "static" when reader.Take(word):
                return phrases.IsFirst(note.IsStatic, word, span) ? note with { IsStatic = true } : null;
            case "borrowed" or "string" or "null" or "token" or "inout" or "cookie" or "cursor" when reader.Take(word):
                return Kind(note, word, span);
            case "out" when reader.Take(word):
                return Kind(note, word, span) is { } written ? Out(reader, written) : null;
            case "consumed" when reader.Take(word):
                return Kind(note, word, span) is { } consumed ? consumed with { OnSuccess = reader.Take("on", "success"), OnFailure = reader.Take("on", "failure") } : null;
            case "retained" or "callback" when reader.Take(word):
                return Kind(note, word, span) is { } kept && phrases.Lifetime(reader, word) is { } lifetime ? kept with { Lifetime = lifetime } : null;
            case "callbacks" when reader.Take(word):
                return Kind(note, word, span) is { } table ? Table(reader, table) : null;
            case "counted" when reader.Take(word):
                return Kind(note, word, span) is { } counted ? Counted(reader, counted) : null;
            case "opaque" when reader.Take(word):
                return Kind(note, word, span) is { } opaque ? (reader.Take(WordKind.String) is { Text.Length: > 0 } why ? opaque with { Literal = why.Text } : Unknown(reader)) : null;
            case "same" when reader.Take("same", "as"):
                return Kind(note, word, span) is { } key ? (reader.Take(WordKind.Name) is { } of ? key with { Name = of } : Unknown(reader)) : null;
            case "stops":
                return reader.Take("stops", "on", "nonzero") ? note with { StopsOnNonzero = true } : Unknown(reader);
            case "context":
                return reader.Take("context", "atomic") ? note with { IsAtomic = true } : Unknown(reader);
            case "bound" when isCallback && reader.Take(word):
                return phrases.IsFirst(note.State is not null, word, span) ? note with { State = "Bound" } : null;
            case "argument" when isCallback && reader.Take("argument", "of"):
                return Kind(note, word, span) is { } data ? (reader.Take(WordKind.Name) is { } command ? data with { Name = command } : Unknown(reader)) : null;
            case "requires" when !isCallback && reader.Take(word):
                return phrases.State(reader) is { } state ? note with { State = state } : null;
            default:
                return Unknown(reader);
        }
    }

    private ParameterNote? Out(ClauseReader reader, ParameterNote note)
    {
        if (reader.Take("even", "on", "failure"))
            return note with { EvenOnFailure = true };
        if (reader.Take("owned"))
            return note with { IsOwned = true, Name = reader.Take("by") ? reader.Take(WordKind.Name) : null };
        if (reader.Take("borrowed", "from"))
            return reader.Take(WordKind.Name) is { } owner ? note with { Name = owner } : Unknown(reader);
        return note;
    }

    private ParameterNote? Table(ClauseReader reader, ParameterNote note)
    {
        if (reader.Take(WordKind.Name) is not { } name)
            return Unknown(reader);
        return context.IsTable(name) && phrases.Lifetime(reader, $"callbacks {name.Text}") is { } lifetime ? note with { Name = name, Lifetime = lifetime } : null;
    }

    private ParameterNote? Counted(ClauseReader reader, ParameterNote note) =>
        reader.Take("by") && reader.Take(WordKind.Name) is { } count ? note with { Name = count } : Unknown(reader);

    private ParameterNote? Kind(ParameterNote note, string kind, SourceSpan span)
    {
        if (note.Kind.Length == 0)
            return note with { Kind = kind };
        context.Error(
            DiagnosticKinds.Contradiction, span, note.Kind == kind ? $"'{kind}' is said twice" : $"a parameter cannot be both '{note.Kind}' and '{kind}'", "Keep one of them.");
        return null;
    }

    private ParameterNote? Unknown(ClauseReader reader)
    {
        phrases.Unknown(reader, WordPlace.Parameter, "a parameter");
        return null;
    }
}
