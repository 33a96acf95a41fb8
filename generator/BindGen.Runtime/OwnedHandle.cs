using System.Runtime.CompilerServices;

namespace BindGen.Runtime;

/// <summary>
/// A reference to a native object that this process must release exactly once. Disposing is idempotent and safe against
/// calls in flight on other threads: it never waits, and the release runs on the thread of the last of them. Where that thread is in a
/// callback that must not sleep and the release may, a thread of the pool releases.
/// A handle that is collected without having been disposed is reported by <see cref="LeakReport"/>; it is not released, because
/// releasing may sleep or take locks, which the finalizer thread must not.
/// </summary>
/// <remarks>
/// Calls cost no interlocked operation (see <see cref="SlotBlock"/>). What disposing costs: nothing more when the handle was made and
/// only ever used by the disposing thread; otherwise one fence in all threads of the process, some microseconds while others run.
/// Either way it looks into the slots of every thread.
/// <see cref="DisposeAll"/> pays for one fence, however many handles there are.
/// </remarks>
public abstract unsafe class OwnedHandle : IDisposable
{
    private const int Alive = 0;
    private const int Disposed = 1;
    private const int Moving = 2;
    private const int Moved = 4;

    // Who leaves may release only when the fence is behind: before it, a user can be inside whose slot is not visible yet.
    private const int Fenced = 8;
    private const int Released = 16;

    private readonly nint _pointer;
    private readonly IDisposable?[] _retained;
    private readonly long _identity;
    private readonly SlotBlock* _maker;
    private int _isShared;
    private int _isTracked;
    private int _state;

    /// <param name="pointer">The native object, never null; the new handle takes over one reference to it.</param>
    /// <param name="retained">What C keeps a pointer to without taking a reference, and what it may call: ended in this order after this
    /// handle's own object was released, never before.</param>
    protected OwnedHandle(nint pointer, IDisposable?[]? retained = null)
    {
        // The finalizer runs for an object whose constructor threw, too; this one owns nothing that could leak.
        if (pointer == 0)
            GC.SuppressFinalize(this);
        ArgumentOutOfRangeException.ThrowIfZero(pointer);
        _identity = SlotBlock.NewIdentity();
        _maker = SlotBlock.Current;
        _pointer = pointer;
        _retained = retained ?? [];
        if (LeakReport.Opened(GetType()))
            _isTracked = 1;
    }

    /// <summary>Reports the leak.</summary>
    ~OwnedHandle() => LeakReport.Add(GetType());

    /// <summary>Whether this handle was disposed, or its reference given to C. Another thread can do so at any time: for diagnostics only.</summary>
    public bool IsDisposed => (Volatile.Read(ref _state) & (Disposed | Moved)) != 0;

    internal nint Pointer => _pointer;

    /// <summary>What the slots of its users hold.</summary>
    internal long Identity => _identity;

    /// <summary>Gives the reference back. Further calls do nothing; every other use throws <see cref="ObjectDisposedException"/>.</summary>
    /// <exception cref="SelfDeadlockException">The calling thread is in a callback that lives as long as this object.</exception>
    /// <exception cref="InvalidOperationException">The calling thread is in a callback that must not sleep, and the release may.</exception>
    public void Dispose()
    {
        if (Blocking is { } function)
            AtomicContext.ThrowIfAtomic(function);
        RefuseInCallback();
        if (!Refuse())
            return;
        if (NeedsFence())
            Interlocked.MemoryBarrierProcessWide();
        ReleaseBehindFence();
    }

    /// <summary>Disposes handles in their order, as <see cref="Dispose"/> does but with one fence for all of them.</summary>
    public static void DisposeAll(params ReadOnlySpan<OwnedHandle?> handles)
    {
        foreach (var handle in handles)
        {
            if (handle?.Blocking is { } function)
                AtomicContext.ThrowIfAtomic(function);
            handle?.RefuseInCallback();
        }
        EndAll(ReadOnlySpan<IDisposable?>.CastUp(handles));
    }

    /// <summary>Whether two handles refer to the same native object, whichever of its references they hold.</summary>
    public sealed override bool Equals(object? other) => other is OwnedHandle handle && handle.GetType() == GetType() && handle._pointer == _pointer;

    /// <inheritdoc/>
    public sealed override int GetHashCode() => _pointer.GetHashCode();

    /// <summary>The C function that gives the reference back, where it may sleep.</summary>
    protected virtual string? Blocking => null;

    /// <summary>Gives one reference back to C. Runs once, on whichever thread was the last to use the handle, or on one of the pool.</summary>
    protected abstract void ReleaseNative(nint pointer);

    /// <summary>Ends what C kept for an object that is gone, in its order.</summary>
    internal static void EndAll(ReadOnlySpan<IDisposable?> items)
    {
        if (items.IsEmpty)
            return;
        var mine = new bool[items.Length];
        var needsFence = false;
        for (var i = 0; i < items.Length; i++)
        {
            mine[i] = items[i] is OwnedHandle handle && handle.Refuse();
            needsFence |= mine[i] && ((OwnedHandle)items[i]!).NeedsFence();
        }
        if (needsFence)
            Interlocked.MemoryBarrierProcessWide();
        for (var i = 0; i < items.Length; i++)
        {
            if (mine[i])
                ((OwnedHandle)items[i]!).ReleaseBehindFence();
            else if (items[i] is CallbackScope scope)
                scope.Close();
            else if (items[i] is not OwnedHandle)
                items[i]?.Dispose();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Slot* Pin()
    {
        var slot = SlotBlock.Publish(_identity);
        if (SlotBlock.Of(slot) != _maker && Volatile.Read(ref _isShared) == 0)
            Share();
        if (Volatile.Read(ref _state) != Alive)
            Leave(slot);
        return slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Unpin(Slot* slot)
    {
        SlotBlock.Withdraw(slot);
        if (Volatile.Read(ref _state) != Alive)
            ReleaseIfLast();
    }

    /// <summary>Makes the handle unusable by others; only an idle handle can be given away.</summary>
    internal nint BeginTransfer()
    {
        var state = Interlocked.CompareExchange(ref _state, Moving, Alive);
        if (state != Alive)
            throw Refusal(state);
        if (NeedsFence())
            Interlocked.MemoryBarrierProcessWide();
        if (!SlotBlock.IsPublished(_identity))
            return _pointer;
        EndTransfer(moved: false);
        throw Refusal(Moving);
    }

    /// <summary>Whatever happened during the transfer, a disposal included, takes effect now.</summary>
    internal void EndTransfer(bool moved)
    {
        if (moved)
        {
            Interlocked.Or(ref _state, Moved);
            Forget();
            EndAll(_retained);
        }
        else if (Interlocked.And(ref _state, ~Moving) == (Moving | Disposed))
        {
            // The fence of the transfer came after Moving, which refused users as Disposed does.
            ReleaseBehindFence();
        }
    }

    // The thread that made the handle needs no fence against itself. Another one says that it is there before it loads the state:
    // with a fence on both sides, either it sees the state that this thread has stored, or this thread sees that the handle is shared.
    private bool NeedsFence()
    {
        Interlocked.MemoryBarrier();
        return SlotBlock.Current != _maker || Volatile.Read(ref _isShared) != 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Share()
    {
        Volatile.Write(ref _isShared, 1);
        Interlocked.MemoryBarrier();
    }

    /// <summary>Nobody has to dispose the handle any more.</summary>
    private void Forget()
    {
        GC.SuppressFinalize(this);
        if (_isTracked != 0 && Interlocked.Exchange(ref _isTracked, 0) != 0)
            LeakReport.Closed(GetType());
    }

    private void RefuseInCallback()
    {
        if (_retained.Length == 0 || IsDisposed)
            return;
        foreach (var item in _retained)
            (item as CallbackScope)?.ThrowIfInside(GetType().Name);
    }

    /// <summary>Lets nobody in from now on. True for the one caller who must go on to the release.</summary>
    private bool Refuse()
    {
        var state = Interlocked.Or(ref _state, Disposed);
        if ((state & (Disposed | Moved)) != 0)
            return false;
        Forget();
        return (state & Moving) == 0;
    }

    private void ReleaseBehindFence()
    {
        Interlocked.Or(ref _state, Fenced);
        Interlocked.MemoryBarrier();
        Release();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Leave(Slot* slot)
    {
        var state = Volatile.Read(ref _state);
        Unpin(slot);
        throw Refusal(state);
    }

    // Two users who leave at once must not each see the other's slot only. Either's fence is between its empty slot and its search,
    // as the disposer's is between Fenced and its search: whoever is last of the three sees all the others' stores.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReleaseIfLast()
    {
        Interlocked.MemoryBarrier();
        if ((Volatile.Read(ref _state) & (Fenced | Released)) == Fenced)
            Release();
    }

    private void Release()
    {
        // A user that came after Dispose sees the state and leaves again: then it may be the last, or find that nothing is left to do.
        if (SlotBlock.IsPublished(_identity) || (Interlocked.Or(ref _state, Released) & Released) != 0)
            return;
        // Whoever disposes is refused there; who uses the handle last has asked for nothing that could be refused.
        if (AtomicContext.IsAtomic && Blocking is not null)
            ThreadPool.UnsafeQueueUserWorkItem(static handle => handle.ReleaseHere(), this, preferLocal: false);
        else
            ReleaseHere();
    }

    private void ReleaseHere()
    {
        ReleaseNative(_pointer);
        EndAll(_retained);
    }

    private Exception Refusal(int state) =>
        (state & Moved) != 0 ? new ObjectMovedException(GetType().Name)
        : (state & Disposed) != 0 ? new ObjectDisposedException(GetType().Name)
        : new InvalidOperationException($"This {GetType().Name} is in use by another call, or its reference is just being given to C.");
}
