using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>What may happen to a native object a single time in its life, shared by all handles that were cloned from one another. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Once
{
    private readonly bool _isUnknown;
    private int _taken;

    /// <summary>For an object that is new: it has not happened.</summary>
    public Once()
    {
    }

    private Once(bool isUnknown) => _isUnknown = isUnknown;

    /// <summary>For an object that a handle was retained or found of: it may have happened through another handle, or through none, so that
    /// it is refused.</summary>
    public static Once Unknown { get; } = new(isUnknown: true);

    /// <summary>Lets the first caller through.</summary>
    /// <exception cref="InvalidOperationException">It has happened already, or nobody knows whether it has.</exception>
    public void Take(string function)
    {
        if (_isUnknown)
            throw new InvalidOperationException($"{function} may have been called for this object before, and C allows it once: use the handle that the object was made with, or a clone of that one.");
        if (Interlocked.Exchange(ref _taken, 1) != 0)
            throw new InvalidOperationException($"{function} was called for this object before; C allows it once in the object's life.");
    }
}
