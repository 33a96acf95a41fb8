using System.Collections.Immutable;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Clang;

public sealed class KernelTests
{
    [KernelFact("6.1")]
    public void Linux_6_1_is_understood() => AssertUnderstood("6.1", "linux 6.1.");

    [KernelFact("6.12")]
    public void Linux_6_12_is_understood() => AssertUnderstood("6.12", "linux 6.12.");

    [KernelFact("6.1", KernelHeaders.Arm64)]
    public void Linux_6_1_for_arm64_is_understood() => AssertArm64(AssertUnderstood("6.1", "linux 6.1.", KernelHeaders.Arm64));

    [KernelFact("6.12", KernelHeaders.Arm64)]
    public void Linux_6_12_for_arm64_is_understood() => AssertArm64(AssertUnderstood("6.12", "linux 6.12.", KernelHeaders.Arm64));

    /// <summary>They are compiled only with what the kernel's build defines besides its configuration: the name of the module, and how
    /// functions are traced.</summary>
    [KernelFact("6.12")]
    public void Headers_that_need_the_build_of_the_kernel_are_understood() => AssertWithoutErrors(KernelHeaders.X64, "linux/pwm.h", "linux/phy.h", "linux/ftrace.h");

    [KernelFact("6.12", KernelHeaders.Arm64)]
    public void Headers_that_need_the_build_of_the_kernel_are_understood_for_arm64() => AssertWithoutErrors(KernelHeaders.Arm64, "linux/pwm.h", "linux/phy.h", "linux/ftrace.h");

    private static void AssertWithoutErrors(string arch, params ImmutableArray<string> headers)
    {
        var tree = KernelTree.Find("6.12", arch)!;
        var (api, diagnostics) = TestHeader.TryParse(ParseRequest.ForHeaders(headers, tree.Arguments(TestHeader.LibClang.ResourceInclude), tree.Target));

        Assert.DoesNotContain(diagnostics, found => found.Kind.Severity == Severity.Error);
        Assert.NotNull(api);
    }

    /// <summary>The formats of page tables that only this architecture has are exported by the same functions.</summary>
    private static void AssertArm64(CApi api)
    {
        Assert.Equal("aarch64-linux-gnu", api.Target.Triple);
        Assert.Equal(new CExport("vmlinux", true), api.Function("alloc_io_pgtable_ops").Export);
        Assert.Equal("528/16 { 0 vregs [32]__uint128_t; 4096 fpsr __u32; 4128 fpcr __u32; 4160 __reserved [2]__u32 }", api.Layout("user_fpsimd_state"));
    }

    private static CApi AssertUnderstood(string series, string source, string arch = KernelHeaders.X64)
    {
        var (api, diagnostics) = TestHeader.TryParse(KernelHeaders.Request(series, arch, TestHeader.LibClang));

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
        return api;
    }

    private static IEnumerable<CDeclaration> Declarations(CApi api) => [.. api.Records, .. api.Enums, .. api.Typedefs, .. api.Functions, .. api.Macros];
}
