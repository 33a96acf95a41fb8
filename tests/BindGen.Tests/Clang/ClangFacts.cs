using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Kernels;
using Xunit;

namespace BindGen.Tests.Clang;

/// <summary>A test that needs libclang, and says so where there is none.</summary>
public class LibClangFactAttribute : FactAttribute
{
    public LibClangFactAttribute()
    {
        var diagnostics = new DiagnosticBag();
        if (LibClang.Load(diagnostics) is null)
            Skip = diagnostics.ToSorted()[0].Message;
    }
}

/// <summary>A test that compares what libclang 14 and 19 understand.</summary>
public class BothLibClangsFactAttribute : FactAttribute
{
    public BothLibClangsFactAttribute() => Skip = OtherLibClang.MissingVersion();
}

/// <summary>A test that needs the header tree of a kernel.</summary>
public sealed class KernelFactAttribute : LibClangFactAttribute
{
    public KernelFactAttribute(string series, string arch = KernelHeaders.X64) => Skip ??= KernelHeaders.Missing(series, arch);
}

public sealed class KernelWithBothLibClangsFactAttribute : BothLibClangsFactAttribute
{
    public KernelWithBothLibClangsFactAttribute(string series, string arch = KernelHeaders.X64) => Skip ??= KernelHeaders.Missing(series, arch);
}

internal static class KernelHeaders
{
    public const string X64 = "x86_64";

    public const string Arm64 = "arm64";

    public static readonly string[] Names = ["linux/device.h", "drm/drm_drv.h", "linux/io-pgtable.h"];

    public static string? Missing(string series, string arch) => KernelTree.Find(series, arch) is null
        ? $"the headers of Linux {series} for {arch} are not in {KernelCache.PlaceOf(KernelCache.Directory(), series, arch)}"
        : null;

    public static ParseRequest Request(string series, string arch, LibClang libclang)
    {
        var tree = KernelTree.Find(series, arch)!;
        return ParseRequest.ForHeaders([.. Names], tree.Arguments(libclang.ResourceInclude), tree.Target) with { Exports = tree.Exports.Find };
    }
}
