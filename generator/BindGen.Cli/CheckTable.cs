using System.Collections.Immutable;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary>Says what became of each check of each target, a line each.</summary>
internal static class CheckTable
{
    public static void Write(ImmutableArray<CheckRow> rows, TextWriter output) =>
        TextTable.Write([.. rows.Select(row => new[] { row.Kind.ToString().ToLowerInvariant(), row.Subject, Words(row.Outcome), row.Note })], output);

    private static string Words(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "passed",
        CheckOutcome.Failed => "FAILED",
        _ => "not checked",
    };
}
