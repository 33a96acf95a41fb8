using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>The hold of one registration on the object of another, which cannot end meanwhile. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Dependence : IDisposable
{
    private readonly RegisteredObject _on;
    private readonly string _holder;
    private int _isReleased;

    internal Dependence(RegisteredObject on, string holder)
    {
        _on = on;
        _holder = holder;
    }

    /// <summary>The native object, valid until <see cref="Dispose"/>.</summary>
    public nint Pointer => _on.Pointer;

    /// <summary>Lets go, once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
            _on.Release(_holder);
    }
}
