using System.Collections.Immutable;
using System.CommandLine;
using System.Reflection;
using BindGen.Diagnostics;
using BindGen.Output;
using BindGen.Sarif;

namespace BindGen.Cli;

/// <summary><c>--sarif FILE</c>: what a command found, for code scanning. The file is written however the run ends.</summary>
internal static class SarifOption
{
    private const string Name = "--sarif";

    public static void AddTo(Command command)
    {
        var option = new Option<string?>(Name) { Description = "Also write what was found to this file, as SARIF 2.1.0 for code scanning; however the run ends.", HelpName = "FILE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
                result.AddError($"{Name}: the name of the file is empty");
        });
        command.Options.Add(option);
    }

    /// <summary>Writes the findings of a command that did its work.</summary>
    /// <returns>False after an error was reported.</returns>
    public static bool Write(ParseResult result, ImmutableArray<Diagnostic> found, DiagnosticBag diagnostics) =>
        Write(result, found, ExitCode.Of(found) is ExitCode.Done or ExitCode.Findings, null, diagnostics);

    /// <summary>Writes that a command could not do its work at all.</summary>
    /// <inheritdoc cref="Write(ParseResult, ImmutableArray{Diagnostic}, DiagnosticBag)" path="/returns"/>
    public static bool WriteFailure(ParseResult result, string failure, DiagnosticBag diagnostics) => Write(result, [], false, failure, diagnostics);

    private static bool Write(ParseResult result, ImmutableArray<Diagnostic> found, bool isCompleted, string? failure, DiagnosticBag diagnostics)
    {
        var command = result.CommandResult.Command;
        // By its tokens: of a command line with an error, values cannot be asked.
        if (command.Options.FirstOrDefault(option => option.Name == Name) is not { } option || result.GetResult(option)?.Tokens is not [{ Value.Length: > 0 } file, ..])
            return true;
        var run = new SarifRun(ToolVersion, command.Name, found, isCompleted, failure);
        return StoredFile.Write(file.Value, SarifLog.Write(run, SourceTree.Around(".")), diagnostics);
    }

    private static string ToolVersion => typeof(SarifOption).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
