using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>What the clauses after the arrow say, before they are compared with the type of the result.</summary>
internal sealed record ResultNote
{
    public static ResultNote Empty { get; } = new();

    public bool IsOwned { get; init; }

    public bool IsBorrowed { get; init; }

    public bool IsNullable { get; init; }

    public bool IsErrorPointer { get; init; }

    public bool IsErrno { get; init; }

    public bool IsBoolean { get; init; }

    public bool IsText { get; init; }

    public string Reason { get; init; } = "";

    public string? Positive { get; init; }

    /// <summary>The function after <c>owned by</c>.</summary>
    public Word? Release { get; init; }

    /// <summary>The handle after <c>borrowed</c>.</summary>
    public Word? Lent { get; init; }

    /// <summary>The parameter after <c>borrowed from</c>.</summary>
    public Word? From { get; init; }

    public Lifetime? Until { get; init; }

    /// <summary>The parameter after <c>counted by</c>.</summary>
    public Word? Count { get; init; }

    /// <summary>The parameter after <c>times</c>.</summary>
    public Word? Times { get; init; }

    /// <summary>The path after <c>revocable with</c>.</summary>
    public Word? Device { get; init; }

    public bool IsEmpty => this == Empty;

    /// <summary>Whether something is said that only a pointer can be.</summary>
    public bool IsPointer => IsOwned || IsBorrowed || IsNullable || IsErrorPointer || IsText || Count is not null || Device is not null;
}

/// <summary>Reads the clauses of results.</summary>
internal sealed class ResultNoteReader(BindingContext context, PhraseBinder phrases)
{
    /// <returns>Null after an error was reported.</returns>
    public ResultNote? Read(ImmutableArray<Clause> clauses)
    {
        ResultNote? note = ResultNote.Empty;
        foreach (var clause in clauses.Where(clause => !BindingContext.IsVersionClause(clause)))
        {
            var reader = new ClauseReader(clause);
            while (note is not null && !reader.AtEnd)
                note = Next(reader, note);
        }
        return note;
    }

    private ResultNote? Next(ClauseReader reader, ResultNote note)
    {
        var span = reader.Span;
        if (reader.Take("owned"))
            return phrases.IsFirst(note.IsOwned, "owned", span) ? Owned(reader, note with { IsOwned = true }) : null;
        if (reader.Take("borrowed"))
            return phrases.IsFirst(note.IsBorrowed, "borrowed", span) ? Borrowed(reader, note with { IsBorrowed = true }) : null;
        if (reader.Take("nullable"))
            return phrases.IsFirst(note.IsNullable, "nullable", span) ? note with { IsNullable = true } : null;
        if (reader.Take("errptr"))
            return phrases.IsFirst(note.IsErrorPointer, "errptr", span) ? note with { IsErrorPointer = true } : null;
        if (reader.Take("errno"))
            return phrases.IsFirst(note.IsErrno, "errno", span) ? note with { IsErrno = true } : null;
        if (reader.Take("bool"))
            return phrases.IsFirst(note.IsBoolean, "bool", span) ? note with { IsBoolean = true } : null;
        if (reader.Take("string"))
            return note with { IsText = true };
        if (reader.Take("unstable"))
            return reader.Take(WordKind.String) is { } reason ? note with { IsText = true, Reason = reason.Text } : Unknown(reader);
        if (reader.Take("positive"))
            return reader.Take(WordKind.String) is { Text.Length: > 0 } meaning ? note with { Positive = meaning.Text } : Unknown(reader);
        if (reader.Take("counted", "by"))
            return reader.Take(WordKind.Name) is { } count ? Counted(reader, note with { Count = count }) : Unknown(reader);
        if (reader.Take("revocable", "with"))
            return reader.Take(WordKind.Name) is { } device ? note with { Device = device } : Unknown(reader);
        return Unknown(reader);
    }

    private ResultNote? Counted(ClauseReader reader, ResultNote note) =>
        !reader.Take("times") ? note : reader.Take(WordKind.Name) is { } factor ? note with { Times = factor } : Unknown(reader);

    private ResultNote? Owned(ClauseReader reader, ResultNote note)
    {
        if (!reader.Take("by"))
            return note;
        return reader.Take(WordKind.Name) is { } release ? note with { Release = release } : Unknown(reader);
    }

    /// <summary>The handle's name may follow <c>borrowed</c>, then who lends it, then what ends it.</summary>
    private ResultNote? Borrowed(ClauseReader reader, ResultNote note)
    {
        if (reader.Text is not ("from" or "until") && reader.TakeName(WordPlace.Result) is { } name)
        {
            if (!context.IsHandle(name, "Name the handle that is lent."))
                return null;
            note = note with { Lent = name };
        }
        if (reader.Take("from"))
        {
            if (reader.Take(WordKind.Name) is not { } owner)
                return Unknown(reader);
            note = note with { From = owner };
        }
        if (reader.Text != "until")
            return note;
        return phrases.Lifetime(reader, "borrowed") is { } until ? note with { Until = until } : null;
    }

    private ResultNote? Unknown(ClauseReader reader)
    {
        phrases.Unknown(reader, WordPlace.Result, "a result");
        return null;
    }
}
