using System.Reflection;
using System.Runtime.InteropServices;

namespace ClangSharp.Interop;

/// <summary>libclang's C API under the names and parameter types of the ClangSharp.Interop package. The functions are generated from the
/// headers of libclang 14, so every one of them exists in what the tool accepts; what no header says is here.</summary>
public static unsafe partial class @clang
{
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
