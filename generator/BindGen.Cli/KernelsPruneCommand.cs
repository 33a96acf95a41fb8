using System.CommandLine;
using System.Globalization;
using BindGen.Diagnostics;
using BindGen.Kernels;

namespace BindGen.Cli;

/// <summary><c>bindgen kernels prune</c>: makes room in the cache.</summary>
internal sealed class KernelsPruneCommand
{
    private readonly Option<string?> _keep = new("--keep")
    {
        Description = "Of the releases that were fetched by number, keep the newest N of each series. Default: all of them.",
        HelpName = "N",
    };

    private readonly Option<bool> _all = new("--all") { Description = "Remove also what series have, every release, and the package lists: all that 'fetch' brings back." };

    private readonly Option<bool> _dry = new("--dry-run", "-n") { Description = "Remove nothing; say what would go." };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new KernelsPruneCommand();
        var command = new Command(
            "prune",
            """
            Remove headers of kernels that nobody needs.

            What interrupted runs left, downloads, trees that are not complete, and added trees that are gone. Of a tree
            that was added only the name is forgotten, never a file of its own.

                bindgen kernels prune --keep 2 --dry-run
            """)
        {
            options._keep,
            options._all,
            options._dry,
        };
        command.SetAction(result => options.Run(result, output, error));
        return command;
    }

    private int Run(ParseResult result, TextWriter output, TextWriter error)
    {
        var (said, all, dry) = (result.GetValue(_keep), result.GetValue(_all), result.GetValue(_dry));
        int? keep = int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
        var problem = said is not null && keep is null ? $"--keep: '{said}' is no number"
            : keep is not null && all ? "--keep and --all contradict each other"
            : null;
        if (problem is not null)
            return Findings.WrongUsage(problem, error);
        var diagnostics = new DiagnosticBag();
        var items = KernelProgress.Show(progress => KernelPruning.Run(new PruneRequest(Path.GetFullPath(KernelCache.Directory()), keep, all, dry), progress, diagnostics));
        foreach (var item in items)
            output.WriteLine($"{(dry ? "would remove" : "removed")} {ByteSize.Of(item.Bytes),9}  {item.What,-28}  {item.Path}");
        if (!diagnostics.HasErrors)
            output.WriteLine($"{ByteSize.Of(items.Sum(item => item.Bytes))} {(dry ? "would come free" : "freed")}");
        return Findings.Report(result, diagnostics, null, error);
    }
}
