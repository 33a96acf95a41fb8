using System.Globalization;
using System.Reflection;
using BindGen.Check;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Sweeps;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace BindGen.Tests.Emit;

/// <summary>The raw layer of an API, compiled and loaded, so that the runtime can be asked how it lays structs out.</summary>
internal sealed class RawAssembly : IDisposable
{
    private const int HighestWarningLevel = 9999;

    private readonly LoadedLayer _layer;

    /// <param name="sources">C# that is compiled along and calls it.</param>
    public RawAssembly(CApi api, params ReadOnlySpan<string> sources)
    {
        using var image = new MemoryStream();
        var errors = Compile(KernelModel.Raw(api), sources).Emit(image).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), string.Join("\n", errors.Select(Describe)));
        image.Position = 0;
        _layer = new LoadedLayer(api, "Linux.Raw", image);
    }

    public Assembly Assembly => _layer.Assembly;

    public ApiIndex Index => _layer.Index;

    public RawLayout Layout => _layer.Layout;

    public List<string> Differences() => _layer.Differences();

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

    public Type TypeOf(CTag tag, string name) => _layer.TypeOf(tag, name);

    public void Dispose() => _layer.Dispose();
}
