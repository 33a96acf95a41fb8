using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary>The options that <c>generate</c> and <c>check</c> share.</summary>
internal sealed class GenerationOptions
{
    private readonly ProjectOptions _project = new(ApiOrigin.Auto);

    private readonly Option<string?> _templates = new("--templates") { Description = "A directory whose files replace the tool's templates of the same path, such as safe/handle.sbn-cs.", HelpName = "DIR" };

    private readonly Option<string?> _output = new("--output", "-o") { Description = "Where to write instead of the project's output; {target} stands for the target's name.", HelpName = "DIR" };

    private readonly Option<DocumentationMode> _docs = Choice.Option(
        "--docs",
        "links: documentation comments say who owns what and where C declares it; full: also what the headers' comments say, which is under their licence.",
        DocumentationMode.Links);

    private readonly Option<int?> _jobs = new("--jobs", "-j")
    {
        Description = "How many targets are in work at the same time, from 1. Default: as many as there are processors, and memory for; what is written is the same.",
        HelpName = "N",
        CustomParser = Jobs,
    };

    private readonly Option<bool> _timings = new("--timings") { Description = "Print what each stage took, and the peak of memory." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_project.Project);
        foreach (var option in new Option[] { _project.Targets, _templates, _output, _project.From, _docs, _jobs, _timings })
            command.Options.Add(option);
        SarifOption.AddTo(command);
    }

    public bool HasTimings(ParseResult result) => result.GetValue(_timings);

    /// <returns>Null with the reason when an option makes no sense, or when no project is named and the directory does not have exactly one.</returns>
    public (GenerationRequest? Request, string Problem) Read(ParseResult result, CheckRequest? checks, bool acceptsLessCoverage)
    {
        var (project, problem) = ProjectOptions.Read(result.GetValue(_project.Project));
        if (project is null)
            return (null, problem);
        if (result.GetValue(_output) is "")
            return (null, "--output: the name of the directory is empty");
        if (result.GetValue(_templates) is { } templates && !Directory.Exists(templates))
            return (null, $"--templates: there is no directory '{templates}'");
        return (
            new GenerationRequest(
                project, _project.TargetsOf(result), result.GetValue(_templates), result.GetValue(_output), _project.OriginOf(result), checks, result.GetValue(_docs), acceptsLessCoverage, result.GetValue(_jobs)),
            "");
    }

    private static int? Jobs(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs > 0)
            return jobs;
        result.AddError($"--jobs takes a number from 1, not '{result.Tokens[0].Value}'.");
        return null;
    }
}
