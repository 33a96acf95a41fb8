namespace BindGen.Runtime;

/// <summary>A C function returned null where its rule says that it never does.</summary>
/// <param name="function">The C symbol.</param>
public sealed class NullResultException(string function) : Exception($"{function} returned null")
{
    /// <summary>The C symbol.</summary>
    public string Function { get; } = function;
}
