using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>What may happen to a native object a single time in its life, shared by all handles that were cloned from one another. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Once
{
    private int _taken;

    /// <summary>Lets the first caller through.</summary>
    /// <exception cref="InvalidOperationException">It has happened already.</exception>
    public void Take(string function)
    {
        if (Interlocked.Exchange(ref _taken, 1) != 0)
            throw new InvalidOperationException($"{function} was called for this object before; C allows it once in the object's life.");
    }
}
