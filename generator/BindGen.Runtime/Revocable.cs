using System.Runtime.CompilerServices;

namespace BindGen.Runtime;

/// <summary>
/// A resource that ends when its device is unbound, however many references to it are held then: accesses that are under way are
/// waited for, later ones are refused. It belongs to the <see cref="RevocableSet"/> of the device.
/// </summary>
public abstract class Revocable : IDisposable
{
    private const int Live = 0;
    private const int Revoked = 1;
    private const int Ended = 2;

    private readonly RevocableSet _set;
    private int _state;

    private protected Revocable(RevocableSet set) => _set = set;

    /// <summary>Whether it was revoked. Another thread can do so at any time: for diagnostics only.</summary>
    public bool IsRevoked => Volatile.Read(ref _state) != Live;

    /// <summary>What the slots of its users hold.</summary>
    internal long Identity { get; } = SlotBlock.NewIdentity();

    /// <summary>The thread that ends it, once that is decided. Guarded by the set.</summary>
    internal int Revoker { get; private set; }

    /// <summary>The native object whose registration this ends; 0 when it ends none.</summary>
    internal virtual nint Registered => 0;

    internal bool IsEnded => Volatile.Read(ref _state) == Ended;

    internal bool IsBeingRevokedHere => Revoker == Environment.CurrentManagedThreadId && !IsEnded;

    /// <summary>Revokes this resource alone, ahead of its device, and returns when it is torn down, by whichever thread.</summary>
    /// <exception cref="SelfDeadlockException">The calling thread is inside a guard or an access, tears this resource down, or tears down
    /// another one that the thread waits for which tears this one down.</exception>
    /// <exception cref="InvalidOperationException">The calling thread is in a callback that must not sleep, and the teardown may.</exception>
    /// <exception cref="AggregateException">The teardown threw; the resource is gone all the same.</exception>
    public void Dispose()
    {
        RefuseInCallback();
        if (Blocking is { } function)
            AtomicContext.ThrowIfAtomic(function);
        SelfDeadlockException.ThrowIfInsideGuard(GetType());
        _set.End(this);
    }

    /// <summary>The C function that gives the resource back, where it may sleep.</summary>
    protected virtual string? Blocking => null;

    /// <summary>Refuses a thread that is in a callback which lives as long as the resource.</summary>
    private protected virtual void RefuseInCallback()
    {
    }

    /// <summary>Refuses accesses from now on. True for the one caller who must end the resource. The set is locked.</summary>
    internal bool TryRevoke()
    {
        if (_state != Live)
            return false;
        Revoker = Environment.CurrentManagedThreadId;
        Volatile.Write(ref _state, Revoked);
        return true;
    }

    /// <summary>Nobody is inside: gives the resource back.</summary>
    internal void End()
    {
        try
        {
            TearDown();
        }
        finally
        {
            Volatile.Write(ref _state, Ended);
        }
    }

    private protected abstract void TearDown();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected unsafe bool TryPublish(out Slot* slot)
    {
        slot = SlotBlock.Publish(Identity);
        if (Volatile.Read(ref _state) == Live)
            return true;
        Withdraw(slot);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe void Withdraw(Slot* slot)
    {
        SlotBlock.Withdraw(slot);
        if (Volatile.Read(ref _state) != Live)
            WakeRevoker();
    }

    /// <summary>Ends an access. A call, so that the finally blocks which it is for stay small: the compiler doubles those, and calls others.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal unsafe void Leave(Slot* slot)
    {
        slot->Version = 0;
        Withdraw(slot);
    }

    // Who revokes looks for users with the set locked: either it finds the slot empty, or it waits already and is woken.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WakeRevoker()
    {
        if (!IsEnded)
            _set.Wake();
    }
}
