using BindGen.Kernels;
using BindGen.Output;
using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.KernelTrees;

public sealed class FetchTests : IDisposable
{
    private readonly PackageRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [PackageFact]
    public void A_series_follows_the_newest_release_and_a_release_stays()
    {
        foreach (var version in new[] { "9.1.3", "9.1.10", "9.2.1" })
            _repository.Add(version);
        _repository.Add("9.1.99", "rt-amd64");

        Assert.Equal(["9.1 x86_64: Fetched  > 9.1.10"], PackageRepository.Fetch(_repository.Request("9.1")));
        Assert.Equal("9.1.10", KernelTree.Find(_repository.Cache, "9.1", "x86_64")?.Version);
        Assert.Equal(["9.1 x86_64: UpToDate 9.1.10 > 9.1.10"], PackageRepository.Fetch(_repository.Request("9.1")));

        _repository.Add("9.1.11");
        Assert.Equal(["9.1 x86_64: UpToDate 9.1.10 > 9.1.10"], PackageRepository.Fetch(_repository.Request("9.1")));
        Assert.Equal(["9.1 x86_64: Fetched 9.1.10 > 9.1.11"], PackageRepository.Fetch(_repository.Request("9.1") with { Refresh = true }));

        Assert.Equal(
            [
                "9.1.3 x86_64: Fetched  > 9.1.3",
                "9.1.11 x86_64: Fetched  > 9.1.11",
                "BG0700: no package source offers kernel 8.8 for x86_64 | They offer 9.1.11, 9.2.1. Other sources are named by --sources FILE.",
                "BG0700: no package source offers kernel 9.1.7 for x86_64 | They offer 9.1.3, 9.1.10, 9.1.11. Other sources are named by --sources FILE.",
            ],
            PackageRepository.Fetch(_repository.Request("9.1.3", "9.1.11", "9.1.7", "8.8")));

        Assert.Equal("9.1.3", KernelTree.Find(_repository.Cache, "9.1.3", "x86_64")?.Version);
        Assert.Equal(["kernels/9.1", "kernels/9.1.11", "kernels/9.1.11/x86_64", "kernels/9.1.3", "kernels/9.1.3/x86_64", "kernels/9.1/x86_64"], _repository.Names());
        Assert.Empty(Directory.EnumerateFileSystemEntries(KernelCache.PackagesOf(_repository.Cache)));
    }

    [PackageFact]
    public void Architectures_share_what_they_have_in_common()
    {
        _repository.Add("9.1.3");
        _repository.Add("9.1.3", "arm64");

        Assert.Equal(["9.1 x86_64: Fetched  > 9.1.3", "9.1 arm64: Fetched  > 9.1.3"], PackageRepository.Fetch(_repository.Request("9.1") with { Arches = KernelArch.All }));
        var tree = KernelTree.Find(_repository.Cache, "9.1", "arm64")!;
        Assert.Equal(2u, FileStatus.Of(Path.Combine(tree.Common, "include/linux/kconfig.h"))?.Links);
    }

    [PackageFact]
    public void A_package_that_is_not_what_its_checksum_says_is_refused()
    {
        _repository.Add("9.1.3");
        var package = _repository.FileOf("linux-headers-9.1.3+test-common");
        var bytes = File.ReadAllBytes(package);
        bytes[^1]++;
        File.WriteAllBytes(package, bytes);

        var said = PackageRepository.Fetch(_repository.Request("9.1"));

        Assert.Matches("^BG0703: kernel 9.1.3 for x86_64 could not be fetched: .*Hash Sum mismatch", Assert.Single(said));
        Assert.Null(KernelTree.Find(_repository.Cache, "9.1", "x86_64"));
        Assert.Empty(CachedTree.All(_repository.Cache));
    }

    [PackageFact]
    public void What_is_cached_stays_in_use_when_nothing_newer_can_be_had()
    {
        Unpack("9.1", "9.1.3");
        var tree = CachedTree.At(_repository.Cache, new KernelVersion(9, 1, null), KernelArch.Default);
        var request = _repository.Request("9.1") with { MaxAge = TimeSpan.FromDays(1) };

        Assert.Equal(["9.1 x86_64: NotAsked 9.1.3 > 9.1.3"], PackageRepository.Fetch(request));
        Assert.False(Directory.Exists(KernelCache.ListsOf(_repository.Cache)));

        File.SetLastWriteTimeUtc(tree.VersionFile, DateTime.UtcNow.AddDays(-2));
        Assert.Equal(["9.1 x86_64: NotAsked 9.1.3 > 9.1.3"], PackageRepository.Fetch(request with { Offline = true }));

        var said = PackageRepository.Fetch(request);
        Assert.Equal("9.1 x86_64: NotAsked 9.1.3 > 9.1.3", said[0]);
        Assert.Matches(@"^BG0702: whether there is a newer kernel 9\.1 for x86_64 is not known: .*repository.* \| The cached 9\.1\.3 is used\.$", Assert.Single(said.Skip(1)));

        // Also a vain look is one: the next run does not wait for the network again.
        Assert.Equal(["9.1 x86_64: NotAsked 9.1.3 > 9.1.3"], PackageRepository.Fetch(request));
    }

    [Fact]
    public void Without_a_network_and_without_a_tree_it_says_what_else_there_is()
    {
        var said = PackageRepository.Fetch(_repository.Request("9.1") with { Offline = true });

        Assert.Equal(
            $"BG0701: the headers of kernel 9.1 for x86_64 are not in {_repository.Cache}, and BINDGEN_OFFLINE forbids to fetch them | Run this once without BINDGEN_OFFLINE, or take a tree that this machine has: bindgen kernels add PATH",
            Assert.Single(said));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_an_error()
    {
        File.WriteAllText(_repository.Cache, "");

        var said = PackageRepository.Fetch(_repository.Request("9.1") with { Offline = true });

        Assert.StartsWith($"BG0002: the cache {_repository.Cache} cannot be written: ", Assert.Single(said), StringComparison.Ordinal);
    }

    [PackageFact]
    public void A_download_that_was_killed_goes_on_where_it_ended()
    {
        using var server = new StallingServer(_repository.Repository, "-common_", after: 100_000);
        _repository.Add("9.1.3", padding: new string('x', 400_000));
        _repository.Serve(server.Address);
        (string, string)[] environment = [("BINDGEN_CACHE", _repository.Cache), ("BINDGEN_APT_SOURCES", _repository.Sources), ("BINDGEN_OFFLINE", ""), ("no_proxy", "127.0.0.1")];

        using (var killed = ChildProcess.StartTool(_repository.Root, environment, "kernels", "fetch", "9.1"))
        {
            Assert.True(server.Stalled.Wait(TimeSpan.FromMinutes(1)));
            var partial = _repository.At("cache/packages/linux-headers-9.1.3+test-amd64/linux-headers-9.1.3+test-common_9.1.3-1_all.deb");
            Assert.True(SpinWait.SpinUntil(() => File.Exists(partial) && new FileInfo(partial).Length > 0, TimeSpan.FromMinutes(1)));
            killed.Kill();
            killed.WaitForExit();
        }
        Assert.Null(KernelTree.Find(_repository.Cache, "9.1", "x86_64"));

        var run = ChildProcess.RunTool(_repository.Root, environment, "kernels", "fetch", "9.1");

        Assert.Equal(new ToolRun(0, $"kernel 9.1.3 for x86_64: fetched into {_repository.Cache}/kernels/9.1/x86_64\n", ""), run);
        Assert.True(server.ResumedAt > 0, $"the download began anew:\n{string.Join('\n', server.Requests)}");
        Assert.Equal(["kernels/9.1", "kernels/9.1/x86_64"], _repository.Names());
    }

    [PackageFact]
    public void A_terminal_shows_how_far_it_is_and_then_only_the_result()
    {
        _repository.Add("9.1.3");
        var command = $"'{ChildProcess.Dotnet}' '{typeof(BindGen.Cli.Entry).Assembly.Location}' kernels fetch 9.1 --sources test.list";

        var run = ChildProcess.Run("script", _repository.Root, [("BINDGEN_CACHE", _repository.Cache), ("BINDGEN_OFFLINE", ""), ("TERM", "xterm")], "-qec", command, "/dev/null");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("asking the package sources", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"kernel 9.1.3 for x86_64: fetched into {_repository.Cache}/kernels/9.1/x86_64", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_is_that_of_a_shell()
    {
        using (CacheLock.Take(_repository.Cache, _ => Assert.Fail("nobody else has it")))
            Assert.Equal(1, Flock());
        Assert.Equal(0, Flock());
    }

    [Fact]
    public void The_next_run_repairs_what_a_killed_one_left()
    {
        Unpack("9.1", "9.1.3");
        Directory.Move(KernelCache.PlaceOf(_repository.Cache, "9.1", "x86_64"), _repository.At("cache/kernels/9.1/.replaced.x86_64"));
        Directory.CreateDirectory(_repository.At("cache/kernels/9.1/.unfinished.abc/tree/usr"));
        Unpack("9.2", "9.2.1");
        Directory.CreateDirectory(_repository.At("cache/kernels/9.2/.replaced.x86_64/usr"));

        Unfinished.Repair(_repository.Cache);

        Assert.Equal(["kernels/9.1", "kernels/9.1/x86_64", "kernels/9.2", "kernels/9.2/x86_64"], _repository.Names());
        Assert.Equal("9.1.3", KernelTree.Find(_repository.Cache, "9.1", "x86_64")?.Version);
    }

    private int Flock() => ChildProcess.Run("flock", _repository.Root, [], "-n", Path.Combine(_repository.Cache, "lock"), "true").ExitCode;

    private void Unpack(string name, string version) => CacheFixture.Unpack(_repository.Cache, name, "x86_64", version);
}
