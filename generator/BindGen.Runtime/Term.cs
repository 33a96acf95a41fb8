using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>How long a borrow is good for that a cursor gives: until the cursor moves. The default never ends. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Term
{
    private readonly Cursor? _cursor;
    private readonly int _step;

    internal Term(Cursor cursor, int step)
    {
        _cursor = cursor;
        _step = step;
    }

    /// <summary>The object, when the borrow is not over.</summary>
    /// <exception cref="ObjectDisposedException">The cursor has moved on, or ended.</exception>
    public nint Lend(nint pointer) => _cursor is null || _cursor.IsAt(_step)
        ? pointer
        : throw new ObjectDisposedException(_cursor.Name, "This borrow is over: the enumeration that lent the object has moved on.");
}
