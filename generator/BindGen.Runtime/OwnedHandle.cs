namespace BindGen.Runtime;

/// <summary>
/// A reference to a native object that this process must release exactly once. Disposing is idempotent and safe against
/// calls in flight on other threads: the release waits for the last of them and runs on its thread.
/// A handle that is collected without having been disposed is reported by <see cref="LeakReport"/>; it is not released, because
/// releasing may sleep or take locks, which the finalizer thread must not.
/// </summary>
public abstract class OwnedHandle : IDisposable
{
    // The low bits count the calls in flight.
    private const long Disposed = 1L << 62;
    private const long Released = Disposed | (1L << 61);
    private const long Moving = 1L << 60;
    private const long Moved = Released | Moving;

    private readonly nint _pointer;
    private readonly OwnedHandle?[] _retained;
    private long _state;

    /// <param name="pointer">The native object, never null; the new handle takes over one reference to it.</param>
    /// <param name="retained">What C keeps a pointer to without taking a reference: released after this handle's own object, never before.</param>
    protected OwnedHandle(nint pointer, OwnedHandle?[]? retained = null)
    {
        // The finalizer runs for an object whose constructor threw, too; this one owns nothing that could leak.
        if (pointer == 0)
            GC.SuppressFinalize(this);
        ArgumentOutOfRangeException.ThrowIfZero(pointer);
        _pointer = pointer;
        _retained = retained ?? [];
    }

    /// <summary>Reports the leak.</summary>
    ~OwnedHandle() => LeakReport.Add(GetType());

    /// <summary>Whether this handle was disposed, or its reference given to C. Another thread can do so at any time: for diagnostics only.</summary>
    public bool IsDisposed => (Volatile.Read(ref _state) & Disposed) != 0;

    /// <summary>Gives the reference back. Further calls do nothing; every other use throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        if ((Interlocked.Or(ref _state, Disposed) & Disposed) != 0)
            return;
        GC.SuppressFinalize(this);
        if (Volatile.Read(ref _state) == Disposed)
            Release();
    }

    /// <summary>Whether two handles refer to the same native object, whichever of its references they hold.</summary>
    public sealed override bool Equals(object? other) => other is OwnedHandle handle && handle.GetType() == GetType() && handle._pointer == _pointer;

    /// <inheritdoc/>
    public sealed override int GetHashCode() => _pointer.GetHashCode();

    /// <summary>Gives one reference back to C. Runs once, on whichever thread was the last to use the handle.</summary>
    protected abstract void ReleaseNative(nint pointer);

    internal nint Pin()
    {
        var state = Interlocked.Increment(ref _state);
        if ((state & (Disposed | Moving)) == 0)
            return _pointer;
        Unpin();
        throw Refusal(state);
    }

    internal void Unpin()
    {
        if (Interlocked.Decrement(ref _state) == Disposed)
            Release();
    }

    /// <summary>Makes the handle unusable by others; only an idle handle can be given away.</summary>
    internal nint BeginTransfer()
    {
        var state = Interlocked.CompareExchange(ref _state, Moving, 0);
        return state == 0 ? _pointer : throw Refusal(state);
    }

    /// <summary>Whatever happened during the transfer, a disposal included, takes effect now.</summary>
    internal void EndTransfer(bool moved)
    {
        if (moved)
        {
            Interlocked.Or(ref _state, Moved);
            GC.SuppressFinalize(this);
            foreach (var retained in _retained)
                retained?.Dispose();
        }
        else if (Interlocked.And(ref _state, ~Moving) == (Moving | Disposed))
        {
            Release();
        }
    }

    private Exception Refusal(long state) =>
        (state & Moved) == Moved ? new ObjectMovedException(GetType().Name)
        : (state & Disposed) != 0 ? new ObjectDisposedException(GetType().Name)
        : new InvalidOperationException($"This {GetType().Name} is in use by another call, or its reference is just being given to C.");

    private void Release()
    {
        // A user that came after Dispose sees the flag, leaves again and may find the count at zero a second time.
        if (Interlocked.CompareExchange(ref _state, Released, Disposed) != Disposed)
            return;
        ReleaseNative(_pointer);
        foreach (var retained in _retained)
            retained?.Dispose();
    }
}
