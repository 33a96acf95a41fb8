using System.CommandLine;
using BindGen.Diagnostics;
using BindGen.Emit;

namespace BindGen.Cli;

/// <summary><c>bindgen reference</c>: the words of the rules language.</summary>
internal static class ReferenceCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("reference", "Print the reference of the rules language as Markdown: every item and every word, with an example.");
        command.SetAction(_ => Run(output, error));
        return command;
    }

    private static int Run(TextWriter output, TextWriter error)
    {
        var diagnostics = new DiagnosticBag();
        output.Write(ReferenceView.Print(diagnostics));
        DiagnosticOutput.Write(diagnostics.ToSorted(), null, error);
        return ExitCode.Of(diagnostics.ToSorted());
    }
}
