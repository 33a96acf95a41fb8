using System.Text.Json;
using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Pipeline;
using BindGen.Tests.Cli;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.KernelTrees;

/// <summary>What is on the machine and in the cache: listed, and removed.</summary>
public sealed class KernelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_the_machine_has_is_listed()
    {
        CacheFixture.Unpack(Cache, "9.1", "x86_64", "9.1.3");
        Directory.CreateDirectory(At("cache/kernels/9.1/arm64"));
        CacheFixture.WriteCommon(At("machine/usr/src/linux-headers-9.1.7-common"));
        CacheFixture.WriteGenerated(At("machine/usr/src/linux-headers-9.1.7-amd64"));
        _folder.Write("machine/usr/src/linux-headers-9.1.7-amd64/Makefile", "include /usr/src/linux-headers-9.1.7-common/Makefile\n");
        Directory.CreateDirectory(At("machine/lib/modules/9.1.7-amd64"));
        Directory.CreateSymbolicLink(At("machine/lib/modules/9.1.7-amd64/build"), At("machine/usr/src/linux-headers-9.1.7-amd64"));
        _folder.Write("machine/proc/sys/kernel/osrelease", "9.1.7-amd64\n");
        _folder.Write("machine/sys/kernel/btf/vmlinux", "");
        CacheFixture.WriteCommon(At("linux"));
        CacheFixture.WriteGenerated(At("linux"), "arm64");
        KernelAddition.Run(Cache, At("linux"), new KernelVersion(9, 5, null), null, new DiagnosticBag());

        var listing = KernelInventory.Read(new ListRequest(Cache, KernelArch.All, null, Offline: true, Refresh: false, At("machine")), _ => { });

        Assert.Equal(
            [
                "Cached 9.1 x86_64 9.1.3 False ~/cache/kernels/9.1/x86_64 ",
                "Cached 9.1 arm64  False ~/cache/kernels/9.1/arm64 it is not complete; bindgen kernels fetch 9.1 --arch arm64",
                "Added 9.5 arm64 9.1.7 False ~/linux ",
                "Installed 9.1 x86_64 9.1.7 False ~/machine/usr/src/linux-headers-9.1.7-amd64 ",
                "Running 9.1  9.1.7 True ~/machine/sys/kernel/btf/vmlinux ",
            ],
            listing.Trees.Select(tree => $"{tree.Origin} {tree.Kernel} {tree.Arch} {tree.Version} {tree.HasBtf} {tree.Path} {tree.Problem}".Replace(_folder.Path, "~", StringComparison.Ordinal)));
        Assert.NotNull(listing.NotAsked);
    }

    [PackageFact]
    public void What_the_distribution_offers_is_listed_for_people_and_for_scripts()
    {
        using var repository = new PackageRepository();
        repository.Add("9.1.3");
        repository.Add("9.1.10");
        repository.Add("9.2.1", "arm64");
        CacheFixture.Unpack(repository.Cache, "9.1", "x86_64", "9.1.3");
        (string, string)[] environment = [("BINDGEN_CACHE", repository.Cache), ("BINDGEN_OFFLINE", "")];

        var table = ChildProcess.RunTool(repository.Root, environment, "kernels", "list", "--sources", "test.list", "--releases");
        var json = ChildProcess.RunTool(repository.Root, environment, "kernels", "list", "--sources", "test.list", "--format", "json", "--arch", "x86_64");

        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        Assert.Matches(@"\AKERNEL +ARCH +VERSION +BTF +FROM +WHERE\n9\.1 +x86_64 +9\.1\.3 +no +cached +", table.Output);
        Assert.Matches(
            @"\n9\.1 +x86_64 +9\.1\.10 +- +offered +in the place of 9\.1\.3: bindgen kernels fetch 9\.1\n"
            + @"9\.1 +x86_64 +9\.1\.3 +- +offered +is cached\n9\.2 +arm64 +9\.2\.1 +- +offered +bindgen kernels fetch 9\.2 --arch arm64\n\z",
            table.Output);
        using var parsed = JsonDocument.Parse(json.Output);
        var offered = Assert.Single(parsed.RootElement.GetProperty("offered").EnumerateArray());
        Assert.Equal(["9.1.10", "9.1.3"], offered.GetProperty("releases").EnumerateArray().Select(release => release.GetProperty("version").GetString()));
        Assert.Equal("9.1.3", offered.GetProperty("cached").GetString());
        Assert.Equal(JsonValueKind.Null, parsed.RootElement.GetProperty("notAsked").ValueKind);
    }

    [Fact]
    public void Pruning_removes_what_no_target_needs()
    {
        CacheFixture.Unpack(Cache, "9.1", "x86_64", "9.1.10");
        foreach (var release in new[] { "9.1.3", "9.1.10", "9.1.9", "9.2.1" })
            CacheFixture.Unpack(Cache, release, "x86_64", release);
        _folder.Write("cache/kernels/9.1/.unfinished.abc/tree/file", new string('x', 5000));
        _folder.Write("cache/packages/linux-headers/linux-headers_1_all.deb", "x");
        _folder.Write("cache/added/9.5/x86_64", At("gone") + "\n");
        _folder.Write("cache/apt/amd64/updated", "");
        var before = Files();

        string[] rubbish = ["kernels/9.1/.unfinished.abc: unfinished", "packages/linux-headers: download", $"added/9.5/x86_64: {At("gone")} is gone"];
        Assert.Equal([.. rubbish, "kernels/9.1.3/x86_64: release 9.1.3 for x86_64"], Prune(keep: 2, dry: true));
        Assert.Equal(before, Files());

        Assert.Equal(rubbish, Prune());
        Assert.Equal(["kernels/9.1.3/x86_64: release 9.1.3 for x86_64", "kernels/9.1.9/x86_64: release 9.1.9 for x86_64"], Prune(keep: 1));
        Assert.Equal(["9.1", "9.1.10", "9.2.1"], CachedTree.All(Cache).Select(tree => tree.Name.ToString()));
        Assert.False(Directory.Exists(At("cache/kernels/9.1.3")));

        Prune(all: true);
        Assert.Equal(["lock"], Files());
    }

    [Fact]
    public void A_file_with_two_names_comes_free_with_the_second()
    {
        _folder.Write("one/file", new string('x', 100_000));
        Directory.CreateDirectory(At("two"));
        Assert.Equal(0, ChildProcess.Run("ln", _folder.Path, [], "one/file", "two/file").ExitCode);
        var space = new DiskSpace();

        Assert.InRange(space.Add(At("one")), 0, 99_999);
        Assert.InRange(space.Add(At("two")), 100_000, 200_000);
    }

    [Theory]
    [InlineData("6.12", "6.12")]
    [InlineData("6.12.117", "6.12.117")]
    [InlineData("06.012", "6.12")]
    [InlineData("6.12.117+deb12", null)]
    [InlineData("6", null)]
    [InlineData("v6.12", null)]
    [InlineData("6.12.", null)]
    [InlineData("../6.12", null)]
    public void A_kernel_is_named_by_numbers(string text, string? expected) => Assert.Equal(expected, KernelVersion.Parse(text)?.ToString());

    private string Cache => At("cache");

    private List<string> Prune(int? keep = null, bool all = false, bool dry = false)
    {
        var diagnostics = new DiagnosticBag();
        var items = KernelPruning.Run(new PruneRequest(Cache, keep, all, dry), _ => { }, diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return [.. items.Select(item => $"{Path.GetRelativePath(Cache, item.Path)}: {item.What}")];
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(Cache, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Cache, file)).Order(StringComparer.Ordinal).ToList();

    private string At(string path) => Path.Combine(_folder.Path, path);
}
