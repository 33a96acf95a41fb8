using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>Decodes what C functions return in a pointer. For generated code. Source: <c>include/linux/err.h</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ErrorPointer
{
    /// <summary>The pointer, when it is neither an error pointer nor null.</summary>
    /// <exception cref="KernelException">The pointer carries an error number.</exception>
    /// <exception cref="NullResultException">The pointer is null.</exception>
    public static nint Decode(nint pointer, string function)
    {
        if (pointer is < 0 and >= -Errno.Maximum)
            throw new KernelException(new Errno((int)pointer), function);
        return NotNull(pointer, function);
    }

    /// <summary>The pointer of a function that never returns an error pointer, when it is not null.</summary>
    /// <exception cref="NullResultException">The pointer is null.</exception>
    public static nint NotNull(nint pointer, string function) => pointer != 0 ? pointer : throw new NullResultException(function);
}
