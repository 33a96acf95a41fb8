using System.CommandLine;
using BindGen.Diagnostics;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary><c>bindgen explain</c>: why a wrapper looks the way it does.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Symbol = new("SYMBOL")
    {
        Description = "A C function or macro, a C# member such as Device.FindChild, or an item of the rules such as Device.",
    };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new ProjectOptions(ApiOrigin.Api);
        var command = new Command(
            "explain",
            """
            Say why a wrapper looks the way it does.

            Prints the C declaration, the rule with its file and line, what was decided about every parameter and the
            result, and the C# member with the template that wrote it. Targets that agree are printed once.
            """)
        {
            Symbol,
        };
        command.Arguments.Add(options.Project);
        command.Options.Add(options.Targets);
        command.Options.Add(options.From);
        SarifOption.AddTo(command);
        command.SetAction(result => Run(result, options, output, error));
        return command;
    }

    private static int Run(ParseResult result, ProjectOptions options, TextWriter output, TextWriter error)
    {
        var (project, problem) = ProjectOptions.Read(result.GetValue(options.Project));
        if (project is null)
            return Findings.WrongUsage(problem, error);

        var diagnostics = new DiagnosticBag();
        var texts = new Explanation(new ExplanationRequest(project, result.GetValue(Symbol)!, options.TargetsOf(result), options.OriginOf(result)), diagnostics).Run();
        foreach (var (index, text) in texts.Index())
        {
            if (index > 0)
                output.WriteLine();
            output.WriteLine($"{string.Join(", ", text.Targets)}:");
            output.WriteLine(text.Text);
        }
        return Findings.Report(result, diagnostics, null, error);
    }
}
