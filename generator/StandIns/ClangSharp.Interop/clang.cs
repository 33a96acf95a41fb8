using System.Reflection;
using System.Runtime.InteropServices;

namespace ClangSharp.Interop;

/// <summary>The part of libclang's C API that BindGen calls, under the names and parameter types of the ClangSharp.Interop
/// package. Every function here exists in libclang 14.</summary>
public static unsafe partial class @clang
{
    private const string Library = "libclang";

    /// <summary>Asked in turn for the native library; the first handle that is not zero is taken.</summary>
    public static event DllImportResolver? ResolveLibrary;

    static @clang() => NativeLibrary.SetDllImportResolver(typeof(clang).Assembly, Resolve);

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        foreach (var resolver in Delegate.EnumerateInvocationList(ResolveLibrary))
        {
            var handle = resolver(libraryName, assembly, searchPath);
            if (handle != 0)
                return handle;
        }

        return 0;
    }
}
