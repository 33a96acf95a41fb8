using BindGen.Diagnostics;
using BindGen.Emit;
using Scriban.Runtime;

namespace BindGen.Comparison;

/// <summary>Writes a comparison for the message of a commit: a summary, then what breaks or has to be looked at; the rest is counted.</summary>
internal static class ComparisonMarkdown
{
    private const string Template = "report/diff.sbn-md";

    /// <returns>The text, which ends with a line end; null after a template error was reported.</returns>
    public static string? Write(ApiComparison comparison, DiagnosticBag diagnostics) => new TemplateSet(null, diagnostics).Render(Template, View(comparison));

    private static ScriptObject View(ApiComparison comparison)
    {
        Verdict[] shown = [Verdict.Breaking, Verdict.Suspect];
        return Emit.View.Map(
            ("title", $"{Side(comparison.Before)} → {Side(comparison.After)}"),
            ("counts", ComparisonText.Counts(comparison)),
            ("readers", Emit.View.List(ReportWords.Readers, reader => Emit.View.Map(
                ("name", $"{reader.Label}: {reader.Meaning}"),
                ("breaking", ComparisonCounts.Of(comparison, reader.Reader, Verdict.Breaking)),
                ("suspect", ComparisonCounts.Of(comparison, reader.Reader, Verdict.Suspect)),
                ("compatible", ComparisonCounts.Of(comparison, reader.Reader, Verdict.Compatible))))),
            ("groups", Emit.View.List(
                shown.Where(verdict => comparison.Changes.Any(change => change.Verdicts.Worst == verdict)),
                verdict => Emit.View.Map(
                    ("title", verdict == Verdict.Breaking ? "Breaking" : "To be looked at"),
                    ("headers", Emit.View.List(comparison.Changes.Where(change => change.Verdicts.Worst == verdict).GroupBy(change => change.Header), Header))))),
            ("others", comparison.Changes.Count(change => !shown.Contains(change.Verdicts.Worst))));
    }

    private static string Side(ComparedApi api) => api.Source.Length > 0 && api.Source != api.Name ? $"{api.Name} ({api.Source})" : api.Name;

    private static ScriptObject Header(IGrouping<string, DeclarationChange> header) => Emit.View.Map(
        ("name", header.Key.Length > 0 ? $"`{header.Key}`" : "Rules"),
        ("changes", Emit.View.List(header, change => Emit.View.Map(
            ("sign", change.Kind switch { ChangeKind.Added => "new", ChangeKind.Removed => "gone", _ => "changed" }),
            ("subject", ComparisonText.Subject(change)),
            ("readers", Readers(change.Verdicts)),
            ("details", Emit.View.List(change.Details.Where(detail => detail.Verdicts.Worst >= Verdict.Suspect), detail => Text(detail.Text)))))));

    /// <summary>Whom it is as bad as it gets for.</summary>
    private static string Readers(Verdicts verdicts) =>
        $" ({string.Join(", ", ReportWords.Readers.Where(reader => ComparisonCounts.VerdictFor(verdicts, reader.Reader) == verdicts.Worst).Select(reader => reader.Key))})";

    /// <summary>What stands in quotes is code, and nothing else is Markdown.</summary>
    private static string Text(string text)
    {
        var parts = text.Split('\'');
        return parts.Length % 2 == 0
            ? Escaped(text)
            : string.Concat(parts.Select((part, place) => place % 2 == 0 ? Escaped(part) : $"`{part}`"));
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\").Replace("*", "\\*").Replace("_", "\\_").Replace("<", "\\<").Replace("`", "\\`");
}
