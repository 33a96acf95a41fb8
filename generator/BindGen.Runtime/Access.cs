using System.Runtime.CompilerServices;

namespace BindGen.Runtime;

/// <summary>
/// Time inside a <see cref="Revocable{T}"/>: its revocation waits for the end of this. It stays on its thread; the first of its copies
/// ends it for all of them.
/// </summary>
/// <typeparam name="T">What the resource is to C#.</typeparam>
public readonly unsafe ref struct Access<T>
{
    private readonly Revocable<T> _resource;
    private readonly Slot* _slot;
    private readonly long _version;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Access(Revocable<T> resource, Slot* slot)
    {
        _resource = resource;
        _slot = slot;
        _version = SlotBlock.Enter(slot);
    }

    /// <summary>Whether this access still keeps the resource.</summary>
    public bool IsOpen => _slot is not null && _slot->Version == _version;

    /// <summary>The resource, not to be kept longer than the access.</summary>
    /// <exception cref="ObjectDisposedException">The access has ended, or was made by <c>default</c>.</exception>
    public T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ObjectDisposedException.ThrowIf(!IsOpen, typeof(Access<T>));
            return _resource.Value;
        }
    }

    /// <summary>Ends the access.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        if (IsOpen)
            _resource.Leave(_slot);
    }
}
