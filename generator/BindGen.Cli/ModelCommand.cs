using System.CommandLine;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary><c>bindgen model</c> and <c>bindgen list</c>: what was understood of headers, on the standard output.</summary>
internal static class ModelCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new HeaderOptions();
        var format = new Option<string>("--format", "-f") { Description = "api: the text of an .api file; json: the same for programs.", HelpName = "api|json", DefaultValueFactory = _ => "api" };
        format.AcceptOnlyFromAmong("api", "json");
        var command = new Command(
            "model",
            """
            Print what was understood of headers.

            Every declaration with its exact layout, as the text of an .api file or as JSON.
            """);
        options.AddTo(command);
        SarifOption.AddTo(command);
        command.Options.Add(format);
        command.SetAction(result => Run(result, options, api => result.GetValue(format) == "json" ? ApiJson.Write(api) : ApiWriter.Write(api), output, error));
        return command;
    }

    public static Command CreateList(TextWriter output, TextWriter error)
    {
        var options = new HeaderOptions();
        var command = new Command(
            "list",
            """
            Print a rules file to begin with.

            Every name that rules can bind, with what has to be decided about it as a comment, and what is not bound and why.
            """);
        options.AddTo(command);
        SarifOption.AddTo(command);
        command.SetAction(result => Run(result, options, RuleStubs.Write, output, error));
        return command;
    }

    private static int Run(ParseResult result, HeaderOptions options, Func<CApi, string> print, TextWriter output, TextWriter error)
    {
        var (request, problem) = options.Read(result);
        if (request is null)
            return Findings.WrongUsage(problem, error);

        var diagnostics = new DiagnosticBag();
        var api = HeaderSource.Read(request, diagnostics);
        var exitCode = Findings.Report(result, diagnostics, null, error);
        if (api is not null)
            output.Write(print(api));
        return exitCode;
    }
}
