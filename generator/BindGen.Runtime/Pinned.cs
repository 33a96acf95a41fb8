using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>Keeps the native object of a handle alive for the length of one call. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Pinned
{
    private OwnedHandle? _handle;

    /// <param name="handle">The handle; null pins nothing and gives a null <see cref="Pointer"/>.</param>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public Pinned(OwnedHandle? handle)
    {
        Pointer = handle?.Pin() ?? 0;
        _handle = handle;
    }

    /// <summary>The native object, valid until <see cref="Dispose"/>.</summary>
    public nint Pointer { get; private set; }

    /// <summary>Ends the pin; the handle's release runs here when it was disposed meanwhile.</summary>
    public void Dispose()
    {
        var handle = _handle;
        _handle = null;
        Pointer = 0;
        handle?.Unpin();
    }
}
