using System.CommandLine;
using BindGen.Diagnostics;
using BindGen.Pipeline;
using BindGen.Suggest;

namespace BindGen.Cli;

/// <summary><c>bindgen suggest</c>: a draft of rules, with the evidence for each.</summary>
internal static class SuggestCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new HeaderOptions();
        var file = new OutputOption();
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
        file.AddTo(command);
        SarifOption.AddTo(command);
        command.SetAction(result => Run(result, options, file, output, error));
        return command;
    }

    private static int Run(ParseResult result, HeaderOptions options, OutputOption file, TextWriter output, TextWriter error)
    {
        var (request, problem) = options.Read(result);
        if (request is null || file.Problem(result) is not null)
            return Findings.WrongUsage(file.Problem(result) ?? problem, error);

        var diagnostics = new DiagnosticBag();
        if (HeaderSource.ReadFacts(request, diagnostics) is { } facts)
            file.Write(result, Drafter.Write(facts), output, diagnostics);
        return Findings.Report(result, diagnostics, null, error);
    }
}
