using System.Collections.Immutable;
using System.CommandLine;
using BindGen.Kernels;

namespace BindGen.Cli;

/// <summary>What the commands about kernels share.</summary>
internal sealed class KernelOptions
{
    private const string SourcesVariable = "BINDGEN_APT_SOURCES";

    private readonly string _fallback;

    /// <param name="allByDefault">Whether it is all architectures when the user does not say.</param>
    public KernelOptions(bool allByDefault)
    {
        _fallback = allByDefault ? "all" : KernelArch.Default.Name;
        Arches = new("--arch") { Description = $"An architecture; repeat for several. Default: {_fallback}.", HelpName = ArchNames };
    }

    /// <summary>The architectures as help names them.</summary>
    public static string ArchNames { get; } = string.Join('|', KernelArch.All.Select(arch => arch.Name));

    public Option<string[]> Arches { get; }

    public Option<string?> Sources { get; } = new("--sources")
    {
        Description = $"A file of package sources to ask instead of the system's: sources.list(5), *.sources in deb822 form. Default: ${SourcesVariable}.",
        HelpName = "FILE",
    };

    public Option<bool> Refresh { get; } = new("--refresh") { Description = "Ask the package sources now. Default: they are asked once a day." };

    /// <summary>Whether the user forbids the network.</summary>
    public static bool IsOffline => Environment.GetEnvironmentVariable("BINDGEN_OFFLINE") == "1";

    /// <returns>Null with the reason when there is no such architecture.</returns>
    public (ImmutableArray<KernelArch>? Arches, string Problem) ArchesOf(ParseResult result)
    {
        var said = result.GetValue(Arches) ?? [];
        if (said.FirstOrDefault(name => KernelArch.Find(name) is null) is { } unknown)
            return (null, NoArch(unknown));
        return (said.Length > 0 ? [.. said.Select(name => KernelArch.Find(name)!).Distinct()] : _fallback == "all" ? KernelArch.All : [KernelArch.Default], "");
    }

    public static string NoArch(string name) => $"--arch: there is no architecture '{name}'; there are {string.Join(" and ", KernelArch.All.Select(arch => arch.Name))}";

    /// <returns>The path, or why there is none.</returns>
    public (string? File, string? Problem) SourcesOf(ParseResult result)
    {
        var said = result.GetValue(Sources);
        var file = said ?? (Environment.GetEnvironmentVariable(SourcesVariable) is { Length: > 0 } value ? value : null);
        return file is null || File.Exists(file) ? (file, null) : (null, $"{(said is null ? SourcesVariable : "--sources")}: there is no file '{file}'");
    }
}
