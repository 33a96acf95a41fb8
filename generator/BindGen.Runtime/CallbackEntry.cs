using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace BindGen.Runtime;

/// <summary>One callback under way, from where C has called to where it returns. It never throws. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct CallbackEntry : IDisposable
{
    private readonly CallbackScope _scope;
    private readonly Slot* _slot;

    private CallbackEntry(CallbackScope scope, Slot* slot)
    {
        _scope = scope;
        _slot = slot;
    }

    /// <summary>Whether an earlier callback of the same call has thrown, so that nothing more is to be done.</summary>
    public bool HasFailed => _scope.HasFailed;

    /// <summary>Finds what the cookie stands for, which stays until the entry is disposed.</summary>
    /// <returns>False for a cookie whose object is over; that is recorded in <see cref="CallbackFailures"/>.</returns>
    public static bool TryEnter(nint cookie, out CallbackEntry entry, [CallerMemberName] string callback = "")
    {
        if (CookieTable.Find(cookie) is { } scope && scope.TryPublish(out var slot))
        {
            if (scope.IsAtomic)
                AtomicContext.Enter();
            entry = new CallbackEntry(scope, slot);
            return true;
        }
        CallbackFailures.Add(callback, new StaleCallbackException(cookie));
        entry = default;
        return false;
    }

    /// <summary>What the callback is for.</summary>
    /// <exception cref="InvalidCastException">The cookie is one of another callback's.</exception>
    public T Target<T>() where T : class => (T)_scope.Target;

    /// <summary>Records what the callback threw: it must not reach C.</summary>
    public void Failed(Exception exception, [CallerMemberName] string callback = "") => _scope.Fail(callback, exception);

    /// <summary>The callback returns to C.</summary>
    public void Dispose()
    {
        if (_scope.IsAtomic)
            AtomicContext.Leave();
        _scope.Withdraw(_slot);
        if (_scope.IsOnce)
            _scope.Close();
    }
}
