namespace BindGen.Runtime;

/// <summary>
/// What a driver has of one device while it is bound to it. Unbinding revokes all of it, in two phases: first every resource refuses
/// new accesses, behind one fence for all of them; when the last access has ended, they are torn down, the newest first.
/// </summary>
public sealed class RevocableSet : IDisposable
{
    // For a user whose thread ended inside an access: its slots are freed, and nobody wakes us.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly object _gate = new();
    private readonly List<Revocable> _resources = [];
    private readonly List<nint> _registering = [];
    private int _revoker;
    private bool _isOver;

    /// <summary>Reports the leak: the resources are not torn down.</summary>
    ~RevocableSet()
    {
        if (_resources.Count > 0)
            LeakReport.Add(GetType());
    }

    /// <summary>Whether nothing can be added any more. Another thread can revoke at any time: for diagnostics only.</summary>
    public bool IsRevoked => Volatile.Read(ref _revoker) != 0;

    /// <inheritdoc cref="Revoke"/>
    public void Dispose() => Revoke();

    /// <summary>Revokes all resources, waits for the accesses that are under way, and tears down. Whoever comes second returns when that is done.</summary>
    /// <returns>Whether the caller was the one who did it.</returns>
    /// <exception cref="SelfDeadlockException">The calling thread is inside a guard or an access, tears a resource of this set down, or tears
    /// down something else that another thread waits for which revokes here.</exception>
    /// <exception cref="AggregateException">What teardowns threw; all of them ran.</exception>
    public bool Revoke()
    {
        SelfDeadlockException.ThrowIfInsideGuard(GetType());
        return RevokeHere();
    }

    /// <summary>Whether an object is registered with the set's device, from before C hears of it until the end of its registration is over.</summary>
    internal bool IsRegistered(nint registered)
    {
        lock (_gate)
            return _registering.Contains(registered) || _resources.Exists(resource => resource.Registered == registered);
    }

    internal void BeginRegistering(nint registered)
    {
        lock (_gate)
            _registering.Add(registered);
    }

    internal void EndRegistering(nint registered)
    {
        lock (_gate)
            _registering.Remove(registered);
    }

    /// <summary>
    /// C is unbinding the device and does not ask whether it may. Where the calling thread itself is inside an access, that access is
    /// closed: everything behind it throws, which is all that can be done for who unbinds a device inside an access to it. Where that
    /// thread is tearing a resource down, this one is left to it and the others are revoked.
    /// </summary>
    internal void RevokeForC()
    {
        Revocable[] resources;
        lock (_gate)
            resources = [.. _resources];
        foreach (var resource in resources)
            SlotBlock.WithdrawAll(resource.Identity);
        RevokeHere(isForC: true);
    }

    private bool RevokeHere(bool isForC = false)
    {
        Revocable[] resources;
        lock (_gate)
        {
            var isBeingRevokedHere = _revoker == Environment.CurrentManagedThreadId && !_isOver;
            if (isBeingRevokedHere && isForC)
                return false;
            if (isBeingRevokedHere || !isForC && _resources.Exists(resource => resource.IsBeingRevokedHere))
                throw new SelfDeadlockException($"{nameof(RevocableSet)} is revoked by the teardown of one of its resources: it would wait for itself.");
            if (_revoker != 0)
            {
                if (_isOver)
                    return false;
                using var wait = new EndWait(GetType(), _revoker, () => Volatile.Read(ref _isOver));
                while (!_isOver)
                    Monitor.Wait(_gate);
                return false;
            }
            resources = [.. _resources.Where(resource => !resource.IsBeingRevokedHere)];
            Volatile.Write(ref _revoker, Environment.CurrentManagedThreadId);
        }
        List<Exception> failures = [];
        try
        {
            End(resources, failures);
        }
        finally
        {
            lock (_gate)
            {
                Volatile.Write(ref _isOver, true);
                Monitor.PulseAll(_gate);
            }
            GC.SuppressFinalize(this);
        }
        Throw(failures);
        return true;
    }

    /// <exception cref="RevokedException">The set is being revoked, or was.</exception>
    internal void Add(Revocable resource)
    {
        lock (_gate)
        {
            if (_revoker != 0)
                throw new RevokedException(resource.GetType().Name);
            _resources.Add(resource);
        }
    }

    /// <summary>One resource, ahead of the others.</summary>
    internal void End(Revocable resource)
    {
        bool isMine;
        lock (_gate)
        {
            if (resource.IsBeingRevokedHere)
                throw new SelfDeadlockException($"{resource.GetType().Name} is disposed while this thread tears it down: it would wait for itself.");
            isMine = resource.TryRevoke();
        }
        if (!isMine)
        {
            WaitForEnd(resource);
            return;
        }
        Interlocked.MemoryBarrierProcessWide();
        WaitForUsers(resource);
        List<Exception> failures = [];
        TearDown(resource, failures);
        Throw(failures);
    }

    /// <summary>Somebody left a resource that is being revoked.</summary>
    internal void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    private void End(Revocable[] resources, List<Exception> failures)
    {
        var mine = new bool[resources.Length];
        lock (_gate)
        {
            for (var i = 0; i < resources.Length; i++)
                mine[i] = resources[i].TryRevoke();
        }
        if (mine.AsSpan().Contains(true))
            Interlocked.MemoryBarrierProcessWide();
        for (var i = 0; i < resources.Length; i++)
        {
            if (mine[i])
                WaitForUsers(resources[i]);
        }
        for (var i = resources.Length - 1; i >= 0; i--)
        {
            if (mine[i])
                TearDown(resources[i], failures);
            else
                WaitForEnd(resources[i], failures);
        }
    }

    private void WaitForUsers(Revocable resource)
    {
        using var watch = StallReport.Watch(resource.GetType());
        lock (_gate)
        {
            while (SlotBlock.IsPublished(resource.Identity))
                Monitor.Wait(_gate, Patience);
        }
    }

    // Another thread ends it.
    private void WaitForEnd(Revocable resource)
    {
        lock (_gate)
        {
            if (resource.IsEnded)
                return;
            using var wait = new EndWait(resource.GetType(), resource.Revoker, () => resource.IsEnded);
            while (!resource.IsEnded)
                Monitor.Wait(_gate);
        }
    }

    private void WaitForEnd(Revocable resource, List<Exception> failures)
    {
        try
        {
            WaitForEnd(resource);
        }
        catch (SelfDeadlockException exception)
        {
            failures.Add(exception);
        }
    }

    private void TearDown(Revocable resource, List<Exception> failures)
    {
        try
        {
            resource.End();
        }
#pragma warning disable CA1031 // Whatever it is: the others must be torn down, too, and the caller gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failures.Add(exception);
        }
        lock (_gate)
        {
            _resources.Remove(resource);
            Monitor.PulseAll(_gate);
        }
    }

    private static void Throw(List<Exception> failures)
    {
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }
}
