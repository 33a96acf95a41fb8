using System.Collections.Immutable;
using System.CommandLine;
using BindGen.Comparison;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Kernels;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary><c>bindgen diff</c>: what changed between two versions of an API, and for whom.</summary>
internal sealed class DiffCommand
{
    private enum Format
    {
        Text,
        Markdown,
        Json,
        Html,
    }

    private enum FailOn
    {
        Never,
        Source,
        Wrapper,
        Binary,
        Any,
    }

    private enum Severity
    {
        Breaking,
        Suspect,
        Compatible,
    }

    private readonly Argument<string> _before = new("A")
    {
        Description = "The earlier version: a target of the project, an .api file, or a kernel such as 6.1; with a git revision before it, as in v1.0:linux-6.12, what was committed then. Alone: what HEAD has of A, against A as it is now.",
    };

    private readonly Argument<string?> _after = new("B") { Description = "The later version.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string?> _project = new("--project", "-p") { Description = "The .bindgen file. Default: the only one in the current directory; .api files can do without.", HelpName = "FILE" };

    private readonly Option<string> _arch = new("--arch") { Description = "Of kernels that no target names.", HelpName = KernelOptions.ArchNames, DefaultValueFactory = _ => KernelArch.Default.Name };

    private readonly Option<ApiOrigin> _from = new ProjectOptions(ApiOrigin.Auto).From;

    private readonly Option<Format> _format = Choice.Option("--format", "text: for a terminal; markdown: for a commit message; json: for programs; html: one page with everything side by side.", Format.Text);

    private readonly OutputOption _output = new();

    private readonly Option<string[]> _headers = new("--header") { Description = "Only what such headers declare, with * and ?: 'drm/*'; repeat for several.", HelpName = "PATTERN" };

    private readonly Option<ImmutableArray<Severity>> _only = Choice.Several<Severity>(
        "--only", "breaking|suspect|compatible", "Only changes that are this at worst; several with commas, or repeat.");

    private readonly Option<FailOn> _failOn = Choice.Option("--fail-on", "Exit status 1 when what is shown has a change that is breaking for this reader.", FailOn.Never);

    private readonly ColorOption _color = new();

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new DiffCommand();
        var command = new Command(
            "diff",
            """
            Say what changed between two versions of a C API, and for whom.

            Functions, macros, constants, variables, types, layouts and exports; and what the project's rules make of
            them: who owns what, which rules apply, and the members of the safe layer. Each change is judged for three
            readers: C source that uses the API, C# that uses the wrappers, and bindings that were generated from the
            earlier version and meet the later one. generator/docs/diff.md has the table.

              bindgen diff linux-6.1 linux-6.12                        two targets of the project in this directory
              bindgen diff linux-6.12 --fail-on any                    what HEAD has captured, against the headers now
              bindgen diff v1.0:linux-6.12 linux-6.12 --format markdown
              bindgen diff 6.1 6.12 --arch arm64 --header 'drm/*'      kernels, with the project's headers and rules
              bindgen diff old.api new.api --only breaking             captured APIs, without any project
              bindgen diff 6.12 6.12.120 --format html -o diff.html    a page, for whoever has to decide

            Exit status: 0 done, 1 findings of --fail-on or an error in the input, 2 wrong usage.
            """)
        {
            options._before,
            options._after,
            options._project,
            options._arch,
            options._from,
            options._format,
            options._headers,
            options._only,
            options._failOn,
        };
        options._output.AddTo(command);
        options._color.AddTo(command);
        SarifOption.AddTo(command);
        command.SetAction(result => options.Run(result, output, error));
        return command;
    }

    private int Run(ParseResult result, TextWriter output, TextWriter error)
    {
        var (request, problem) = Read(result);
        if (request is null)
            return Findings.WrongUsage(problem, error);

        var diagnostics = new DiagnosticBag();
        var comparison = Difference.Run(request, diagnostics) is { } all ? Filter(result).Apply(all) : null;
        if (comparison is not null && Text(result, comparison, output, diagnostics) is { } text)
            _output.Write(result, text, output, diagnostics);
        var code = Findings.Report(result, diagnostics, null, error);
        return code != ExitCode.Done || comparison is null || !Fails(comparison, result.GetValue(_failOn)) ? code : ExitCode.Findings;
    }

    private (DifferenceRequest? Request, string Problem) Read(ParseResult result)
    {
        var (before, after) = (result.GetValue(_before)!, result.GetValue(_after));
        if (before.Length == 0 || after is "")
            return (null, "the name of a version is empty");
        if (_output.Problem(result) is { } unwritable)
            return (null, unwritable);
        if (KernelArch.Find(result.GetValue(_arch) ?? "") is null)
            return (null, KernelOptions.NoArch(result.GetValue(_arch) ?? ""));
        if (after is null)
        {
            if (Revision.Split(before).Revision is not null)
                return (null, $"say what to compare '{before}' with; without a revision, one name is compared with what HEAD has of it");
            (before, after) = (Revision.Join(Revision.Head, before), before);
        }
        var needsProject = new[] { before, after }.Any(name => !name.EndsWith(HeaderSource.CaptureExtension, StringComparison.Ordinal));
        if (!needsProject && result.GetValue(_project) is null)
            return (new DifferenceRequest(null, before, after, result.GetValue(_arch)!, result.GetValue(_from)), "");
        var (project, problem) = ProjectOptions.Read(result.GetValue(_project));
        return project is null
            ? (null, result.GetValue(_project) is null ? $"{problem}, with --project FILE" : $"--project: {problem}")
            : (new DifferenceRequest(project, before, after, result.GetValue(_arch)!, result.GetValue(_from)), "");
    }

    private ComparisonFilter Filter(ParseResult result)
    {
        var patterns = result.GetValue(_headers) ?? [];
        return new ComparisonFilter(
            patterns.Length == 0 ? null : header => patterns.Any(pattern => PathPattern.Matches(pattern, header)),
            [.. result.GetValue(_only).Select(severity => Enum.Parse<Verdict>(severity.ToString()))]);
    }

    private string? Text(ParseResult result, ApiComparison comparison, TextWriter output, DiagnosticBag diagnostics) => result.GetValue(_format) switch
    {
        Format.Markdown => ComparisonMarkdown.Write(comparison, diagnostics),
        Format.Json => ComparisonJson.Write(comparison),
        Format.Html => ComparisonHtml.Write(comparison, new TemplateSet(null, diagnostics)),
        _ => ComparisonText.Write(comparison, !_output.IsFile(result) && _color.IsWanted(result, output)),
    };

    private static bool Fails(ApiComparison comparison, FailOn reader) => comparison.Changes.Select(change => change.Verdicts).Any(verdicts => Verdict.Breaking == reader switch
    {
        FailOn.Source => verdicts.Source,
        FailOn.Wrapper => verdicts.Wrapper,
        FailOn.Binary => verdicts.Binary,
        FailOn.Any => verdicts.Worst,
        _ => Verdict.Unaffected,
    });
}
