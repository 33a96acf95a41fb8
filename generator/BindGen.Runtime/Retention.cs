using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>
/// The references that a wrapper takes for what C stores without taking one itself, and the scopes of what C may call. They are there
/// before C is called; on success
/// <see cref="Take"/> hands them to the handle that C stores them for, on failure they are given back. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Retention(params IDisposable?[] items) : IDisposable
{
    private IDisposable?[] _items = items;

    /// <summary>What C gets for the first scope; 0 when there is none.</summary>
    public nint Cookie
    {
        get
        {
            foreach (var item in _items)
            {
                if (item is CallbackScope scope)
                    return scope.Cookie;
            }
            return 0;
        }
    }

    /// <summary>Hands everything over.</summary>
    public IDisposable?[] Take() => Interlocked.Exchange(ref _items, []);

    /// <summary>Gives back what was not handed over.</summary>
    public void Dispose() => OwnedHandle.EndAll(Take());
}
