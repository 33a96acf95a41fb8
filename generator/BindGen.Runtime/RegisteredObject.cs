using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>
/// A native object that is there as long as a registration is, and that C counts no references of: whoever uses it is counted here.
/// The end waits for borrows, which are short, and is refused while other registrations depend on the object. For generated code.
/// </summary>
/// <param name="pointer">The native object.</param>
/// <param name="owner">The registration, for messages.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RegisteredObject(nint pointer, string owner)
{
    private readonly object _gate = new();
    private readonly List<int> _borrowers = [];
    private readonly SortedDictionary<string, int> _holders = new(StringComparer.Ordinal);
    private bool _isClosed;

    /// <summary>The native object, for who borrows it, depends on it or ends it.</summary>
    public nint Pointer { get; } = pointer;

    /// <summary>Keeps the object until the result is disposed, on this thread.</summary>
    /// <exception cref="ObjectDisposedException">The registration was ended.</exception>
    public Loan Borrow()
    {
        lock (_gate)
        {
            ThrowIfClosed();
            _borrowers.Add(Environment.CurrentManagedThreadId);
        }
        return new Loan(this);
    }

    /// <summary>Keeps the registration from ending until the result is disposed.</summary>
    /// <param name="holder">Who depends on it, for messages.</param>
    /// <exception cref="ObjectDisposedException">The registration was ended.</exception>
    public Dependence Hold(string holder)
    {
        lock (_gate)
        {
            ThrowIfClosed();
            _holders[holder] = _holders.GetValueOrDefault(holder) + 1;
        }
        return new Dependence(this, holder);
    }

    internal void Release(string holder)
    {
        lock (_gate)
        {
            if (--_holders[holder] == 0)
                _holders.Remove(holder);
        }
    }

    internal void Return()
    {
        lock (_gate)
        {
            _borrowers.Remove(Environment.CurrentManagedThreadId);
            Monitor.PulseAll(_gate);
        }
    }

    internal void ThrowIfBorrowedHere()
    {
        lock (_gate)
        {
            if (_borrowers.Contains(Environment.CurrentManagedThreadId))
                throw new SelfDeadlockException($"{owner} cannot end while the same thread borrows its object: it would wait for itself.");
        }
    }

    /// <summary>Lets nobody in from now on, and waits for those who are, none of them on this thread.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            if (_holders.Count > 0)
                throw new InvalidOperationException(
                    $"{owner} cannot end before what depends on it: {string.Join(", ", _holders.Select(holder => holder.Value == 1 ? holder.Key : $"{holder.Value} of {holder.Key}"))}.");
            _isClosed = true;
            while (_borrowers.Count > 0)
                Monitor.Wait(_gate);
        }
    }

    private void ThrowIfClosed()
    {
        if (_isClosed)
            throw new ObjectDisposedException(owner);
    }

    /// <summary>The time of one borrow.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref struct Loan
    {
        private RegisteredObject? _object;

        internal Loan(RegisteredObject @object) => _object = @object;

        /// <summary>The native object, valid until <see cref="Dispose"/>.</summary>
        public readonly nint Pointer => _object!.Pointer;

        /// <summary>Ends the borrow.</summary>
        public void Dispose()
        {
            _object?.Return();
            _object = null;
        }
    }
}
