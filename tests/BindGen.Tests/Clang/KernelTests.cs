using BindGen.Diagnostics;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Clang;

public sealed class KernelTests
{
    [KernelFact("6.1")]
    public void Linux_6_1_is_understood() => AssertUnderstood("6.1", "linux 6.1.");

    [KernelFact("6.12")]
    public void Linux_6_12_is_understood() => AssertUnderstood("6.12", "linux 6.12.");

    private static void AssertUnderstood(string series, string source)
    {
        var (api, diagnostics) = TestHeader.TryParse(KernelHeaders.Request(series, TestHeader.LibClang));

        Assert.Empty(diagnostics);
        Assert.Equal(api, ApiReader.Read("captured.api", ApiWriter.Write(api!), new DiagnosticBag()));
        Assert.StartsWith(source, api!.Target.Source, StringComparison.Ordinal);
        Assert.Equal(KernelHeaders.Names, api.Headers);
        Assert.Equal("(dev *struct device) *struct device", api.Signature("get_device"));
        Assert.Equal(new CExport("vmlinux", true), api.Function("get_device").Export);
        Assert.Equal(new CExport("drivers/gpu/drm/drm", false), api.Function("drm_dev_enter").Export);
        Assert.Equal(CLinkage.Inline, api.Function("device_lock").Linkage);
        Assert.Equal("(fmt enum io_pgtable_fmt, cfg *struct io_pgtable_cfg, cookie *void) *struct io_pgtable_ops", api.Signature("alloc_io_pgtable_ops"));
        Assert.True(api.Record("task_struct").IsComplete);
        Assert.Single(api.Records, record => record.Name == "io_pgtable_cfg.arm_lpae_s1_cfg");
        Assert.All(api.Functions, function => Assert.Contains(function.Location.Header, KernelHeaders.Names));
        Assert.All(Declarations(api), declaration => Assert.False(Path.IsPathRooted(declaration.Location.Header) || declaration.Location.Header.Contains("usr/", StringComparison.Ordinal), declaration.Location.Header));
        Assert.All(Declarations(api), declaration => Assert.DoesNotContain("unnamed", declaration.Name, StringComparison.Ordinal));
    }

    private static IEnumerable<CDeclaration> Declarations(CApi api) => [.. api.Records, .. api.Enums, .. api.Typedefs, .. api.Functions, .. api.Macros];
}
