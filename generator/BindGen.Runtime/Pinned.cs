using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace BindGen.Runtime;

/// <summary>Keeps the native object of a handle alive for the length of one call, on the calling thread. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe ref struct Pinned
{
    private OwnedHandle? _handle;
    private readonly Slot* _slot;

    /// <param name="handle">The handle; null pins nothing and gives a null <see cref="Pointer"/>.</param>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pinned(OwnedHandle? handle)
    {
        if (handle is null)
            return;
        _slot = handle.Pin();
        _handle = handle;
        Pointer = handle.Pointer;
    }

    /// <summary>The native object, valid until <see cref="Dispose"/>.</summary>
    public nint Pointer { get; private set; }

    /// <summary>Refuses to enter a guard that a thread must not take twice.</summary>
    /// <param name="function">The C function that enters.</param>
    /// <exception cref="SelfDeadlockException">This thread is inside a guard of the object.</exception>
    public readonly void ThrowIfEntered(string function)
    {
        if (SlotBlock.IsEnteredHere(Pointer))
            throw new SelfDeadlockException($"{function} would wait for this thread, which is inside a guard of the same object.");
    }

    /// <summary>Turns the pin of an object that C has entered into a guard, which ends it; <see cref="Dispose"/> does nothing then.</summary>
    public GuardEntry Enter()
    {
        var entry = new GuardEntry(_handle!, _slot);
        _handle = null;
        Pointer = 0;
        return entry;
    }

    /// <summary>Ends the pin; the handle's release runs here when it was disposed meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        var handle = _handle;
        if (handle is null)
            return;
        _handle = null;
        Pointer = 0;
        handle.Unpin(_slot);
    }
}
