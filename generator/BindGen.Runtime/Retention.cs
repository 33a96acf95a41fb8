using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>
/// The references that a wrapper takes for what C stores without taking one itself. They are taken before C is called; on success
/// <see cref="Take"/> hands them to the handle that C stores them for, on failure they are given back. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Retention(params OwnedHandle?[] handles) : IDisposable
{
    private OwnedHandle?[] _handles = handles;

    /// <summary>Hands the references over.</summary>
    public OwnedHandle?[] Take() => Interlocked.Exchange(ref _handles, []);

    /// <summary>Gives back what was not handed over.</summary>
    public void Dispose() => OwnedHandle.DisposeAll(Take());
}
