using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;

namespace BindGen.Runtime;

/// <summary>Where the native library of generated code is, when it is not where .NET would look: for calls, and for the addresses of
/// variables and functions that C is given.</summary>
public static class NativeImports
{
    private static readonly ConcurrentDictionary<Assembly, DllImportResolver> Resolvers = new();

    /// <summary>Takes the place of <see cref="NativeLibrary.SetDllImportResolver"/>, which addresses do not ask.</summary>
    /// <param name="assembly">The one with the generated code.</param>
    /// <param name="resolver">Gives the library, or 0 where .NET is to look itself.</param>
    /// <exception cref="InvalidOperationException">The assembly has a resolver.</exception>
    public static void SetResolver(Assembly assembly, DllImportResolver resolver)
    {
        NativeLibrary.SetDllImportResolver(assembly, resolver);
        Resolvers[assembly] = resolver;
    }

    internal static nint Load(string library, Assembly importer)
    {
        if (Resolvers.TryGetValue(importer, out var resolver) && resolver(library, importer, null) is var handle and not 0)
            return handle;
        try
        {
            return NativeLibrary.Load(library, importer, null);
        }
        catch (DllNotFoundException exception)
        {
            throw new DllNotFoundException(
                $"'{library}' is not found. A resolver for it is to be given to {nameof(NativeImports)}.{nameof(SetResolver)}: "
                + $"addresses do not ask the one of {nameof(NativeLibrary)}.{nameof(NativeLibrary.SetDllImportResolver)}.",
                exception);
        }
    }
}
