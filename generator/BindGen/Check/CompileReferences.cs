using System.Reflection;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace BindGen.Check;

/// <summary>
/// What generated code may refer to: the runtime library and the part of the framework that bindings use. The metadata is
/// that of the running process, which has it in memory already: nothing is read, and a single-file program has it too.
/// </summary>
internal static class CompileReferences
{
    // A short list, because each assembly costs start-up time. What BindGen.Runtime refers to is added to it.
    private static readonly string[] Framework =
    [
        "System.Private.CoreLib", "System.Collections", "System.Collections.Immutable", "System.Console", "System.Linq", "System.Memory",
        "System.Runtime", "System.Runtime.InteropServices", "System.Threading",
    ];

    private static readonly Lazy<Assembly[]> LoadedAssemblies = new(Load);
    private static readonly Lazy<MetadataReference[]> LoadedReferences = new(() => [.. LoadedAssemblies.Value.Select(Reference)]);

    public static IReadOnlyList<Assembly> Assemblies => LoadedAssemblies.Value;

    public static IReadOnlyList<MetadataReference> All => LoadedReferences.Value;

    private static Assembly[] Load()
    {
        var runtime = Assembly.Load("BindGen.Runtime");
        var names = runtime.GetReferencedAssemblies().Select(name => name.Name!).Concat(Framework).Distinct(StringComparer.Ordinal);
        return [runtime, .. names.Order(StringComparer.Ordinal).Select(Assembly.Load)];
    }

    private static unsafe PortableExecutableReference Reference(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var blob, out var length))
            throw new InvalidOperationException($"The metadata of {assembly.FullName} is not in memory.");
        return AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)blob, length)).GetReference(display: assembly.GetName().Name);
    }
}
