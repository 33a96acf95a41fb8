using BindGen.Diagnostics;

namespace BindGen.Cli;

/// <summary>Writes findings the way that build tools and editors read them.</summary>
internal static class DiagnosticOutput
{
    /// <param name="consequence">What errors mean for the files, in words; null when they mean nothing.</param>
    public static void Write(IEnumerable<Diagnostic> diagnostics, string? consequence, TextWriter error)
    {
        var (errors, warnings) = (0, 0);
        foreach (var diagnostic in diagnostics)
        {
            error.WriteLine(DiagnosticRenderer.Render(diagnostic, Source));
            errors += diagnostic.Kind.Severity == Severity.Error ? 1 : 0;
            warnings += diagnostic.Kind.Severity == Severity.Warning ? 1 : 0;
        }
        if (errors > 0)
            error.WriteLine($"bindgen: {Counted.Of(errors, "error")}{(warnings > 0 ? $", {Counted.Of(warnings, "warning")}" : "")}{(consequence is null ? "" : $"; {consequence}")}");
    }

    private static string? Source(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
