using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;

namespace BindGen.Kernels;

/// <summary>The headers of one kernel: those that all architectures share, and those that its build generated. In packages of a
/// distribution they are apart; in a source tree that was built in place they are one directory.</summary>
/// <param name="Series">The name that it was asked for by, such as <c>6.12</c>; or one release, <c>6.12.117</c>.</param>
/// <param name="Arch">As <c>uname -m</c> and project files say it, such as <c>x86_64</c>.</param>
/// <param name="Version">The full upstream version, such as <c>6.12.117</c>.</param>
/// <param name="Common">The directory of the headers that are the same for every architecture.</param>
/// <param name="Generated">The directory of what the configuration decides, with the export table.</param>
internal sealed record KernelTree(string Series, KernelArch Arch, string Version, string Common, string Generated)
{
    private const string ModuleName = "bindgen";

    public CTarget Target => new(Arch.Triple, $"linux {Version}", HasExportTable: true);

    public ExportTable Exports => new(Path.Combine(Generated, "Module.symvers"));

    /// <summary>What a kernel target stands on; null when it is not on this machine, or only in parts.</summary>
    /// <param name="kernel">A series, or one release.</param>
    public static KernelTree? Find(string kernel, string arch) => Find(KernelCache.Directory(), kernel, arch);

    /// <summary>A tree that the user added under the name comes first, whatever the cache has besides. A release is also found as the
    /// series' own tree, while that is of this release.</summary>
    public static KernelTree? Find(string cache, string kernel, string arch)
    {
        if (KernelArch.Find(arch) is not { } architecture || KernelVersion.Parse(kernel) is not { } name)
            return null;
        if (AddedTree.Find(cache, name, architecture) is { } added)
            return PreparedTree.Read(added.Path, name, architecture, new DiagnosticBag());
        return AtPlace(KernelCache.PlaceOf(cache, kernel, arch), kernel, architecture)
            ?? (name.IsRelease && AtPlace(KernelCache.PlaceOf(cache, name.Series.ToString(), arch), kernel, architecture) is { } series && series.Version == kernel
                ? series
                : null);
    }

    /// <summary>The unpacked packages at one place of the cache.</summary>
    public static KernelTree? AtPlace(string place, string kernel, KernelArch arch)
    {
        var version = CachedTree.VersionFileOf(place);
        var sources = CachedTree.SourcesOf(place);
        if (!File.Exists(version) || !Directory.Exists(sources))
            return null;

        var trees = Directory.GetDirectories(sources, "linux-headers-*").Order(StringComparer.Ordinal).ToArray();
        var generated = Array.Find(trees, tree => File.Exists(Path.Combine(tree, "include/generated/autoconf.h")));
        var common = Array.Find(trees, tree => File.Exists(Path.Combine(tree, "include/linux/kconfig.h")));
        return generated is null || common is null || !File.Exists(Path.Combine(generated, "Module.symvers"))
            ? null
            : new KernelTree(kernel, arch, File.ReadAllText(version).Trim(), common, generated);
    }

    /// <summary>Where the layouts are that the kernel's own compiler made, when the tree has them.</summary>
    public string Btf => Path.Combine(Generated, "vmlinux");

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
