namespace BindGen.Runtime;

/// <summary>
/// Something that C was told of and must be told of again when it ends. Disposing ends it exactly once; a second thread
/// that disposes at the same time returns only after the first one has finished, so that both may free what C could still reach.
/// </summary>
public abstract class Registration : IDisposable
{
    private readonly Lock _gate = new();
    private readonly bool _isTracked;
    private bool _ended;
    private Revocable? _resource;

    /// <summary>C was told, or is told next.</summary>
    protected Registration() => _isTracked = LeakReport.Opened(GetType());

    /// <summary>Reports the leak: what is registered stays registered.</summary>
    ~Registration() => LeakReport.Add(GetType());

    /// <summary>Whether the registration was ended. Another thread can end it at any time: for diagnostics only.</summary>
    public bool IsEnded => Volatile.Read(ref _ended);

    /// <summary>Ends the registration and waits for what C says it waits for.</summary>
    /// <exception cref="SelfDeadlockException">The calling thread is inside a guard, a callback of the registration, or a borrow of what it
    /// registers: ending would wait for itself.</exception>
    /// <exception cref="InvalidOperationException">The calling thread is in a callback that must not sleep, and ending may.</exception>
    /// <exception cref="InvalidOperationException">Another registration depends on this one, which goes on.</exception>
    public void Dispose()
    {
        // A callback that C makes while it waits may dispose as well; the end that is under way is the only one.
        if (IsEnded || _gate.IsHeldByCurrentThread)
            return;
        // Before waiting for another thread that ends it, which may be waiting for this one.
        RefuseFromInside();
        SelfDeadlockException.ThrowIfInsideGuard(GetType());
        if (Blocking is { } function)
            AtomicContext.ThrowIfAtomic(function);
        if (_resource is { } resource)
            resource.Dispose();
        else
            EndOnce();
    }

    /// <summary>The C function that ends it, where it may sleep.</summary>
    protected virtual string? Blocking => null;

    /// <summary>Tells C, waits, then drops what the registration kept alive. Runs once.</summary>
    protected abstract void End();

    /// <summary>Makes unbinding the device end the registration, unless it is ended before. For generated code, where C has just begun it.</summary>
    /// <param name="binding">The device.</param>
    /// <param name="registered">The native object.</param>
    /// <exception cref="RevokedException">The device is being unbound, or was: the registration has ended.</exception>
    protected void EndWith(DeviceBinding binding, nint registered)
    {
        ArgumentNullException.ThrowIfNull(binding);
        var resource = new Resource(this, binding.Resources, registered);
        try
        {
            binding.Resources.Add(resource);
        }
        catch
        {
            EndOnce();
            throw;
        }
        _resource = resource;
    }

    private void EndOnce()
    {
        lock (_gate)
        {
            if (_ended)
                return;
            Prepare();
            using var watch = StallReport.Watch(GetType());
            try
            {
                End();
            }
            finally
            {
                Volatile.Write(ref _ended, true);
                GC.SuppressFinalize(this);
                if (_isTracked)
                    LeakReport.Closed(GetType());
            }
        }
    }

    /// <summary>Refuses a thread that the end waits for.</summary>
    private protected virtual void RefuseFromInside()
    {
    }

    /// <summary>Refuses the end by an exception, or lets nobody use any more what is going to end.</summary>
    private protected virtual void Prepare()
    {
    }

    /// <summary>The registration among what its device revokes.</summary>
    private sealed class Resource(Registration registration, RevocableSet set, nint registered) : Revocable(set)
    {
        internal override nint Registered => registered;

        private protected override void TearDown() => registration.EndOnce();
    }
}
