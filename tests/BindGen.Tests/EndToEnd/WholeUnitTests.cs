using BindGen.Check;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Pipeline;
using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>The raw layer of every header that the kernel's umbrella reaches, some five hundred, with every warning that the C# compiler has.</summary>
public sealed class WholeUnitTests
{
    [KernelFact("6.1")]
    public void Raw_layer_of_all_of_Linux_6_1_compiles() => AssertCompiles("6.1", KernelHeaders.X64);

    [KernelFact("6.12")]
    public void Raw_layer_of_all_of_Linux_6_12_compiles() => AssertCompiles("6.12", KernelHeaders.X64);

    [KernelFact("6.1", KernelHeaders.Arm64)]
    public void Raw_layer_of_all_of_Linux_6_1_for_arm64_compiles() => AssertCompiles("6.1", KernelHeaders.Arm64);

    [KernelFact("6.12", KernelHeaders.Arm64)]
    public void Raw_layer_of_all_of_Linux_6_12_for_arm64_compiles() => AssertCompiles("6.12", KernelHeaders.Arm64);

    private static void AssertCompiles(string series, string arch)
    {
        var diagnostics = new DiagnosticBag();
        var api = HeaderSource.Read(new HeaderRequest([Repository.PathOf("headers", "linux", "linux.h")], ["*"], [], series, arch), diagnostics);
        var files = Emitter.EmitRaw(api!, new RawStyle("Whole", "kernel"), null, diagnostics);

        Assert.DoesNotContain(diagnostics.ToSorted(), found => found.Kind.Severity == Severity.Error);
        Assert.InRange(files.Length, 400, 2000);
        Assert.InRange(api!.Records.Count(record => record.IsComplete), 900, 10_000);
        Assert.Equal([], CompileCheck.Build(files, Stream.Null).Select(found => $"{found.Span?.File}({found.Span?.Line}): {found.Message}"));
    }
}
