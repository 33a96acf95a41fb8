using System.CommandLine;
using BindGen.Kernels;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary><c>bindgen kernels list</c>: what is here, and what can be had.</summary>
internal sealed class KernelsListCommand
{
    private static readonly string[] Titles = ["KERNEL", "ARCH", "VERSION", "BTF", "FROM", "WHERE"];

    private readonly KernelOptions _shared = new(allByDefault: true);

    private readonly Option<bool> _releases = new("--releases") { Description = "Every release that the distribution offers, not only the newest of each series." };

    private readonly Option<ListingFormat> _format = Choice.Option("--format", "text: a table; json: for scripts, with every release.", ListingFormat.Text);

    private enum ListingFormat
    {
        Text,
        Json,
    }

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new KernelsListCommand();
        var command = new Command(
            "list",
            """
            List the kernels whose headers are on this machine, and those that the distribution offers.

            BTF: whether the tree has the layouts that the kernel's own compiler made, for 'bindgen verify --btf'.
            FROM: 'cached' was fetched, 'added' is a tree of your own, 'installed' can be added, 'running' has layouts
            only, 'offered' can be fetched. Without a network it lists what is here, and says so.
            """)
        {
            options._shared.Arches,
            options._releases,
            options._format,
            options._shared.Refresh,
            options._shared.Sources,
        };
        command.SetAction(result => options.Run(result, output, error));
        return command;
    }

    private int Run(ParseResult result, TextWriter output, TextWriter error)
    {
        var (arches, problem) = _shared.ArchesOf(result);
        var (sources, noSources) = _shared.SourcesOf(result);
        if (arches is null || noSources is not null)
            return Findings.WrongUsage(noSources ?? problem, error);
        var request = new ListRequest(Path.GetFullPath(KernelCache.Directory()), arches.Value, sources, KernelOptions.IsOffline, result.GetValue(_shared.Refresh));
        var listing = KernelProgress.Show(progress => KernelInventory.Read(request, progress));
        if (result.GetValue(_format) == ListingFormat.Json)
        {
            output.Write(KernelListingJson.Write(listing));
            return ExitCode.Done;
        }
        TextTable.Write([Titles, .. listing.Trees.Select(Row), .. listing.Offered.SelectMany(series => Rows(listing, series, result.GetValue(_releases)))], output);
        if (listing.NotAsked is { } why)
            error.WriteLine($"bindgen: what the distribution offers is not known: {why}");
        return ExitCode.Done;
    }

    private static string[] Row(ListedTree tree) =>
    [
        tree.Kernel ?? "-", tree.Arch ?? "-", tree.Version ?? "-", tree.HasBtf ? "yes" : "no", tree.Origin.ToString().ToLowerInvariant(),
        tree.Problem is { } problem ? $"{tree.Path} ({problem})" : tree.Path,
    ];

    private static IEnumerable<string[]> Rows(KernelListing listing, OfferedSeries series, bool all) =>
        from release in series.Releases.Take(all ? series.Releases.Length : 1)
        select new[] { series.Series.ToString(), series.Arch.Name, release.Version.ToString(), "-", "offered", WhatToDo(listing, series, release) };

    private static string WhatToDo(KernelListing listing, OfferedSeries series, KernelOffer release)
    {
        if (listing.Trees.Any(tree => tree.Origin == TreeOrigin.Cached && tree.Arch == series.Arch.Name && tree.Version == release.Version.ToString()))
            return "is cached";
        var isNewest = release.Version == series.Newest;
        var command = $"bindgen kernels fetch {(isNewest ? series.Series : release.Version)}{(series.Arch == KernelArch.Default ? "" : $" --arch {series.Arch.Name}")}";
        return isNewest && series.Cached is { } older ? $"in the place of {older}: {command}" : command;
    }
}
