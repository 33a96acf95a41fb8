using System.Runtime.CompilerServices;

namespace BindGen.Runtime;

/// <summary>
/// A native object that must be released before its device is unbound. Disposing releases it earlier; either way the accesses that are
/// under way are waited for. What C keeps for the object without a reference is given back after the object's release, in order.
/// </summary>
public abstract unsafe class RevocableHandle : Revocable
{
    private readonly IDisposable?[] _retained;

    /// <param name="pointer">The native object, never null; the new handle owns it.</param>
    /// <param name="binding">The device that the object must not outlast the binding of.</param>
    /// <param name="retained">What C keeps a pointer to without taking a reference, and what it may call; the new handle takes it over.</param>
    /// <exception cref="RevokedException">The device is being unbound, or was: the object is released already.</exception>
    protected RevocableHandle(nint pointer, DeviceBinding binding, Retention retained)
        : base(binding.Resources)
    {
        ArgumentOutOfRangeException.ThrowIfZero(pointer);
        Pointer = pointer;
        _retained = retained.Take();
        try
        {
            binding.Resources.Add(this);
        }
        catch
        {
            TearDown();
            throw;
        }
    }

    internal nint Pointer { get; }

    /// <summary>Lets the caller in when the object is not revoked. Costs no interlocked operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool TryEnter(out AccessEntry entry)
    {
        if (!TryPublish(out var slot))
        {
            entry = default;
            return false;
        }
        entry = new AccessEntry(this, slot);
        return true;
    }

    /// <summary>Gives the object back to C. Runs once, when nobody is inside, on the thread that revokes.</summary>
    protected abstract void ReleaseNative(nint pointer);

    private protected sealed override void RefuseInCallback()
    {
        foreach (var item in _retained)
            (item as CallbackScope)?.ThrowIfInside(GetType().Name);
    }

    private protected sealed override void TearDown()
    {
        try
        {
            ReleaseNative(Pointer);
        }
        finally
        {
            OwnedHandle.EndAll(_retained);
        }
    }
}
