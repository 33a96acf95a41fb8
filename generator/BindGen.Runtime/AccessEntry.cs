using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace BindGen.Runtime;

/// <summary>
/// What the copies of one access to a <see cref="RevocableHandle"/> share: a slot of their thread, and the version that the slot has while
/// the access is open. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct AccessEntry
{
    private readonly RevocableHandle _handle;
    private readonly Slot* _slot;
    private readonly long _version;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal AccessEntry(RevocableHandle handle, Slot* slot)
    {
        _handle = handle;
        _slot = slot;
        _version = SlotBlock.Enter(slot);
    }

    /// <summary>Whether the access still keeps the object.</summary>
    public bool IsOpen => _slot is not null && _slot->Version == _version;

    /// <summary>The native object, valid while the access is open.</summary>
    /// <exception cref="ObjectDisposedException">The access has ended, or was made by <c>default</c>.</exception>
    public nint Pointer
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (!IsOpen)
                Refuse();
            return _handle.Pointer;
        }
    }

    /// <summary>Ends the access; only the first of all copies does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        if (IsOpen)
            _handle.Leave(_slot);
    }

    [DoesNotReturn]
    private static void Refuse() => throw new ObjectDisposedException(nameof(AccessEntry), "This access has ended, or was made by 'default'.");
}
