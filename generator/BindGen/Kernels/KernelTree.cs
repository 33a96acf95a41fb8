using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Kernels;

/// <summary>The headers of one kernel: those that all architectures share, and those that its build generated, as the
/// distribution packs them.</summary>
/// <param name="Series">Such as <c>6.12</c>.</param>
/// <param name="Arch">As <c>uname -m</c> and project files say it, such as <c>x86_64</c>.</param>
/// <param name="Version">The full upstream version, such as <c>6.12.117</c>.</param>
/// <param name="Common">The directory of the headers that are the same for every architecture.</param>
/// <param name="Generated">The directory of what the configuration decides, with the export table.</param>
internal sealed record KernelTree(string Series, KernelArch Arch, string Version, string Common, string Generated)
{
    private const string ModuleName = "bindgen";

    public CTarget Target => new(Arch.Triple, $"linux {Version}", HasExportTable: true);

    public ExportTable Exports => new(Path.Combine(Generated, "Module.symvers"));

    /// <summary>Looks in the cache; null when the tree is not there, or only in parts.</summary>
    public static KernelTree? Find(string series, string arch) => Find(KernelCache.Directory(), series, arch);

    public static KernelTree? Find(string cache, string series, string arch)
    {
        var place = KernelCache.PlaceOf(cache, series, arch);
        var version = Path.Combine(place, "version");
        var sources = Path.Combine(place, "usr", "src");
        if (KernelArch.Find(arch) is not { } architecture || !File.Exists(version) || !Directory.Exists(sources))
            return null;

        var trees = Directory.GetDirectories(sources, "linux-headers-*").Order(StringComparer.Ordinal).ToArray();
        var generated = Array.Find(trees, tree => File.Exists(Path.Combine(tree, "include/generated/autoconf.h")));
        var common = Array.Find(trees, tree => File.Exists(Path.Combine(tree, "include/linux/kconfig.h")));
        return generated is null || common is null || !File.Exists(Path.Combine(generated, "Module.symvers"))
            ? null
            : new KernelTree(series, architecture, File.ReadAllText(version).Trim(), common, generated);
    }

    /// <summary>The compiler's arguments, as the kernel's own build has them.</summary>
    /// <param name="resourceInclude">The directory of the compiler's own headers.</param>
    public ImmutableArray<string> Arguments(string resourceInclude) =>
    [
        "-x", "c", "-std=gnu11", "-nostdinc", $"--target={Arch.Triple}",
        "-isystem", resourceInclude,
        "-D__KERNEL__",
        .. from directory in IncludeDirectories() select $"-I{directory}",
        "-include", Path.Combine(Common, "include/linux/compiler-version.h"),
        "-include", Path.Combine(Common, "include/linux/kconfig.h"),
        "-include", Path.Combine(Common, "include/linux/compiler_types.h"),
        "-fshort-wchar", "-funsigned-char", "-fno-strict-aliasing",
        .. Arch.Flags,
        // Every file of the kernel is compiled as part of a module that has a name, and some headers use it.
        $"-DKBUILD_BASENAME=\"{ModuleName}\"", $"-DKBUILD_MODNAME=\"{ModuleName}\"", $"-DKBUILD_MODFILE=\"{ModuleName}\"", $"-D__KBUILD_MODNAME=kmod_{ModuleName}",
    ];

    private IEnumerable<string> IncludeDirectories()
    {
        var arch = $"arch/{Arch.Directory}/include";
        string[] userSpace = [Path.Combine(Common, arch, "uapi"), Path.Combine(Generated, arch, "generated/uapi"),
            Path.Combine(Common, "include/uapi"), Path.Combine(Generated, "include/generated/uapi")];
        return
        [
            Path.Combine(Common, arch), Path.Combine(Generated, arch, "generated"),
            Path.Combine(Common, "include"), Path.Combine(Generated, "include"),
            .. userSpace,
        ];
    }
}
