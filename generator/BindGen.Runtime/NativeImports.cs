using System.ComponentModel;
using System.Reflection;
using System.Runtime.InteropServices;

namespace BindGen.Runtime;

/// <summary>Where the native library of generated code is, when it is not where .NET would look: for calls, and for the addresses of
/// variables and functions that C is given.</summary>
public static class NativeImports
{
    /// <summary>Takes the place of <see cref="NativeLibrary.SetDllImportResolver"/>, of which an assembly can have one only: with it the
    /// layouts of the library are looked at before the first call.</summary>
    /// <param name="assembly">The one with the generated code.</param>
    /// <param name="resolver">Gives the library, or 0 where .NET is to look itself.</param>
    /// <exception cref="InvalidOperationException">The assembly has a resolver.</exception>
    public static void SetResolver(Assembly assembly, DllImportResolver resolver) => AssemblyImports.Of(assembly).SetResolver(resolver);

    /// <summary>Has the library asked for its layouts before the assembly's first call into it. For generated code.</summary>
    /// <exception cref="InvalidOperationException">The assembly has a resolver that was not given to <see cref="SetResolver"/>.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Check(Assembly assembly, LayoutCheck check) => AssemblyImports.Of(assembly).Add(check);

    internal static nint Load(string library, Assembly importer)
    {
        try
        {
            return AssemblyImports.Known(importer)?.Resolve(library, importer, null) is { } handle and not 0 ? handle : NativeLibrary.Load(library, importer, null);
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
