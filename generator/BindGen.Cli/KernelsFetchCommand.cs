using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using BindGen.Diagnostics;
using BindGen.Kernels;

namespace BindGen.Cli;

/// <summary><c>bindgen kernels fetch</c>: header packages of the distribution, unpacked in the cache.</summary>
internal sealed partial class KernelsFetchCommand
{
    private readonly Argument<string[]> _kernels = new("KERNEL")
    {
        Description = "A series, such as 6.12, for its newest release; or one release, such as 6.12.117, which stays as it is.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly KernelOptions _shared = new(allByDefault: false);

    private readonly Option<string?> _age = new("--max-age")
    {
        Description = "Leave a series alone that was looked after within this time, such as 1d, 12h or 30m. Default: look.",
        HelpName = "TIME",
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say only what was fetched." };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new KernelsFetchCommand();
        var command = new Command(
            "fetch",
            """
            Fetch the headers of kernels from the distribution.

            Downloads the packages with the distribution's own client, which checks them, and unpacks them in the cache.
            Needs no root and installs nothing. An interrupted download goes on where it ended; what the cache had stays
            until the new one is complete. Debian and its relatives; elsewhere there is 'bindgen kernels add'.

                bindgen kernels fetch 6.1 6.12 --arch x86_64 --arch arm64

            Exit status: 0 it is in the cache, 1 it cannot be had, 2 wrong usage. BINDGEN_OFFLINE=1 forbids the network,
            BINDGEN_CACHE names the cache.
            """)
        {
            options._kernels,
            options._shared.Arches,
            options._age,
            options._shared.Refresh,
            options._shared.Sources,
            options._quiet,
        };
        command.SetAction(result => options.Run(result, output, error));
        return command;
    }

    private int Run(ParseResult result, TextWriter output, TextWriter error)
    {
        var (request, problem) = Read(result);
        if (request is null)
            return Findings.WrongUsage(problem, error);
        var diagnostics = new DiagnosticBag();
        var results = KernelProgress.Show(progress => KernelFetch.Run(request, progress, diagnostics));
        foreach (var fetched in results.Where(fetched => fetched.Outcome == FetchOutcome.Fetched || !result.GetValue(_quiet)))
            output.WriteLine(Text(fetched));
        return Findings.Report(result, diagnostics, "what the cache has stays as it was", error);
    }

    private (FetchRequest? Request, string Problem) Read(ParseResult result)
    {
        var named = (result.GetValue(_kernels) ?? []).Select(name => (Name: name, Version: KernelVersion.Parse(name))).ToList();
        if (named.Find(kernel => kernel.Version is null) is { Name: { } unknown })
            return (null, $"'{unknown}' is no kernel: name a series, such as 6.12, or one release, such as 6.12.117");
        var (arches, noArch) = _shared.ArchesOf(result);
        if (arches is null)
            return (null, noArch);
        var (sources, noSources) = _shared.SourcesOf(result);
        if (noSources is not null)
            return (null, noSources);
        TimeSpan? age = null;
        if (result.GetValue(_age) is { } time && (age = AgeOf(time)) is null)
            return (null, $"--max-age: '{time}' is no time: say days, hours or minutes, such as 1d, 12h or 30m");
        return (
            new FetchRequest(Path.GetFullPath(KernelCache.Directory()), [.. named.Select(kernel => kernel.Version!.Value)], arches.Value)
            {
                Sources = sources,
                MaxAge = age,
                Refresh = result.GetValue(_shared.Refresh),
                Offline = KernelOptions.IsOffline,
            },
            "");
    }

    private static string Text(FetchResult fetched)
    {
        var what = $"kernel {fetched.Version} for {fetched.Arch.Name}";
        return fetched.Outcome switch
        {
            FetchOutcome.Fetched when fetched.Before is { } before => $"{what}: fetched, in the place of {before}, into {fetched.Place}",
            FetchOutcome.Fetched => $"{what}: fetched into {fetched.Place}",
            FetchOutcome.UpToDate => $"{what}: up to date, in {fetched.Place}",
            _ => $"{what}: in {fetched.Place}, and no newer one was looked for",
        };
    }

    private static TimeSpan? AgeOf(string text)
    {
        if (Age().Match(text) is not { Success: true } match)
            return null;
        var count = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups[2].ValueSpan[0] switch
        {
            'd' => TimeSpan.FromDays(count),
            'h' => TimeSpan.FromHours(count),
            _ => TimeSpan.FromMinutes(count),
        };
    }

    [GeneratedRegex(@"\A([0-9]{1,5})([dhm])\z")]
    private static partial Regex Age();
}
