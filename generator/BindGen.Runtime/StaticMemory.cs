using System.ComponentModel;
using System.Runtime.InteropServices;

namespace BindGen.Runtime;

/// <summary>Zeroed native memory that is never freed, for structs that C keeps a pointer to without an end. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class StaticMemory
{
    /// <summary>Takes memory that nothing gives back.</summary>
    /// <param name="size">In bytes.</param>
    public static nint Allocate(int size) => (nint)NativeMemory.AllocZeroed((nuint)size);
}
