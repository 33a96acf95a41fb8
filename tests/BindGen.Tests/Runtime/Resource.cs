using System.Runtime.CompilerServices;
using BindGen.Runtime;

namespace BindGen.Tests.Runtime;

/// <summary>A revocable resource without a native object, for what every <see cref="Revocable"/> has in common.</summary>
/// <typeparam name="T">What the resource is to C#.</typeparam>
internal sealed class Resource<T> : Revocable
{
    private readonly Action<T> _tearDown;
    private T _value;

    /// <param name="set">The resources of the device.</param>
    /// <param name="value">The resource, which the set owns from now on.</param>
    /// <param name="tearDown">Gives the resource back. Runs once, when nobody is inside an access, on the thread that revokes.</param>
    /// <exception cref="RevokedException">The device is being unbound, or was: the caller still owns the resource.</exception>
    public Resource(RevocableSet set, T value, Action<T> tearDown)
        : base(set)
    {
        ArgumentNullException.ThrowIfNull(tearDown);
        _value = value;
        _tearDown = tearDown;
        set.Add(this);
    }

    /// <summary>Lets the caller in when the resource is not revoked; it stays until the access is disposed. Costs no interlocked operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe bool TryAccess(out ResourceAccess<T> access)
    {
        if (!TryPublish(out var slot))
        {
            access = default;
            return false;
        }
        access = new ResourceAccess<T>(this, slot);
        return true;
    }

    public T Value => _value;

    private protected override void TearDown()
    {
        var value = _value;
        _value = default!;
        _tearDown(value);
    }
}

/// <summary>
/// Time inside a <see cref="Resource{T}"/>: its revocation waits for the end of this. It stays on its thread; the first of its copies
/// ends it for all of them.
/// </summary>
/// <typeparam name="T">What the resource is to C#.</typeparam>
internal readonly unsafe ref struct ResourceAccess<T>
{
    private readonly Resource<T> _resource;
    private readonly Slot* _slot;
    private readonly long _version;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ResourceAccess(Resource<T> resource, Slot* slot)
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
            ObjectDisposedException.ThrowIf(!IsOpen, typeof(ResourceAccess<T>));
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
