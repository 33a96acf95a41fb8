using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace BindGen.Runtime;

/// <summary>
/// What C may call: an object of C#, and the cookie that C hands back for it. The object lives until the scope is disposed, which comes
/// after the call that makes C forget the cookie. For generated code.
/// </summary>
/// <remarks>
/// Entering a callback costs no interlocked operation (see <see cref="SlotBlock"/>). What disposing costs: nothing more when all
/// callbacks came on the thread that made the scope and disposes it; otherwise one fence in all threads of the process.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class CallbackScope : IDisposable
{
    private const int Open = 0;
    private const int Closed = 1;
    private const int Ended = 2;

    // For a callback that never returned because its thread ended: nobody wakes us.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly object _gate = new();
    private readonly SlotBlock* _maker = SlotBlock.Current;
    private readonly bool _isDuringCall;
    private object? _target;
    private ExceptionDispatchInfo? _failure;
    private int _isShared;
    private int _state;
    private bool _isLeftToCallbacks;

    /// <param name="target">What callbacks are for: a delegate, or an object that has them.</param>
    /// <param name="isAtomic">Whether C calls where it must not sleep.</param>
    /// <exception cref="InvalidOperationException">The target's code can be unloaded: C would jump into nothing.</exception>
    public CallbackScope(object target, bool isAtomic = false)
        : this(target, isAtomic, isDuringCall: false)
    {
    }

    private CallbackScope(object target, bool isAtomic, bool isDuringCall, bool isOnce = false)
    {
        ArgumentNullException.ThrowIfNull(target);
        RefuseUnloadable(target);
        _target = target;
        _isDuringCall = isDuringCall;
        IsAtomic = isAtomic;
        IsOnce = isOnce;
        Cookie = CookieTable.Take();
        CookieTable.Publish(this);
    }

    /// <summary>A scope for what may be missing; null when it is.</summary>
    public static CallbackScope? For(object? target, bool isAtomic = false) => target is null ? null : new(target, isAtomic);

    /// <summary>A scope for one call of C, after which <see cref="ThrowIfFailed"/> throws what a callback has thrown.</summary>
    public static CallbackScope DuringCall(object target, bool isAtomic = false) => new(target, isAtomic, isDuringCall: true);

    /// <summary>A scope for what C calls a single time, after which it ends by itself.</summary>
    public static CallbackScope Once(object target, bool isAtomic = false) => new(target, isAtomic, isDuringCall: false, isOnce: true);

    /// <summary>What C gets, and hands back: never 0.</summary>
    public nint Cookie { get; }

    /// <summary>Whether this thread is in one of its callbacks.</summary>
    public bool IsInside => SlotBlock.IsPublishedHere(Identity);

    internal long Identity { get; } = SlotBlock.NewIdentity();

    internal bool IsAtomic { get; }

    internal bool IsOnce { get; }

    internal bool HasFailed => Volatile.Read(ref _failure) is not null;

    internal object Target => _target!;

    /// <summary>Lets no callback in any more, waits until those on other threads have returned, and forgets the target.</summary>
    /// <exception cref="SelfDeadlockException">The calling thread is in one of its callbacks: it would wait for itself. Nothing was done.</exception>
    public void Dispose()
    {
        ThrowIfInside("its callbacks");
        Close();
    }

    /// <summary>Refuses what would end this scope from inside, before C is called.</summary>
    /// <param name="ending">What is to end.</param>
    /// <exception cref="SelfDeadlockException">The calling thread is in one of its callbacks.</exception>
    public void ThrowIfInside(string ending)
    {
        if (IsInside)
            throw new SelfDeadlockException($"A callback cannot end {ending}: it would wait for itself.");
    }

    /// <summary>Throws again what the first callback to fail has thrown.</summary>
    public void ThrowIfFailed() => Volatile.Read(ref _failure)?.Throw();

    /// <summary>As <see cref="Dispose"/>, but from inside it leaves the end to the last callback that returns.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            if (_state != Open)
            {
                while (_state != Ended && !IsInside)
                    Monitor.Wait(_gate);
                return;
            }
            Volatile.Write(ref _state, Closed);
        }
        if (NeedsFence())
            Interlocked.MemoryBarrierProcessWide();
        using var watch = StallReport.Watch(_target!.GetType());
        lock (_gate)
        {
            _isLeftToCallbacks = IsInside;
            while (!_isLeftToCallbacks && SlotBlock.IsPublished(Identity))
                Monitor.Wait(_gate, Patience);
            if (!_isLeftToCallbacks)
                Forget();
        }
    }

    internal bool TryPublish(out Slot* slot)
    {
        slot = SlotBlock.Publish(Identity);
        if (SlotBlock.Of(slot) != _maker && Volatile.Read(ref _isShared) == 0)
            Share();
        if (Volatile.Read(ref _state) == Open)
            return true;
        Withdraw(slot);
        return false;
    }

    internal void Withdraw(Slot* slot)
    {
        SlotBlock.Withdraw(slot);
        if (Volatile.Read(ref _state) != Open)
            Wake();
    }

    internal void Fail(string callback, Exception exception)
    {
        if (_isDuringCall)
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        else
            CallbackFailures.Add($"{_target!.GetType().Name}.{callback}", exception);
    }

    // The same argument as for OwnedHandle: either the other thread sees the state, or this thread sees that the scope is shared.
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Wake()
    {
        lock (_gate)
        {
            if (_isLeftToCallbacks && _state == Closed && !SlotBlock.IsPublished(Identity))
                Forget();
            Monitor.PulseAll(_gate);
        }
    }

    private void Forget()
    {
        CookieTable.Remove(this);
        _target = null;
        _state = Ended;
        Monitor.PulseAll(_gate);
    }

    private static bool IsUnloadable(object target)
    {
        if (target.GetType().IsCollectible)
            return true;
        if (target is not Delegate callback)
            return false;
        if (callback.HasSingleTarget)
            return callback.Target is { } receiver ? IsUnloadable(receiver) : callback.Method.IsCollectible;
        foreach (var one in Delegate.EnumerateInvocationList(callback))
        {
            if (IsUnloadable(one))
                return true;
        }
        return false;
    }

    private static void RefuseUnloadable(object target)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            return;
        if (IsUnloadable(target))
            throw new InvalidOperationException($"{target.GetType().Name} comes from an assembly that can be unloaded: C would call code that is gone.");
    }
}
