using System.CommandLine;
using System.Diagnostics;
using BindGen.Check;
using BindGen.Diagnostics;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary><c>bindgen generate</c>: the whole pipeline.</summary>
internal static class GenerateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new GenerationOptions();
        var accepts = new Option<bool>("--accept-coverage") { Description = "Record how much is wrapped even when it is less than before; otherwise the record only rises." };
        var command = new Command(
            "generate",
            """
            Generate the C# of a project's targets.

            Parses the headers, binds the rules, checks that the result compiles, and writes what changed.
            Nothing is written when anything is wrong. Exit status: 0 done, 1 findings, 2 wrong usage,
            3 the headers do not compile, 4 internal error.

                bindgen generate headers/linux/linux.bindgen --target linux-6.12
            """);
        options.AddTo(command);
        command.Options.Add(accepts);
        command.SetAction(result => Run(result, options, null, result.GetValue(accepts), output, error));
        return command;
    }

    public static int Run(ParseResult result, GenerationOptions options, CheckRequest? checks, bool acceptsLessCoverage, TextWriter output, TextWriter error)
    {
        var start = Stopwatch.GetTimestamp();
        var (request, problem) = options.Read(result, checks, acceptsLessCoverage);
        if (request is null)
            return Findings.WrongUsage(problem, error);

        var diagnostics = new DiagnosticBag();
        var report = Generation.Run(request, diagnostics);
        var exitCode = Findings.Report(result, diagnostics, checks is not null ? null : "nothing was written", error);
        if (report is not null)
            ReportOutput.Write(report, options.HasTimings(result), Stopwatch.GetElapsedTime(start), output);
        return exitCode;
    }
}
