using System.Collections.Immutable;
using System.CommandLine;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary><c>bindgen check</c>: is everything that is committed as it should be?</summary>
internal sealed class CheckCommand
{
    private readonly GenerationOptions _generation = new();

    private readonly Option<ImmutableArray<CheckKind>> _only = Choice.Several<CheckKind>("--only", "CHECKS", "Make only these checks, such as output,coverage.");

    private readonly Option<ImmutableArray<CheckKind>> _required = Choice.Several<CheckKind>(
        "--require", "CHECKS", "Fail when one of these checks cannot be made, such as layouts without headers; otherwise that is only said.");

    private readonly Option<string?> _compiler = new("--cc") { Description = "The C compiler for layouts, gcc or clang. Default: one that this machine has for the target.", HelpName = "CC" };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new CheckCommand();
        var command = new Command(
            "check",
            """
            Check a project, for continuous integration.

            output: what is there is what generate would write, and compiles. format: rules are as 'bindgen format' writes
            them. layouts: records and enums are as a C compiler has them, and the BTF of a kernel that comes with its
            headers. coverage: not less is wrapped than PROJECT.coverage records, which generate writes and raises.
            Writes nothing, and ends with a line for each check of each target. Exit status 1 when one of them fails.
            In a pipeline: bindgen check --require layouts --sarif bindgen.sarif
            """);
        options._generation.AddTo(command);
        foreach (var option in new Option[] { options._only, options._required, options._compiler })
            command.Options.Add(option);
        command.SetAction(result => options.Run(result, output, error));
        return command;
    }

    private int Run(ParseResult result, TextWriter output, TextWriter error)
    {
        var request = new CheckRequest(result.GetValue(_only), result.GetValue(_required), result.GetValue(_compiler));
        return Problem(request) is { } problem
            ? Findings.WrongUsage(problem, error)
            : GenerateCommand.Run(result, _generation, request, acceptsLessCoverage: false, output, error);
    }

    private static string? Problem(CheckRequest request) =>
        request.Compiler is "" ? "--cc: the name of the compiler is empty"
        : request.Required.Where(kind => !request.Has(kind)).Select(kind => kind.ToString().ToLowerInvariant()).FirstOrDefault() is { } left
            ? $"--require {left}: --only leaves it out"
        : null;
}
