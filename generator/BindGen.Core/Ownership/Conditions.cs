namespace BindGen.Ownership;

/// <summary>What holds for a call beside its arguments and its result.</summary>
internal abstract record Condition
{
    public abstract string Words { get; }
}

/// <summary>A guard must be held, and proves itself by an argument.</summary>
/// <param name="State">The state in which the receiver needs no proof; null when there is none.</param>
internal sealed record GuardRequired(string Guard, string? State = null) : Condition
{
    public override string Words => $"requires {Guard}{(State is null ? "" : $" or {State}")}";
}

/// <summary>The receiver must be borrowed in a state.</summary>
internal sealed record StateRequired(string State) : Condition
{
    public override string Words => $"requires {State}";
}

/// <summary>A guard must not be held, because the function enters it or waits for it.</summary>
internal sealed record GuardExcluded(string Guard) : Condition
{
    public override string Words => $"excludes {Guard}";
}

/// <summary>The function may sleep.</summary>
internal sealed record Blocking : Condition
{
    public override string Words => "may sleep";
}

/// <summary>The function may be called where nothing may sleep.</summary>
internal sealed record AnyContext : Condition
{
    public override string Words => "may be called in atomic context";
}

/// <summary>Something that only the user can keep.</summary>
internal sealed record Acknowledged(HoleModel Hole) : Condition
{
    public override string Words => $"unsafe {Hole.Id}: {Hole.Reason}";
}
