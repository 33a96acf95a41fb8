namespace BindGen.Runtime;

/// <summary>Something that waits for guards, accesses or an end under way was called where it would wait for its own thread.</summary>
/// <param name="message">What waits for what.</param>
public sealed class SelfDeadlockException(string message) : InvalidOperationException(message)
{
    internal static void ThrowIfInsideGuard(Type ending)
    {
        if (SlotBlock.IsInsideGuard)
            throw new SelfDeadlockException($"{ending.Name} cannot end inside a guard or an access of the same thread: it would wait for itself.");
    }
}
