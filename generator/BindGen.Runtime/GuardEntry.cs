using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace BindGen.Runtime;

/// <summary>
/// What the copies of one guard share: a slot of their thread, and the version that the slot has while the guard is entered.
/// Being a ref struct it stays on that thread, and a copy that comes too late finds another version. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct GuardEntry
{
    private readonly OwnedHandle _handle;
    private readonly Slot* _slot;
    private readonly long _version;

    internal GuardEntry(OwnedHandle handle, Slot* slot)
    {
        _handle = handle;
        _slot = slot;
        _version = SlotBlock.Enter(slot, handle.Pointer);
    }

    /// <summary>Whether the guard still protects.</summary>
    public bool IsEntered => _slot is not null && _slot->Version == _version;

    /// <summary>The native object that was entered, valid while the guard is, and between <see cref="TryExit"/> and <see cref="Exit"/>.</summary>
    public nint Pointer => _handle.Pointer;

    /// <summary>The native object that was entered.</summary>
    /// <exception cref="ObjectDisposedException">The guard was left, or was made by <c>default</c>.</exception>
    public nint Entered => IsEntered ? Pointer : throw new ObjectDisposedException(nameof(GuardEntry), "This guard was left, or was made by 'default'.");

    /// <summary>Refuses a guard as proof that an object is locked.</summary>
    /// <param name="pointer">The object.</param>
    /// <param name="function">The C function that needs the lock.</param>
    /// <exception cref="WrongLockException">The guard is another object's, was left, or was made by <c>default</c>.</exception>
    public void ThrowUnlessFor(nint pointer, string function)
    {
        if (!IsEntered)
            throw new WrongLockException($"{function} needs a guard that is entered; this one was left, or made by 'default'.");
        if (Pointer != pointer)
            throw new WrongLockException($"{function} needs the guard of its own object; this one is another's.");
    }

    /// <summary>Hands on what the guard lends.</summary>
    /// <param name="pointer">What is lent.</param>
    /// <exception cref="ObjectDisposedException">The guard was left. An entry that is no guard's lends without an end.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Lend(nint pointer)
    {
        if (_slot is not null && _slot->Version != _version)
            RefuseToLend();
        return pointer;
    }

    /// <summary>Refuses a call that waits for guards, or takes what a guard stands for, while this thread is inside one.</summary>
    /// <param name="function">The C function.</param>
    /// <exception cref="SelfDeadlockException">This thread is inside a guard or an access.</exception>
    public static void ThrowIfInside(string function)
    {
        if (SlotBlock.IsInsideGuard)
            throw new SelfDeadlockException($"{function} cannot be called inside a guard or an access of the same thread: it could wait for it.");
    }

    /// <summary>Whether the caller is the one who must tell C to exit: true for the first of all copies.</summary>
    public bool TryExit()
    {
        if (!IsEntered)
            return false;
        _slot->Version = 0;
        return true;
    }

    /// <summary>C has exited.</summary>
    public void Exit() => _handle.Unpin(_slot);

    [DoesNotReturn]
    private static void RefuseToLend() => throw new ObjectDisposedException(nameof(GuardEntry), "The guard that lent this was left.");
}
