using System.ComponentModel;
using System.Runtime.InteropServices;

namespace BindGen.Runtime;

/// <summary>
/// What the copies of one enumerator share: its native state, the object that it is at, and the step that borrows of this object are
/// good for. An enumerator is used by one thread at a time. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class Cursor
{
    private readonly IDisposable?[] _kept;
    private readonly bool _isTracked;
    private int _step;
    private bool _hasEnded;

    /// <param name="name">The enumerator, for messages.</param>
    /// <param name="size">Of the native state in bytes; 0 when it has none.</param>
    /// <param name="kept">What the enumeration keeps alive.</param>
    public Cursor(string name, int size, params IDisposable?[] kept)
    {
        Name = name;
        _kept = kept;
        _isTracked = LeakReport.Opened(typeof(Cursor));
        Memory = size == 0 ? 0 : (nint)NativeMemory.AllocZeroed((nuint)size);
    }

    /// <summary>Reports the leak: the enumeration was not ended.</summary>
    ~Cursor() => LeakReport.Add(typeof(Cursor));

    /// <summary>The native state, at one address until <see cref="Free"/>.</summary>
    public nint Memory { get; private set; }

    /// <summary>The object that it is at; null before the first and after the last.</summary>
    public nint Object { get; private set; }

    /// <summary>How long borrows of this object are good.</summary>
    public Term Term => new(this, _step);

    internal string Name { get; }

    internal bool IsAt(int step) => _step == step && !_hasEnded;

    /// <summary>What is kept at a place of the list.</summary>
    public IDisposable? Kept(int index) => _kept[index];

    /// <summary>The object that there must be.</summary>
    /// <exception cref="InvalidOperationException">The enumeration is before the first or after the last object, or has ended.</exception>
    public nint Current => Object != 0 && !_hasEnded ? Object : throw new InvalidOperationException($"{Name} is at no object.");

    /// <summary>Ends the borrows of the object that it was at, before C is asked for the next one.</summary>
    /// <returns>False when there is none to be asked for: after the last, C would begin again.</returns>
    /// <exception cref="ObjectDisposedException">The enumeration has ended.</exception>
    public bool Leave()
    {
        ObjectDisposedException.ThrowIf(_hasEnded, this);
        if (_step > 0 && Object == 0)
            return false;
        _step++;
        return true;
    }

    /// <summary>Goes to the next object.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Enter(nint next)
    {
        Object = next;
        return next != 0;
    }

    /// <summary>Whether the caller is the one who has to tell C: true once.</summary>
    public bool TryEnd()
    {
        if (_hasEnded)
            return false;
        _hasEnded = true;
        GC.SuppressFinalize(this);
        if (_isTracked)
            LeakReport.Closed(typeof(Cursor));
        return true;
    }

    /// <summary>C knows: frees the state, and lets go of what was kept.</summary>
    public void Free()
    {
        NativeMemory.Free((void*)Memory);
        Memory = 0;
        Object = 0;
        foreach (var item in _kept)
            item?.Dispose();
    }
}
