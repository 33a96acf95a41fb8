using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Pipeline;
using BindGen.Tests.Cli;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.KernelTrees;

public sealed class PreparedTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_source_tree_that_was_built_in_place_is_one_directory()
    {
        CacheFixture.WriteCommon(At("linux"));
        CacheFixture.WriteGenerated(At("linux"));

        var tree = Read("linux").Tree!;

        Assert.Equal(("9.1", "x86_64", "9.1.7", At("linux"), At("linux")), (tree.Series, tree.Arch.Name, tree.Version, tree.Common, tree.Generated));
    }

    [Fact]
    public void A_build_elsewhere_leads_to_its_source()
    {
        CacheFixture.WriteCommon(At("linux"));
        CacheFixture.WriteGenerated(At("build"), "arm64");
        Directory.CreateSymbolicLink(At("build/source"), At("linux"));

        var tree = Read("build").Tree!;

        Assert.Equal(("arm64", At("build/source"), At("build")), (tree.Arch.Name, tree.Common, tree.Generated));
    }

    [Theory]
    [InlineData("/usr/src/linux-headers-9.1.7-common", "packages that were unpacked elsewhere are beside each other")]
    [InlineData("../linux-headers-9.1.7-common", "as they are installed")]
    public void Packages_of_a_distribution_name_what_they_share(string makefile, string why)
    {
        CacheFixture.WriteCommon(At("linux-headers-9.1.7-common"));
        CacheFixture.WriteGenerated(At("linux-headers-9.1.7-amd64"));
        _folder.Write("linux-headers-9.1.7-amd64/Makefile", $"include {makefile}/Makefile\n");

        var tree = Read("linux-headers-9.1.7-amd64").Tree;

        Assert.True(tree is not null, why);
        Assert.Equal(At("linux-headers-9.1.7-common"), Path.GetFullPath(tree.Common));
    }

    [Fact]
    public void What_a_build_has_not_generated_is_named_with_the_command_that_does()
    {
        CacheFixture.WriteCommon(At("linux"));
        _folder.Write("linux/Kconfig", "");
        Assert.Equal(
            "BG0704: '~/linux' is not prepared: it lacks include/generated/autoconf.h, include/generated/uapi/linux/version.h, Module.symvers, arch/x86/include/generated | "
            + "Make what is missing: make -C ~/linux defconfig && make -C ~/linux modules_prepare && make -C ~/linux -j$(nproc)",
            Read("linux").Problem);

        CacheFixture.WriteGenerated(At("linux"));
        _folder.Write("linux/.config", "");
        File.Delete(At("linux/Module.symvers"));
        Assert.Equal("BG0704: '~/linux' is not prepared: it lacks Module.symvers | Make what is missing: make -C ~/linux -j$(nproc)", Read("linux").Problem);

        Directory.Delete(At("linux/include/generated"), recursive: true);
        _folder.Write("linux/Module.symvers", "");
        Assert.EndsWith(
            "it lacks include/generated/autoconf.h, include/generated/uapi/linux/version.h, arch/arm64/include/generated | "
            + "Make what is missing: make -C ~/linux ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu- modules_prepare",
            Read("linux", "arm64").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_is_for_the_architecture_that_it_is_configured_for()
    {
        CacheFixture.WriteCommon(At("linux"));
        CacheFixture.WriteGenerated(At("linux"), "arm64");

        Assert.Equal(
            "BG0705: '~/linux' is configured for arm64, not for x86_64 | Leave --arch out, or name a tree that is configured for x86_64.",
            Read("linux", "x86_64").Problem);

        _folder.Write("linux/include/generated/autoconf.h", "#define CONFIG_RISCV 1\n");
        Assert.StartsWith("BG0705: '~/linux' is configured for an architecture that kernel targets do not have | There are x86_64 and arm64: ", Read("linux").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_tree_says_what_it_is()
    {
        _folder.Write("usr/include/linux/types.h", "");
        _folder.Write("unpacked/usr/src/linux-headers-9.1.7-amd64/include/generated/autoconf.h", "");
        _folder.Write("lost/alone/Makefile", "include /nowhere/linux-headers-9.1.7-common/Makefile\n");
        CacheFixture.WriteCommon(At("linux-headers-9.1.7-common"));
        Directory.CreateDirectory(At("empty"));

        const string UserSpace = "has the kernel's interface to programs, as `make headers_install` writes it; kernel targets need the headers of the kernel itself | "
            + "A target of a library takes it as it is: `target NAME { triple \"x86_64-linux-gnu\"; include \"~/usr/include\"; }`, and so does `bindgen raw linux/fb.h -- -I ~/usr/include`.";
        const string Foreign = "is no kernel tree: it has no include/linux/kconfig.h, and neither 'source' nor its Makefile leads to one | ";
        Assert.Equal($"BG0705: '~/usr' {UserSpace}", Read("usr").Problem);
        Assert.Equal($"BG0705: '~/usr/include' {UserSpace}", Read("usr/include").Problem);
        Assert.Equal($"BG0705: '~/unpacked' {Foreign}Name the tree inside it: bindgen kernels add ~/unpacked/usr/src/linux-headers-9.1.7-amd64", Read("unpacked").Problem);
        Assert.Equal($"BG0705: '~/lost/alone' {Foreign}Its Makefile names /nowhere/linux-headers-9.1.7-common, which is not there: install or unpack the package of that name beside it.", Read("lost/alone").Problem);
        Assert.Equal($"BG0705: '~/empty' {Foreign}Name the root of a source tree, a directory where one was built, or /usr/src/linux-headers-VERSION of a distribution.", Read("empty").Problem);
        Assert.Equal("BG0001: '~/nowhere' cannot be read: there is no such directory | Check the name, and the directory that you are in.", Read("nowhere").Problem);
        Assert.Equal(
            "BG0704: '~/linux-headers-9.1.7-common' has only the headers that all architectures share: include/generated/autoconf.h is missing | "
            + "Name the directory of one architecture beside it, such as ~/linux-headers-9.1.7-amd64.",
            Read("linux-headers-9.1.7-common").Problem);
    }

    [Fact]
    public void An_added_tree_comes_before_the_cache_and_is_read_anew()
    {
        var cache = At("cache");
        CacheFixture.Unpack(cache, "9.1", "x86_64", "9.1.3");
        CacheFixture.WriteCommon(At("linux"));
        CacheFixture.WriteGenerated(At("linux"));
        Assert.Equal("9.1.3", KernelTree.Find(cache, "9.1", "x86_64")?.Version);

        Assert.NotNull(KernelAddition.Run(cache, At("linux"), null, null, new DiagnosticBag()));
        Assert.Equal("9.1.7", KernelTree.Find(cache, "9.1", "x86_64")?.Version);
        Assert.Null(KernelTree.Find(cache, "9.1", "arm64"));

        File.Delete(At("linux/Module.symvers"));
        Assert.Null(KernelTree.Find(cache, "9.1", "x86_64"));
        var help = TargetHeaders.HowToFetch(cache, "9.1", "x86_64").Replace(_folder.Path, "~", StringComparison.Ordinal);
        Assert.StartsWith("They are those of a tree that was added: '~/linux' is not prepared: it lacks Module.symvers.", help, StringComparison.Ordinal);
        Assert.EndsWith("Or forget that tree: delete ~/cache/added/9.1/x86_64", help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_is_found_by_its_number_also_as_the_series()
    {
        var cache = At("cache");
        CacheFixture.Unpack(cache, "9.1", "x86_64", "9.1.3");
        CacheFixture.Unpack(cache, "9.2.5", "x86_64", "9.2.5");

        Assert.Equal("9.1.3", KernelTree.Find(cache, "9.1.3", "x86_64")?.Version);
        Assert.Null(KernelTree.Find(cache, "9.1.4", "x86_64"));
        Assert.Equal("9.2.5", KernelTree.Find(cache, "9.2.5", "x86_64")?.Version);
        Assert.Null(KernelTree.Find(cache, "9.2", "x86_64"));
        Assert.Equal("Run 'bindgen kernels fetch 9.2 --arch x86_64'; or name a tree of this machine: 'bindgen kernels add PATH'.", TargetHeaders.HowToFetch(cache, "9.2", "x86_64"));
    }

    [Fact]
    public void The_command_says_how_targets_name_the_tree()
    {
        CacheFixture.WriteCommon(At("linux"));
        CacheFixture.WriteGenerated(At("linux"));

        var run = ChildProcess.RunTool(_folder.Path, [("BINDGEN_CACHE", "cache")], "kernels", "add", "linux/", "--name", "9.7");

        Assert.Equal(new ToolRun(0, "added linux/, which is linux 9.1.7 for x86_64: targets have it with 'kernel 9.7; arch x86_64;'\n", ""), run);
        Assert.Equal(At("linux") + "\n", File.ReadAllText(At("cache/added/9.7/x86_64")));
    }

    private (KernelTree? Tree, string? Problem) Read(string path, string? arch = null)
    {
        var diagnostics = new DiagnosticBag();
        var tree = PreparedTree.Read(At(path), null, arch is null ? null : KernelArch.Find(arch), diagnostics);
        return (tree, diagnostics.ToSorted() is [var problem] ? $"{problem.Kind.Id}: {problem.Message} | {problem.Help}".Replace(_folder.Path, "~", StringComparison.Ordinal) : null);
    }

    private string At(string path) => Path.Combine(_folder.Path, path);
}
