using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>
/// What the copies of one guard share: whether it is still entered, and the handle that it keeps alive. For generated code.
/// It is created before C is asked to enter, so that no failure in between can lose the exit.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GuardCell
{
    private const int Created = 0;
    private const int Entered = 1;
    private const int Exited = 2;

    private readonly OwnedHandle _handle;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private int _state;

    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public GuardCell(OwnedHandle handle)
    {
        Pointer = handle.Pin();
        _handle = handle;
    }

    /// <summary>The native object that was entered, valid while the guard is.</summary>
    public nint Pointer { get; }

    /// <summary>Whether the guard still protects.</summary>
    public bool IsEntered => Volatile.Read(ref _state) == Entered;

    /// <summary>C has entered.</summary>
    public void Enter()
    {
        _state = Entered;
        GuardDepth.Enter();
    }

    /// <summary>C refused to enter.</summary>
    public void Abandon()
    {
        _state = Exited;
        _handle.Unpin();
    }

    /// <summary>Whether the caller is the one who must tell C to exit; true for the first of all copies, and only on the entering thread.</summary>
    /// <exception cref="SynchronizationLockException">The guard is left on another thread than it was entered on.</exception>
    public bool TryExit()
    {
        if (IsEntered && Environment.CurrentManagedThreadId != _thread)
            throw new SynchronizationLockException("A guard is left on the thread that entered it.");
        return Interlocked.CompareExchange(ref _state, Exited, Entered) == Entered;
    }

    /// <summary>C has exited.</summary>
    public void Exit()
    {
        GuardDepth.Exit();
        _handle.Unpin();
    }
}
