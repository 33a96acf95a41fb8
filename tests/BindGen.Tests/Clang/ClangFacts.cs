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
    public KernelFactAttribute(string series) => Skip ??= KernelHeaders.Missing(series);
}

public sealed class KernelWithBothLibClangsFactAttribute : BothLibClangsFactAttribute
{
    public KernelWithBothLibClangsFactAttribute(string series) => Skip ??= KernelHeaders.Missing(series);
}

internal static class KernelHeaders
{
    public const string Arch = "x86_64";

    public static readonly string[] Names = ["linux/device.h", "drm/drm_drv.h", "linux/io-pgtable.h"];

    public static string? Missing(string series) => KernelTree.Find(series, Arch) is null
        ? $"the headers of Linux {series} for {Arch} are not in {KernelCache.PlaceOf(KernelCache.Directory(), series, Arch)}"
        : null;

    public static ParseRequest Request(string series, LibClang libclang)
    {
        var tree = KernelTree.Find(series, Arch)!;
        return ParseRequest.ForHeaders([.. Names], tree.Arguments(libclang.ResourceInclude), tree.Target) with { Exports = tree.Exports.Find };
    }
}
