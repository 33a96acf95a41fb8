namespace BindGen.Runtime;

/// <summary>What is known of a borrowed object at compile time. The set is closed: the member below is internal, so no other assembly
/// can implement this interface.</summary>
public interface IHandleState
{
    internal static abstract string Name { get; }
}

/// <summary>The object's memory is valid; nothing more is known.</summary>
public readonly struct Normal : IHandleState
{
    static string IHandleState.Name => nameof(Normal);
}

/// <summary>The object is a device that stays bound to its driver while the borrow lives.</summary>
public readonly struct Bound : IHandleState
{
    static string IHandleState.Name => nameof(Bound);
}
