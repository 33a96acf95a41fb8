using BindGen.Kernels;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Clang;

public sealed class KernelTreeTests : IDisposable
{
    private readonly string _cache = Directory.CreateTempSubdirectory("bindgen-kernels").FullName;

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    [Fact]
    public void A_tree_is_two_packages_and_a_version()
    {
        Unpack();

        var tree = KernelTree.Find(_cache, "9.1", "x86_64")!;

        Assert.Equal("9.1.42", tree.Version);
        Assert.Equal(new CTarget("x86_64-linux-gnu", "linux 9.1.42", true), tree.Target);
        Assert.EndsWith("-common", tree.Common, StringComparison.Ordinal);
        Assert.EndsWith("-amd64", tree.Generated, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kernels/9.1/x86_64/version")]
    [InlineData("kernels/9.1/x86_64/usr/src/linux-headers-9.1-1-amd64/include/generated/autoconf.h")]
    [InlineData("kernels/9.1/x86_64/usr/src/linux-headers-9.1-1-common/include/linux/kconfig.h")]
    [InlineData("kernels/9.1/x86_64/usr/src/linux-headers-9.1-1-amd64/Module.symvers")]
    public void A_tree_with_a_missing_part_is_no_tree(string missing)
    {
        Unpack();
        File.Delete(Path.Combine(_cache, missing));

        Assert.Null(KernelTree.Find(_cache, "9.1", "x86_64"));
    }

    [Fact]
    public void Another_series_or_machine_is_another_tree()
    {
        Unpack();

        Assert.Null(KernelTree.Find(_cache, "9.2", "x86_64"));
        Assert.Null(KernelTree.Find(_cache, "9.1", "arm64"));
        Assert.Null(KernelTree.Find(_cache, "9.1", "vax"));
    }

    [Fact]
    public void Arguments_search_both_packages_in_the_order_of_the_kernel_build()
    {
        Unpack();
        var tree = KernelTree.Find(_cache, "9.1", "x86_64")!;

        var arguments = tree.Arguments("RESOURCE").Select(argument => argument
            .Replace(tree.Common, "C", StringComparison.Ordinal)
            .Replace(tree.Generated, "G", StringComparison.Ordinal));

        Assert.Equal(
            "-x c -std=gnu11 -nostdinc --target=x86_64-linux-gnu -isystem RESOURCE -D__KERNEL__ "
            + "-IC/arch/x86/include -IG/arch/x86/include/generated -IC/include -IG/include "
            + "-IC/arch/x86/include/uapi -IG/arch/x86/include/generated/uapi -IC/include/uapi -IG/include/generated/uapi "
            + "-include C/include/linux/compiler-version.h -include C/include/linux/kconfig.h -include C/include/linux/compiler_types.h "
            + "-fshort-wchar -funsigned-char -fno-strict-aliasing -mno-sse -DCC_USING_FENTRY "
            + "-DKBUILD_BASENAME=\"bindgen\" -DKBUILD_MODNAME=\"bindgen\" -DKBUILD_MODFILE=\"bindgen\" -D__KBUILD_MODNAME=kmod_bindgen",
            string.Join(" ", arguments));
    }

    [Fact]
    public void The_export_table_gives_what_is_asked_for()
    {
        var path = Path.Combine(_cache, "Module.symvers");
        File.WriteAllText(path, """
            0x00000001	get_device	vmlinux	EXPORT_SYMBOL_GPL	
            0x00000002	drm_dev_get	drivers/gpu/drm/drm	EXPORT_SYMBOL	
            0x00000003	get_device_too	vmlinux	EXPORT_SYMBOL_GPL	SPACE
            broken line
            """ + "\n");

        var exports = new ExportTable(path).Find(new HashSet<string> { "get_device", "drm_dev_get", "absent", "line" });

        Assert.Equal(2, exports.Count);
        Assert.Equal(new CExport("vmlinux", true), exports["get_device"]);
        Assert.Equal(new CExport("drivers/gpu/drm/drm", false), exports["drm_dev_get"]);
    }

    private void Unpack()
    {
        Write("version", "9.1.42\n");
        Write("usr/src/linux-headers-9.1-1-amd64/include/generated/autoconf.h", "");
        Write("usr/src/linux-headers-9.1-1-amd64/Module.symvers", "");
        Write("usr/src/linux-headers-9.1-1-common/include/linux/kconfig.h", "");
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(KernelCache.PlaceOf(_cache, "9.1", "x86_64"), name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
