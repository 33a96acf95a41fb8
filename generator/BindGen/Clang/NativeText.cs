using System.Runtime.InteropServices;
using System.Text;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Text to and from libclang, which speaks UTF-8.</summary>
internal static unsafe class NativeText
{
    /// <summary>The text of <paramref name="native"/>, which is disposed; empty for libclang's null string.</summary>
    public static string Take(CXString native)
    {
        try
        {
            var text = clang.getCString(native);
            return text == null ? "" : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)text));
        }
        finally
        {
            clang.disposeString(native);
        }
    }

    /// <summary>A zero-terminated copy that the caller frees with <see cref="NativeMemory.Free"/>.</summary>
    public static sbyte* Allocate(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var bytes = (byte*)NativeMemory.Alloc((nuint)length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(bytes, length));
        bytes[length] = 0;
        return (sbyte*)bytes;
    }
}
