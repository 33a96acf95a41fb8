namespace BindGen.Runtime;

/// <summary>Whether this thread runs where C must not sleep: inside a callback that C calls with a spinlock held or from an interrupt.</summary>
public static class AtomicContext
{
    [ThreadStatic]
    private static int _depth;

    /// <summary>Whether the calling thread must not sleep now.</summary>
    public static bool IsAtomic => _depth > 0;

    /// <summary>Refuses a call that may sleep, before it is made. For generated code.</summary>
    /// <param name="function">The C function that may sleep.</param>
    /// <exception cref="InvalidOperationException">The calling thread is in atomic context.</exception>
    public static void ThrowIfAtomic(string function)
    {
        if (IsAtomic)
            throw new InvalidOperationException($"{function} may sleep, and this thread is inside a callback that must not.");
    }

    internal static void Enter() => _depth++;

    internal static void Leave() => _depth--;
}
