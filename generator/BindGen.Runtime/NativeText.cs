using System.ComponentModel;
using System.Runtime.InteropServices;

namespace BindGen.Runtime;

/// <summary>A string as C wants it for the length of one call: UTF-8, with a terminating zero. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct NativeText
{
    /// <param name="text">The string; null gives a null pointer.</param>
    /// <param name="parameter">The parameter to name when the string cannot be passed.</param>
    /// <exception cref="ArgumentException">The string holds a zero character: C would see it cut short.</exception>
    public NativeText(string? text, string parameter)
    {
        if (text is not null && text.Contains('\0'))
            throw new ArgumentException("A string for C cannot hold a zero character.", parameter);
        Pointer = Marshal.StringToCoTaskMemUTF8(text);
    }

    /// <summary>The text, valid until <see cref="Dispose"/>.</summary>
    public nint Pointer { get; private set; }

    /// <summary>A copy of the text that C may replace or free after this call; invalid UTF-8 becomes replacement characters.</summary>
    /// <exception cref="NullResultException">The pointer is null.</exception>
    public static string Copy(nint pointer, string function) =>
        Marshal.PtrToStringUTF8(ErrorPointer.NotNull(pointer, function))!;

    /// <summary>A copy that is never freed, for what C may read as long as the process lives.</summary>
    /// <exception cref="ArgumentException">The string holds a zero character.</exception>
    public static nint Forever(string? text, string parameter)
    {
        var copy = new NativeText(text, parameter);
        return copy.Pointer;
    }

    /// <summary>Frees the copy.</summary>
    public void Dispose()
    {
        Marshal.FreeCoTaskMem(Pointer);
        Pointer = 0;
    }
}
