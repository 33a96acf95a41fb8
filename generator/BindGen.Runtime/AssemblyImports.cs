using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BindGen.Runtime;

/// <summary>The one resolver of an assembly: what the user gave, after a look at the layouts of what it leads to.</summary>
internal sealed class AssemblyImports
{
    private static readonly Lock Gate = new();
    // Weak: an assembly that is unloaded takes its own along.
    private static readonly ConditionalWeakTable<Assembly, AssemblyImports> All = [];

    [ThreadStatic]
    private static AssemblyImports? _asking;

    private ImmutableArray<LayoutCheck> _checks = [];
    private DllImportResolver? _resolver;

    /// <exception cref="InvalidOperationException">The assembly has a resolver that .NET was given.</exception>
    public static AssemblyImports Of(Assembly assembly)
    {
        lock (Gate)
        {
            if (Known(assembly) is { } known)
                return known;
            var imports = new AssemblyImports();
            try
            {
                NativeLibrary.SetDllImportResolver(assembly, imports.Resolve);
            }
            catch (InvalidOperationException exception)
            {
                throw new InvalidOperationException(
                    $"{assembly.GetName().Name} has a resolver that {nameof(NativeLibrary)}.{nameof(NativeLibrary.SetDllImportResolver)} was given. "
                    + $"Give it to {nameof(NativeImports)}.{nameof(NativeImports.SetResolver)} instead: an assembly can have one only, and generated code looks at its library's layouts there.",
                    exception);
            }
            All.Add(assembly, imports);
            return imports;
        }
    }

    /// <summary>Null for an assembly that nothing was said about.</summary>
    public static AssemblyImports? Known(Assembly assembly) => All.TryGetValue(assembly, out var imports) ? imports : null;

    public void SetResolver(DllImportResolver resolver)
    {
        if (Interlocked.CompareExchange(ref _resolver, resolver, null) is not null)
            throw new InvalidOperationException("The assembly has a resolver, and can have one only.");
    }

    public void Add(LayoutCheck check) => ImmutableInterlocked.Update(ref _checks, static (checks, added) => checks.Add(added), check);

    /// <returns>0 where .NET is to look itself.</returns>
    /// <exception cref="LayoutMismatchException">The library has other layouts.</exception>
    public nint Resolve(string library, Assembly importer, DllImportSearchPath? path)
    {
        // The question is a call of the assembly too, and leads here once more.
        if (_asking != this)
            Check(library);
        return Volatile.Read(ref _resolver)?.Invoke(library, importer, path) ?? 0;
    }

    private void Check(string library)
    {
        var asking = _asking;
        _asking = this;
        try
        {
            foreach (var check in _checks)
            {
                if (check.Library == library)
                    check.Run();
            }
        }
        finally
        {
            _asking = asking;
        }
    }
}
