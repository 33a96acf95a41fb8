using BindGen.Kernels;

namespace BindGen.Tests.KernelTrees;

/// <summary>Trees in a cache, and elsewhere, with the few files that make them trees.</summary>
internal static class CacheFixture
{
    public static void Unpack(string cache, string name, string arch, string version)
    {
        var place = KernelCache.PlaceOf(cache, name, arch);
        Write($"{place}/version", version + "\n");
        Write($"{place}/usr/src/linux-headers-{version}-{KernelArch.Find(arch)!.Package}/include/generated/autoconf.h", "");
        Write($"{place}/usr/src/linux-headers-{version}-{KernelArch.Find(arch)!.Package}/Module.symvers", "");
        Write($"{place}/usr/src/linux-headers-{version}-common/include/linux/kconfig.h", "");
    }

    /// <summary>The headers that all architectures share.</summary>
    public static void WriteCommon(string tree)
    {
        foreach (var name in new[] { "kconfig", "compiler-version", "compiler_types" })
            Write($"{tree}/include/linux/{name}.h", "");
        Write($"{tree}/Makefile", "# a kernel\nVERSION = 9\nPATCHLEVEL = 1\nSUBLEVEL = 7\n");
    }

    /// <summary>What a build generates.</summary>
    public static void WriteGenerated(string tree, string arch = "x86_64")
    {
        var architecture = KernelArch.Find(arch)!;
        Write($"{tree}/include/generated/autoconf.h", $"#define CONFIG_64BIT 1\n#define {architecture.ConfigurationSymbol} 1\n");
        Write($"{tree}/include/generated/uapi/linux/version.h", "#define LINUX_VERSION_CODE 590087\n#define LINUX_VERSION_MAJOR 9\n#define LINUX_VERSION_PATCHLEVEL 1\n#define LINUX_VERSION_SUBLEVEL 7\n");
        Write($"{tree}/arch/{architecture.Directory}/include/generated/asm/types.h", "");
        Write($"{tree}/Module.symvers", "");
    }

    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
