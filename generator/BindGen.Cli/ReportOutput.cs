using System.Globalization;
using BindGen.Comparison;
using BindGen.Diagnostics;
using BindGen.Ownership;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary>Says what a run read, wrote and took.</summary>
internal static class ReportOutput
{
    private const int ChangesShown = 20;

    public static void Write(GenerationReport report, bool timings, TimeSpan elapsed, TextWriter output)
    {
        foreach (var target in report.Targets)
        {
            output.WriteLine(
                $"{target.Target}: read {target.Origin}: {Counted.Of(target.Api.Functions.Length, "function")}, {Counted.Of(target.Api.Records.Length, "record")}, {Counted.Of(target.Api.Enums.Length, "enum")}, {Counted.Of(target.Api.Typedefs.Length, "typedef")}");
            Changes(target, output);
            output.WriteLine($"{target.Target}: functions and macros of {target.Api.HeadersInWords}: {Coverage(target)}");
            if (report.Checks.IsEmpty)
                output.WriteLine(
                    $"{target.Target}: {target.Directory}: {Counted.Of(target.Files, "file")}, {target.Output.Written.Count} written, {target.Output.Unchanged.Count} unchanged, {target.Output.Removed.Count} removed");
        }
        CheckTable.Write(report.Checks, output);
        if (timings)
        {
            foreach (var (stage, time) in report.Stages)
                output.WriteLine($"{stage,-14} {Milliseconds(time),6} ms");
            output.WriteLine($"{"peak memory",-14} {Parallelism.PeakMemory() >> 20,6} MB");
        }
        output.WriteLine($"done in {Milliseconds(elapsed)} ms");
    }

    private static void Changes(TargetReport target, TextWriter output)
    {
        if (target.Changes is not { } comparison || (comparison.Changes.IsEmpty && comparison.Moved == 0))
            return;
        var changes = comparison.Changes;
        output.WriteLine($"{target.Target}: the headers differ from the captured .api file: {Counted.Of(changes.Length, "declaration")} changed, {comparison.Moved} moved");
        foreach (var change in changes.OrderBy(change => change.Kind).ThenBy(ComparisonText.Subject, StringComparer.Ordinal).Take(ChangesShown))
            output.WriteLine($"  {ComparisonText.Sign(change.Kind)} {ComparisonText.Subject(change)}");
        if (changes.Length > ChangesShown)
            output.WriteLine($"  … and {changes.Length - ChangesShown} more: 'bindgen diff {target.Target}' has all, once this is written");
    }

    private static string Coverage(TargetReport target)
    {
        int Count(Disposition disposition) => target.Symbols.Count(fact => fact.Disposition == disposition);
        return $"{Count(Disposition.Wrapped)} wrapped, {Count(Disposition.Stated)} stated and not emitted yet, {Count(Disposition.Skipped)} skipped with a reason, "
            + $"{Count(Disposition.NotYet)} without a rule, of {target.Symbols.Length}";
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
}
