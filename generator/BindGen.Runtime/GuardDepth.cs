namespace BindGen.Runtime;

/// <summary>How many guards the current thread is inside. Ending a registration waits for guards, so it must not happen inside one.</summary>
internal static class GuardDepth
{
    [ThreadStatic]
    private static int depth;

    public static void Enter() => depth++;

    public static void Exit() => depth--;

    public static void ThrowIfInside(Type registration)
    {
        if (depth > 0)
            throw new InvalidOperationException($"{registration.Name} cannot end inside a guard of the same thread: it would wait for itself.");
    }
}
