using System.Security.Cryptography;
using System.Text;
using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Tests.Cli;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.KernelTrees;

/// <summary>A test that needs the package client of Debian and its relatives.</summary>
public sealed class PackageFactAttribute : FactAttribute
{
    public PackageFactAttribute() => Skip = PackageClient.Missing() is { } missing ? $"{missing} is not on this machine" : null;
}

/// <summary>A package source in a directory, with tiny header packages of kernels that never were; and a cache.</summary>
internal sealed class PackageRepository : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _stanzas = [];

    public PackageRepository() => Serve($"file:{Repository}");

    public string Cache => At("cache");

    public string Sources => At("test.list");

    public string Repository => At("repository");

    public string Root => _folder.Path;

    /// <summary>Says where the packages are to be had.</summary>
    public void Serve(string address) => File.WriteAllText(Sources, $"deb [trusted=yes] {address} ./\n");

    /// <summary>Adds the two packages of a release, as Debian packs them.</summary>
    public void Add(string version, string flavour = "amd64", string padding = "") =>
        Add(version, flavour, [("include/linux/kconfig.h", padding)], $"{version}\n");

    /// <summary>Adds a release that has a header with functions, each of which is exported.</summary>
    public void AddHeader(string version, string path, string text, params string[] exports) =>
        Add(
            version,
            "amd64",
            [("include/linux/kconfig.h", ""), ("include/linux/compiler-version.h", ""), ("include/linux/compiler_types.h", ""), ($"include/{path}", text)],
            string.Concat(exports.Select(name => $"0x00000000\t{name}\tvmlinux\tEXPORT_SYMBOL_GPL\t\n")));

    private void Add(string version, string flavour, (string Name, string Text)[] headers, string exports)
    {
        var (arch, release) = (flavour.Split('-')[^1], $"{version}-1");
        var generated = $"linux-headers-{version}+test-{flavour}";
        var common = $"linux-headers-{version}+test-common";
        Package(generated, release, arch, $"{common} (= {release})", ("include/generated/autoconf.h", "#define CONFIG_X86_64 1\n"), ("Module.symvers", exports));
        if (!_stanzas.Exists(stanza => stanza.StartsWith($"Package: {common}\n", StringComparison.Ordinal)))
            Package(common, release, "all", "", headers);
        Publish();
    }

    public string FileOf(string package) => Directory.EnumerateFiles(Repository, $"{package}_*.deb").Single();

    public FetchRequest Request(params string[] kernels) => new(Cache, [.. kernels.Select(kernel => KernelVersion.Parse(kernel)!.Value)], [KernelArch.Default]) { Sources = Sources };

    /// <returns>What was said of each kernel, and then what was wrong.</returns>
    public static List<string> Fetch(FetchRequest request)
    {
        var diagnostics = new DiagnosticBag();
        var results = KernelFetch.Run(request, _ => { }, diagnostics);
        return
        [
            .. results.Select(result => $"{result.Kernel} {result.Arch.Name}: {result.Outcome} {result.Before} > {result.Version}"),
            .. diagnostics.ToSorted().Select(item => $"{item.Kind.Id}: {item.Message} | {item.Help}"),
        ];
    }

    /// <summary>The packages' directories, and all names that are not a tree's own.</summary>
    public IEnumerable<string> Names() => Directory.EnumerateDirectories(Path.Combine(Cache, "kernels"), "*", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/usr", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(Cache, path)).Order(StringComparer.Ordinal);

    public string At(string path) => Path.Combine(_folder.Path, path);

    public void Dispose() => _folder.Dispose();

    private void Package(string name, string version, string arch, string depends, params (string Name, string Text)[] files)
    {
        var content = $"content/{name}";
        foreach (var (file, text) in files)
            _folder.Write($"{content}/usr/src/{name}/{file}", text);
        var control = $"Package: {name}\nVersion: {version}\nArchitecture: {arch}\nMaintainer: Nobody <nobody@localhost>\n{(depends.Length > 0 ? $"Depends: {depends}\n" : "")}Description: test\n";
        _folder.Write($"{content}/DEBIAN/control", control);
        Directory.CreateDirectory(Repository);
        var file2 = Path.Combine(Repository, $"{name}_{version}_{arch}.deb");
        var run = ChildProcess.Run("dpkg-deb", Root, [], "-Znone", "--root-owner-group", "-b", At(content), file2);
        Assert.True(run.ExitCode == 0, run.Error);
        _stanzas.Add($"{control}Filename: ./{Path.GetFileName(file2)}\nSize: {new FileInfo(file2).Length}\nSHA256: {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file2)))}\n");
    }

    private void Publish() => File.WriteAllText(Path.Combine(Repository, "Packages"), string.Join('\n', _stanzas), new UTF8Encoding(false));
}
