using System.CommandLine;
using BindGen.Diagnostics;
using BindGen.Output;
using BindGen.Pipeline;
using BindGen.Suggest;

namespace BindGen.Cli;

/// <summary><c>bindgen suggest</c>: a draft of rules, with the evidence for each.</summary>
internal static class SuggestCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new HeaderOptions();
        var file = new Option<string?>("--output", "-o") { Description = "Write the draft to this file. Default: the standard output.", HelpName = "FILE" };
        var command = new Command(
            "suggest",
            """
            Draft rules from what headers say by themselves.

            Reads names that belong together (get/put, alloc/free, register/unregister, lock/unlock), types, attributes,
            comments, the kernel's DEFINE_FREE and DEFINE_GUARD, and its export table. What these make sure of is a rule with
            its evidence; the rest is a comment that says what you have to decide. The draft is a rules file that binds:
            bindgen suggest linux/device.h --kernel 6.12 -o device.rules
            """);
        options.AddTo(command);
        command.Options.Add(file);
        SarifOption.AddTo(command);
        command.SetAction(result => Run(result, options, result.GetValue(file), output, error));
        return command;
    }

    private static int Run(ParseResult result, HeaderOptions options, string? file, TextWriter output, TextWriter error)
    {
        var (request, problem) = options.Read(result);
        problem = file is "" ? "--output: the name of the file is empty" : problem;
        if (request is null || problem.Length > 0)
        {
            error.WriteLine($"bindgen: {problem}");
            return ExitCode.WrongUsage;
        }

        var diagnostics = new DiagnosticBag();
        if (HeaderSource.ReadFacts(request, diagnostics) is { } facts)
            Write(Drafter.Write(facts), file, output, diagnostics);
        return Findings.Report(result, diagnostics, null, error);
    }

    private static void Write(string draft, string? file, TextWriter output, DiagnosticBag diagnostics)
    {
        if (file is null or "-")
        {
            output.Write(draft);
            return;
        }
        StoredFile.Write(file, draft, diagnostics);
    }
}
