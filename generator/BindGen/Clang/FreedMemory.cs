using System.Runtime.InteropServices;

namespace BindGen.Clang;

/// <summary>What native libraries have freed, which the garbage collector does not know.</summary>
internal static unsafe class FreedMemory
{
    private static readonly delegate* unmanaged<nuint, int> Trim =
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out var found)
            ? (delegate* unmanaged<nuint, int>)found
            : null;

    /// <summary>Gives back to the system what was freed: a parse of kernel headers takes a hundred megabytes, which the C library would keep for later.</summary>
    public static void GiveBack()
    {
        if (Trim is not null)
            _ = Trim(0);
    }
}
