using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using BindGen.Check;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace BindGen.Tests.Emit;

/// <summary>The raw layer of an API, compiled and loaded, so that the runtime can be asked how it lays structs out.</summary>
internal sealed class RawAssembly : IDisposable
{
    private const int HighestWarningLevel = 9999;

    private readonly AssemblyLoadContext _context = new("raw layer under test", isCollectible: true);
    private readonly RawNames _names;

    /// <param name="sources">C# that is compiled along and calls it.</param>
    public RawAssembly(CApi api, params ReadOnlySpan<string> sources)
    {
        Index = new ApiIndex(api);
        _names = new RawNames(Index);
        Layout = new RawLayout(Index, new RawTypes(Index));
        using var image = new MemoryStream();
        var errors = Compile(KernelModel.Raw(api), sources).Emit(image).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), string.Join("\n", errors.Select(Describe)));
        image.Position = 0;
        Assembly = _context.LoadFromStream(image);
    }

    public Assembly Assembly { get; }

    public ApiIndex Index { get; }

    public RawLayout Layout { get; }

    /// <summary>With every warning that the compiler has.</summary>
    public static CSharpCompilation Compile(BindGen.Ownership.OwnershipModel model, params ReadOnlySpan<string> sources)
    {
        var diagnostics = new DiagnosticBag();
        var files = Emitter.Emit(model, null, diagnostics);
        Assert.All(diagnostics.ToSorted(), found => Assert.Equal(DiagnosticKinds.InexactDeclaration, found.Kind));
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse);
        var trees = files
            .Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Path))
            .ToList();
        foreach (var source in sources)
            trees.Add(CSharpSyntaxTree.ParseText(source, options));
        return CSharpCompilation.Create(
            "UnderTest", trees, CompileReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, warningLevel: HighestWarningLevel));
    }

    public static string Describe(Diagnostic found) =>
        $"{found.Location.GetLineSpan()}: {found.Id} {found.GetMessage(CultureInfo.InvariantCulture)}";

    public Type TypeOf(CTag tag, string name) => Assembly.GetType("Linux.Raw." + Path(tag, name), throwOnError: true)!;

    /// <summary>The size that the runtime gives a struct: what <c>sizeof</c> compiles to.</summary>
    public static int SizeOf(Type type)
    {
        var method = new DynamicMethod("SizeOf", typeof(int), [], typeof(RawAssembly).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Sizeof, type);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<int>>()();
    }

    /// <summary>Where the runtime puts each field: the difference of two addresses, as generated code computes them.</summary>
    public static unsafe long[] OffsetsOf(Type type, IReadOnlyList<FieldInfo> fields)
    {
        var method = new DynamicMethod("OffsetsOf", typeof(void), [typeof(nint), typeof(long[])], typeof(RawAssembly).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        for (var i = 0; i < fields.Count; i++)
        {
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldflda, fields[i]);
            code.Emit(OpCodes.Conv_U);
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Sub);
            code.Emit(OpCodes.Conv_I8);
            code.Emit(OpCodes.Stelem_I8);
        }
        code.Emit(OpCodes.Ret);
        var offsets = new long[fields.Count];
        // The runtime may touch the struct for its null check.
        var memory = NativeMemory.AllocZeroed((nuint)SizeOf(type));
        method.CreateDelegate<Action<nint, long[]>>()((nint)memory, offsets);
        NativeMemory.Free(memory);
        return offsets;
    }

    public void Dispose() => _context.Unload();

    private string Path(CTag tag, string name)
    {
        var simple = CSharpName.Bare(_names.Simple(tag, name));
        return RawNames.Parent(name) is { } parent
            ? $"{Path(Index.Record(CTag.Struct, parent) is null ? CTag.Union : CTag.Struct, parent)}+{simple}"
            : simple;
    }
}
