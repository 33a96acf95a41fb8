using System.Globalization;
using System.Text;
using BindGen.Diagnostics;

namespace BindGen.Comparison;

/// <summary>Writes a comparison for a terminal: a summary, then the changes by header.</summary>
internal sealed class ComparisonText
{
    private const int ColumnWidth = 12;

    private readonly StringBuilder _text = new();
    private readonly bool _hasColors;

    private ComparisonText(bool hasColors) => _hasColors = hasColors;

    /// <returns>The text, which ends with a line end.</returns>
    public static string Write(ApiComparison comparison, bool hasColors)
    {
        var writer = new ComparisonText(hasColors);
        writer.Summary(comparison);
        foreach (var header in comparison.Changes.GroupBy(change => change.Header))
            writer.Header(header.Key, header);
        return writer._text.ToString();
    }

    /// <summary>What a change is about, as C says it: <c>struct io_pgtable_cfg</c>.</summary>
    public static string Subject(DeclarationChange change) => $"{Keyword(change)} {change.Name}";

    /// <summary>How many changes there are, in words.</summary>
    public static string Counts(ApiComparison comparison) =>
        $"{Counted.Of(comparison.Changes.Length, "change")}: {Number(ComparisonCounts.Of(comparison, ChangeKind.Added))} new, "
        + $"{Number(ComparisonCounts.Of(comparison, ChangeKind.Removed))} gone, {Number(ComparisonCounts.Of(comparison, ChangeKind.Changed))} changed; "
        + $"{Counted.Of(comparison.Unchanged, "declaration")} {(comparison.Unchanged == 1 ? "is" : "are")} the same, {Number(comparison.Moved)} of them elsewhere";

    private static string Keyword(DeclarationChange change) => change.Subject switch
    {
        SubjectKind.Record => (change.After ?? change.Before)!.C is var text && (text.StartsWith("union", StringComparison.Ordinal) || text.StartsWith("typedef union", StringComparison.Ordinal)) ? "union" : "struct",
        SubjectKind.Item => "rules of",
        _ => change.Subject.Value(),
    };

    private void Summary(ApiComparison comparison)
    {
        Line($"{Side(comparison.Before)} → {Side(comparison.After)}");
        Line(Counts(comparison));
        if (comparison.Changes.IsEmpty)
            return;
        Line("");
        Line(string.Concat(ReportWords.Levels.Select(verdict => verdict.Word().PadLeft(ColumnWidth)).Prepend("".PadRight(ColumnWidth))));
        foreach (var reader in ReportWords.Readers)
            Line(string.Concat(ReportWords.Levels.Select(verdict => Painted(verdict, Number(ComparisonCounts.Of(comparison, reader.Reader, verdict)).PadLeft(ColumnWidth))).Prepend($"{reader.Key,-ColumnWidth}")));
    }

    private static string Side(ComparedApi api) => api.Source.Length > 0 ? $"{api.Name} ({api.Source}, {api.Triple})" : $"{api.Name} ({api.Triple})";

    private void Header(string header, IEnumerable<DeclarationChange> changes)
    {
        Line("");
        Line(Painted(Bold, header.Length > 0 ? header : "rules"));
        foreach (var change in changes)
        {
            Line($"  {Painted(Color(change.Kind), Sign(change.Kind))} {Painted(Bold, Subject(change))}  {Verdicts(change.Verdicts)}");
            foreach (var detail in change.Details)
                Line($"      {Painted(detail.Verdicts.Worst, Mark(detail.Verdicts.Worst))} {detail.Text}");
        }
    }

    private string Verdicts(Verdicts verdicts) => string.Join(
        "  ",
        ReportWords.Readers.Select(reader => (reader.Key, verdict: ComparisonCounts.VerdictFor(verdicts, reader.Reader)))
            .Where(item => item.verdict != Verdict.Unaffected)
            .Select(item => $"{item.Key}:{Painted(item.verdict, item.verdict.Word())}"));

    public static string Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "+",
        ChangeKind.Removed => "-",
        _ => "~",
    };

    private static string Color(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => Green,
        ChangeKind.Removed => Red,
        _ => Yellow,
    };

    /// <summary>Colour is never the only sign.</summary>
    private static string Mark(Verdict verdict) => verdict switch
    {
        Verdict.Breaking => "!",
        Verdict.Suspect => "?",
        _ => "·",
    };

    private const string Bold = "1";
    private const string Red = "31";
    private const string Green = "32";
    private const string Yellow = "33";

    private string Painted(Verdict verdict, string text) => verdict switch
    {
        Verdict.Breaking => Painted(Red, text),
        Verdict.Suspect => Painted(Yellow, text),
        Verdict.Compatible => Painted(Green, text),
        _ => text,
    };

    private string Painted(string color, string text) => _hasColors && text.Trim() is not ("" or "0") ? $"\e[{color}m{text}\e[0m" : text;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private void Line(string text) => _text.Append(text).Append('\n');
}
