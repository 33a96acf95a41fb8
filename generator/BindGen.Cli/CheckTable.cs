using System.Collections.Immutable;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary>Says what became of each check of each target, a line each.</summary>
internal static class CheckTable
{
    public static void Write(ImmutableArray<CheckRow> rows, TextWriter output)
    {
        var kinds = rows.Select(row => row.Kind.ToString().ToLowerInvariant()).ToArray();
        var outcomes = rows.Select(row => Words(row.Outcome)).ToArray();
        foreach (var (index, row) in rows.Index())
            output.WriteLine($"{Padded(kinds, index)}  {Padded([.. rows.Select(other => other.Subject)], index)}  {Padded(outcomes, index)}  {row.Note}");
    }

    private static string Words(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "passed",
        CheckOutcome.Failed => "FAILED",
        _ => "not checked",
    };

    private static string Padded(string[] column, int row) => column[row].PadRight(column.Max(text => text.Length));
}
