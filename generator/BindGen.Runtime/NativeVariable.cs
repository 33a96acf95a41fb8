using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.InteropServices;

namespace BindGen.Runtime;

/// <summary>Where the global variables of native libraries are: P/Invoke only reaches functions. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class NativeVariable
{
    private static readonly ConcurrentDictionary<(Assembly Importer, string Library, string Name), nint> Addresses = new();

    /// <summary>The address of a variable, which stays the same while the process runs.</summary>
    /// <param name="importer">A type of the assembly that would import from the library: the search is the one of its imports, but
    /// a resolver that it has set for them is not asked.</param>
    /// <param name="library">The library as an import names it.</param>
    /// <param name="name">The C name of the variable.</param>
    /// <exception cref="DllNotFoundException">There is no such library.</exception>
    /// <exception cref="EntryPointNotFoundException">The library exports no such variable.</exception>
    public static void* Address(Type importer, string library, string name) => (void*)Addresses.GetOrAdd(
        (importer.Assembly, library, name),
        static key => NativeLibrary.GetExport(NativeLibrary.Load(key.Library, key.Importer, null), key.Name));
}
