namespace BindGen.Runtime;

/// <summary>How many guards the current thread is inside. Ending a registration waits for guards, so it must not happen inside one.</summary>
internal static class GuardDepth
{
    [ThreadStatic]
    private static int _depth;

    public static void Enter() => _depth++;

    public static void Exit() => _depth--;

    public static void ThrowIfInside(Type registration)
    {
        if (_depth > 0)
            throw new InvalidOperationException($"{registration.Name} cannot end inside a guard of the same thread: it would wait for itself.");
    }
}
