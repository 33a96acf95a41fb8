using System.CommandLine;
using BindGen.Diagnostics;

namespace BindGen.Cli;

/// <summary>Reports what a command found, to everyone who wants to know: people, build tools and code scanning.</summary>
internal static class Findings
{
    /// <param name="consequence">What errors mean for the files, in words; null when they mean nothing.</param>
    /// <returns>The tool's exit status.</returns>
    public static int Report(ParseResult result, DiagnosticBag diagnostics, string? consequence, TextWriter error)
    {
        var found = diagnostics.ToSorted();
        DiagnosticOutput.Write(found, consequence, error);
        var unwritable = new DiagnosticBag();
        if (!SarifOption.Write(result, found, unwritable))
            DiagnosticOutput.Write(unwritable.ToSorted(), null, error);
        return ExitCode.Of([.. found, .. unwritable.ToSorted()]);
    }

    /// <summary>Says what makes no sense on the command line; nothing was done.</summary>
    /// <returns>The tool's exit status.</returns>
    public static int WrongUsage(string problem, TextWriter error)
    {
        error.WriteLine($"bindgen: {problem}");
        return ExitCode.WrongUsage;
    }

    /// <summary>Reports to code scanning that a command could not do its work; people have been told.</summary>
    /// <returns><paramref name="exitCode"/>.</returns>
    public static int ReportFailure(ParseResult result, int exitCode, TextWriter error)
    {
        var unwritable = new DiagnosticBag();
        if (!SarifOption.WriteFailure(result, exitCode == ExitCode.WrongUsage ? "The command line cannot be followed." : "The tool failed; its messages say why.", unwritable))
            DiagnosticOutput.Write(unwritable.ToSorted(), null, error);
        return exitCode;
    }
}
