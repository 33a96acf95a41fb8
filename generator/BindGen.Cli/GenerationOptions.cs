using System.Collections.Immutable;
using System.CommandLine;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary>The options that <c>generate</c> and <c>check</c> share.</summary>
internal sealed class GenerationOptions
{
    private readonly Argument<string?> _project = new("PROJECT")
    {
        Description = "The .bindgen file; without it, the only one in the current directory.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _targets = new("--target", "-t") { Description = "A target of the project, such as linux-6.12; repeat for several. Default: all.", HelpName = "NAME" };

    private readonly Option<string?> _templates = new("--templates") { Description = "A directory whose files replace the tool's templates of the same path, such as safe/handle.sbn-cs.", HelpName = "DIR" };

    private readonly Option<string?> _output = new("--output", "-o") { Description = "Where to write instead of the project's output; {target} stands for the target's name.", HelpName = "DIR" };

    private readonly Option<ApiOrigin> _from = new("--from")
    {
        Description = "headers: parse them; api: use the captured .api files, without libclang; auto: headers where this machine has them.",
        HelpName = "auto|headers|api",
        CustomParser = result =>
        {
            if (Enum.TryParse<ApiOrigin>(result.Tokens[0].Value, ignoreCase: true, out var origin))
                return origin;
            result.AddError($"--from takes auto, headers or api, not '{result.Tokens[0].Value}'.");
            return ApiOrigin.Auto;
        },
    };

    private readonly Option<DocumentationMode> _docs = new("--docs")
    {
        Description = "links: documentation comments say who owns what and where C declares it; full: also what the headers' comments say, which is under their licence.",
        HelpName = "links|full",
        CustomParser = result =>
        {
            if (Enum.TryParse<DocumentationMode>(result.Tokens[0].Value, ignoreCase: true, out var mode))
                return mode;
            result.AddError($"--docs takes links or full, not '{result.Tokens[0].Value}'.");
            return DocumentationMode.Links;
        },
    };

    private readonly Option<bool> _timings = new("--timings") { Description = "Print what each stage took." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_project);
        foreach (var option in new Option[] { _targets, _templates, _output, _from, _docs, _timings })
            command.Options.Add(option);
    }

    public bool HasTimings(ParseResult result) => result.GetValue(_timings);

    /// <returns>Null with the reason when an option makes no sense, or when no project is named and the directory does not have exactly one.</returns>
    public (GenerationRequest? Request, string Problem) Read(ParseResult result, bool isCheck)
    {
        var project = result.GetValue(_project);
        if (project is null)
        {
            var found = Directory.GetFiles(".", "*.bindgen").Select(path => Path.GetRelativePath(".", path)).Order(StringComparer.Ordinal).ToArray();
            if (found is not [var only])
                return (null, found.Length == 0 ? "there is no .bindgen file in this directory; name one" : $"name one of: {string.Join(", ", found)}");
            project = only;
        }
        if (project.Length == 0)
            return (null, "the name of the project file is empty");
        if (result.GetValue(_output) is "")
            return (null, "--output: the name of the directory is empty");
        if (result.GetValue(_templates) is { } templates && !Directory.Exists(templates))
            return (null, $"--templates: there is no directory '{templates}'");
        return (
            new GenerationRequest(
                project, [.. result.GetValue(_targets) ?? []], result.GetValue(_templates), result.GetValue(_output), result.GetValue(_from), isCheck, result.GetValue(_docs)),
            "");
    }
}
