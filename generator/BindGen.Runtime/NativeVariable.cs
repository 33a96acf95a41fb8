using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.InteropServices;

namespace BindGen.Runtime;

/// <summary>Where the global variables and functions of native libraries are: P/Invoke only calls functions. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class NativeVariable
{
    private static readonly ConcurrentDictionary<(Assembly Importer, string Library, string Name), nint> Addresses = new();

    /// <summary>The address of a variable or a function, which stays the same while the process runs.</summary>
    /// <param name="importer">A type of the assembly that would import from the library: the search is the one of its imports, with
    /// the resolver that <see cref="NativeImports"/> has for it.</param>
    /// <param name="library">The library as an import names it.</param>
    /// <param name="name">The C name.</param>
    /// <exception cref="DllNotFoundException">There is no such library.</exception>
    /// <exception cref="EntryPointNotFoundException">The library does not export it.</exception>
    public static void* Address(Type importer, string library, string name) => (void*)Addresses.GetOrAdd(
        (importer.Assembly, library, name),
        static key => NativeLibrary.GetExport(NativeImports.Load(key.Library, key.Importer), key.Name));
}
