using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>
/// What the copies of one guard share: a slot of their thread, and the version that the slot has while the guard is entered.
/// Being a ref struct it stays on that thread, and a copy that comes too late finds another version. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct GuardEntry
{
    private readonly OwnedHandle _handle;
    private readonly Slot* _slot;
    private readonly long _version;

    internal GuardEntry(OwnedHandle handle, Slot* slot)
    {
        _handle = handle;
        _slot = slot;
        _version = SlotBlock.Enter(slot);
    }

    /// <summary>Whether the guard still protects.</summary>
    public bool IsEntered => _slot is not null && _slot->Version == _version;

    /// <summary>The native object that was entered, valid while the guard is, and between <see cref="TryExit"/> and <see cref="Exit"/>.</summary>
    public nint Pointer => _handle.Pointer;

    /// <summary>Whether the caller is the one who must tell C to exit: true for the first of all copies.</summary>
    public bool TryExit()
    {
        if (!IsEntered)
            return false;
        _slot->Version = 0;
        return true;
    }

    /// <summary>C has exited.</summary>
    public void Exit() => _handle.Unpin(_slot);
}
