using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>
/// Gives the reference of a handle to C. From its creation no other call can use the handle; <see cref="Complete"/> says that C has the
/// reference now, and without it <see cref="Dispose"/> gives the handle back to its owner as it was. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Transfer
{
    private OwnedHandle? _handle;

    /// <exception cref="ObjectDisposedException">The handle was disposed, or moved before (<see cref="ObjectMovedException"/>).</exception>
    /// <exception cref="InvalidOperationException">Another call uses the handle: C would free what that call still reads.</exception>
    public Transfer(OwnedHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        Pointer = handle.BeginTransfer();
        _handle = handle;
    }

    /// <summary>Gives what there may be; null gives nothing, as a null pointer.</summary>
    /// <inheritdoc cref="Transfer(OwnedHandle)" path="/exception"/>
    public static Transfer OrNothing(OwnedHandle? handle) => handle is null ? default : new Transfer(handle);

    /// <summary>The native object; null when there is nothing to give.</summary>
    public nint Pointer { get; }

    /// <summary>C has taken the reference: every later use of the handle throws, and disposing it does nothing.</summary>
    public void Complete()
    {
        _handle?.EndTransfer(moved: true);
        _handle = null;
    }

    /// <summary>Gives the handle back when the transfer was not completed.</summary>
    public void Dispose()
    {
        _handle?.EndTransfer(moved: false);
        _handle = null;
    }
}
