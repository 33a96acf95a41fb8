namespace BindGen.Ownership;

/// <summary>How long C keeps what it was given.</summary>
internal abstract record Lifetime
{
    /// <summary>As the rules say it, to be read after <c>kept</c>.</summary>
    public abstract string Words { get; }
}

internal sealed record CallLifetime : Lifetime
{
    public override string Words => "during the call";
}

/// <param name="Function">The C function that ends it.</param>
internal sealed record FunctionLifetime(string Function) : Lifetime
{
    public override string Words => $"until {Function}";
}

/// <summary>Until the driver of the device is unbound.</summary>
internal sealed record BindingLifetime : Lifetime
{
    public override string Words => "until the device is unbound";
}

/// <summary>Until the last reference to the receiver is put.</summary>
internal sealed record ReceiverLifetime : Lifetime
{
    public override string Words => "until the last reference is put";
}

/// <param name="Item">The handle or registration; null for what the call returns.</param>
internal sealed record ObjectLifetime(string? Item) : Lifetime
{
    public override string Words => Item is null ? "while the result lives" : $"while the {Item} lives";
}

internal sealed record EndlessLifetime : Lifetime
{
    public override string Words => "for ever";
}
