using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>
/// An object that C is being told of: whoever C lets in before it returns finds the object registered. The borrow of the device that the
/// caller has keeps it bound meanwhile; afterwards the registration does, or C has waited for those who were inside. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Registering : IDisposable
{
    private readonly RevocableSet _set;
    private readonly nint _registered;

    /// <param name="binding">The device that the object is registered with.</param>
    /// <param name="registered">The native object.</param>
    public Registering(DeviceBinding binding, nint registered)
    {
        ArgumentNullException.ThrowIfNull(binding);
        _set = binding.Resources;
        _registered = registered;
        _set.BeginRegistering(registered);
    }

    /// <summary>It is registered, or C has refused it.</summary>
    public void Dispose() => _set.EndRegistering(_registered);
}
