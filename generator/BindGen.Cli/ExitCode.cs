using BindGen.Diagnostics;

namespace BindGen.Cli;

/// <summary>What the tool's exit status says.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Findings = 1;
    public const int WrongUsage = 2;
    public const int HeadersDoNotCompile = 3;
    public const int InternalError = 4;

    public static int Of(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(item => item.Kind.Severity == Severity.Error).ToList();
        return errors.Count == 0 ? Done
            : errors.Exists(item => item.Kind == DiagnosticKinds.HeaderError || item.Kind == DiagnosticKinds.ParseFailed) ? HeadersDoNotCompile
            : Findings;
    }
}
