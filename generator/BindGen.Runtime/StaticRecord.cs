using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace BindGen.Runtime;

/// <summary>
/// A struct that C keeps a pointer to: in memory that is never freed, taken at the first use. Behind the struct stands the cookie of its
/// callbacks, so that whatever leads C to the struct leads a callback to its object. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract unsafe class StaticRecord
{
    private readonly Lock _gate = new();
    private nint _native;
    private CallbackScope? _scope;
    private bool _isKeptForEver;
    private bool _isHeld;

    /// <summary>Of the struct, in bytes.</summary>
    protected abstract int NativeSize { get; }

    /// <summary>Whether C calls anything through the struct.</summary>
    protected virtual bool HasCallbacks => false;

    /// <summary>The cookie behind a struct.</summary>
    /// <param name="pointer">Where C led to; null when it led nowhere.</param>
    /// <param name="offset">How far behind the start of the struct that is, in bytes.</param>
    /// <param name="size">Of the struct, in bytes.</param>
    /// <returns>0 when nothing can be called.</returns>
    public static nint CookieOf(void* pointer, int offset, int size) => pointer is null ? 0 : Volatile.Read(ref *CookiePlace((nint)pointer - offset, size));

    /// <summary>The elements of an array, after a look at them.</summary>
    /// <param name="elements">What was given.</param>
    /// <param name="limit">How many there may be.</param>
    /// <exception cref="ArgumentException">There are more, or one of them is null.</exception>
    public static ImmutableArray<T> Elements<T>(ImmutableArray<T> elements, int limit)
        where T : class
    {
        if (elements.IsDefault)
            return [];
        if (elements.Length > limit)
            throw new ArgumentException($"There are {elements.Length} of at most {limit} elements.", nameof(elements));
        return elements.Contains(null!) ? throw new ArgumentException("An element is null.", nameof(elements)) : elements;
    }

    /// <summary>The struct, which C keeps from now on without an end: so does what its callbacks are for.</summary>
    protected nint KeepForEver()
    {
        lock (_gate)
        {
            _isKeptForEver = true;
            return Open();
        }
    }

    /// <summary>Writes the struct, whose memory is zero.</summary>
    protected abstract void Fill(nint native);

    internal nint Hold(string function)
    {
        lock (_gate)
        {
            if (_isHeld)
                throw new InvalidOperationException($"{function}: this {GetType().Name} is registered already, and C links a struct into one list only.");
            var native = Open();
            _isHeld = true;
            return native;
        }
    }

    internal void ThrowIfInside() => _scope?.ThrowIfInside($"the registration of its {GetType().Name}");

    /// <summary>C has forgotten the struct: callbacks that come all the same find nothing.</summary>
    internal void Release()
    {
        CallbackScope? ended = null;
        lock (_gate)
        {
            _isHeld = false;
            if (_isKeptForEver || _scope is null)
                return;
            (ended, _scope) = (_scope, null);
        }
        // The cookie stays behind the struct: it is stale, and never another object's.
        ended.Dispose();
    }

    private nint Open()
    {
        if (_native == 0)
            _native = Allocate();
        if (HasCallbacks && _scope is null)
        {
            _scope = new CallbackScope(this);
            Volatile.Write(ref *CookiePlace(_native, NativeSize), _scope.Cookie);
        }
        return _native;
    }

    private nint Allocate()
    {
        var native = StaticMemory.Allocate((int)CookiePlace(0, NativeSize) + sizeof(nint));
        try
        {
            Fill(native);
            return native;
        }
        catch
        {
            NativeMemory.Free((void*)native);
            throw;
        }
    }

    private static nint* CookiePlace(nint native, int size) => (nint*)(native + ((size + sizeof(nint) - 1) / sizeof(nint) * sizeof(nint)));
}
