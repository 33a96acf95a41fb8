using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Ownership;
using BindGen.Tests.Model;
using BindGen.Tests.Ownership;
using Microsoft.CodeAnalysis;
using Xunit;
using static VerifyXunit.Verifier;

namespace BindGen.Tests.Emit;

public sealed class EmitterTests
{
    public static TheoryData<string> Captures => KernelModel.Captures;

    [Fact]
    public async Task The_sample_is_emitted() => await VerifyFiles(Emit(OwnershipSample.Model));

    [Fact]
    public async Task Every_declaration_has_its_raw_form() => await VerifyFiles(Emit(KernelModel.Raw(EveryDeclaration.Api)));

    [Fact]
    public void Each_member_that_becomes_bytes_is_reported_once_at_its_struct()
    {
        var diagnostics = new DiagnosticBag();
        Emitter.Emit(KernelModel.Raw(EveryDeclaration.Api), null, diagnostics);

        Assert.Equal(
            [
                "sample/all.h(27,1) 'numbers.complex' of type '_Complex float' becomes 8 opaque bytes",
                "sample/all.h(27,1) 'numbers.f128' of type '__float128' becomes 16 opaque bytes",
                "sample/all.h(27,1) 'numbers.list' of type '__builtin_va_list' becomes 24 opaque bytes",
                "sample/all.h(27,1) 'numbers.quad' of type 'long double' becomes 16 opaque bytes",
                "sample/all.h(27,1) 'numbers.vector' of type 'int __attribute__((vector_size(4 * sizeof(int))))' becomes 16 opaque bytes",
            ],
            diagnostics.ToSorted().Select(found => $"{found.Span} {found.Message}"));
    }

    /// <summary>The kernel declares nothing that .NET has no type for.</summary>
    [Theory]
    [MemberData(nameof(Captures))]
    public void No_member_of_the_kernel_becomes_bytes(string capture)
    {
        var diagnostics = new DiagnosticBag();
        Emitter.Emit(KernelModel.Raw(KernelModel.Api(capture)), null, diagnostics);

        Assert.Empty(diagnostics.ToSorted());
    }

    [Fact]
    public void What_is_emitted_for_the_sample_compiles() => AssertCompiles(OwnershipSample.Model);

    [Theory]
    [MemberData(nameof(Captures))]
    public void What_is_emitted_for_the_kernel_compiles(string capture) => AssertCompiles(KernelModel.Bind(capture));

    [Fact]
    public void Emission_is_the_same_again_and_on_any_thread()
    {
        var expected = Emit(OwnershipSample.Model);

        Assert.Equal(expected.AsEnumerable(), Emit(OwnershipSample.Bind(OwnershipSample.Rules)));
        var parallel = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(4).Select(_ => Emit(OwnershipSample.Model)).ToList();
        Assert.All(parallel, files => Assert.Equal(expected.AsEnumerable(), files));
    }

    [Fact]
    public void Files_are_in_the_order_of_their_paths_with_forward_slashes_and_LF()
    {
        var files = Emit(KernelModel.Bind("6.12"));

        Assert.Equal(files.Select(file => file.Path).Order(StringComparer.Ordinal), files.Select(file => file.Path));
        Assert.Equal(files.Length, files.Select(file => file.Path).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(files, file =>
        {
            Assert.DoesNotContain('\\', file.Path);
            Assert.DoesNotContain('\r', file.Text);
            Assert.EndsWith("\n", file.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Repository.Root, file.Text, StringComparison.Ordinal);
        });
    }

    /// <summary>No function of a header is forgotten: the raw layer imports it or says why not.</summary>
    [Theory]
    [MemberData(nameof(Captures))]
    public void Every_function_is_imported_or_left_out_with_a_reason(string capture)
    {
        var model = KernelModel.Bind(capture);
        var raw = string.Concat(Emit(model).Where(file => file.Path.StartsWith("raw/", StringComparison.Ordinal)).Select(file => file.Text));

        Assert.Equal([], model.Api.Functions.Select(function => function.Name).Where(name =>
            !raw.Contains($" {name}(", StringComparison.Ordinal) && !raw.Contains($"    // {name} ", StringComparison.Ordinal)));
    }

    private static void AssertCompiles(OwnershipModel model)
    {
        var found = RawAssembly.Compile(model).GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found.Select(RawAssembly.Describe)));
    }

    private static ImmutableArray<GeneratedFile> Emit(OwnershipModel model)
    {
        var diagnostics = new DiagnosticBag();
        var files = Emitter.Emit(model, null, diagnostics);
        Assert.DoesNotContain(diagnostics.ToSorted(), found => found.Kind != DiagnosticKinds.InexactDeclaration);
        Assert.NotEmpty(files);
        return files;
    }

    /// <summary>As text: a verified file must not be compiled into the tests.</summary>
    private static async Task VerifyFiles(ImmutableArray<GeneratedFile> files, [CallerFilePath] string source = "")
    {
        using var folder = new TemporaryFolder();
        foreach (var file in files)
            folder.Write(file.Path + ".txt", file.Text);
        await VerifyDirectory(folder.Path, sourceFile: source);
    }
}
