using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using BindGen.Comparison;
using BindGen.Emit;
using BindGen.Pages;
using Scriban.Runtime;

namespace BindGen.Review;

/// <summary>A review as one HTML page. It changes nothing: decisions become a command line.</summary>
/// <param name="command">What the command line of the decisions begins with.</param>
internal sealed class ReviewHtml(IReadOnlyList<ReviewItem> items, string command, IReviewProvenance provenance)
{
    // Whole captures would make a page that no browser opens; what is far from every change is not read anyway.
    private const int LongestRun = 40;
    private const int LongestText = 2_000;
    private const int KeptLines = 12;

    private static readonly (string Key, string Meaning)[] Keys =
        [("a r", "accept, reject, and go on"), ("x", "neither"), ("c", "copy the command")];

    /// <returns>The page; null after a template error was reported.</returns>
    public string? Write(TemplateSet templates) => new HtmlDocument(templates).Render("report/review.sbn-html", Model(), "report/review.sbn-js");

    private ScriptObject Model() => View.Map(
        ("title", items.Count == 1 ? "1 change to review" : $"{items.Count.ToString(CultureInfo.InvariantCulture)} changes to review"),
        ("command", HtmlText.Of(command)),
        ("count", items.Count),
        ("kinds", Options(item => ReviewWords.Of(item.Kind), value => value)),
        ("facets", View.Map(
            ("kind", View.List(items.GroupBy(item => item.Kind), group => Option(ReviewWords.Of(group.Key), ReviewWords.Meaning(group.Key), group.Count()))),
            ("state", Options(item => ReviewWords.Of(item.State), value => value)),
            ("target", Options(item => item.Output?.Target ?? "", value => value)))),
        ("groups", View.List(items.Index().GroupBy(item => item.Item.Kind), group => View.Map(
            ("value", ReviewWords.Of(group.Key)), ("label", ReviewWords.Meaning(group.Key)), ("count", group.Count()), ("cards", View.List(group, item => Card(item.Item, item.Index)))))),
        ("keys", View.List(Keys, key => View.Map(("key", key.Key), ("meaning", key.Meaning)))));

    private ScriptArray Options(Func<ReviewItem, string> value, Func<string, string> label) =>
        View.List(items.GroupBy(value).Where(group => group.Key.Length > 0), group => Option(group.Key, label(group.Key), group.Count()));

    private static ScriptObject Option(string value, string label, int count) => View.Map(("value", HtmlText.Of(value)), ("label", HtmlText.Of(label)), ("count", count));

    private ScriptObject Card(ReviewItem item, int index)
    {
        var rows = ReviewDiff.Of(item);
        var (change, sign) = item.State switch { ReviewState.New => ("added", "+"), ReviewState.Removed => ("removed", "−"), _ => ("changed", "~") };
        var hasSource = item.Kind is not (ReviewKind.Banner or ReviewKind.Moved or ReviewKind.Snapshot);
        return View.Map(
            ("id", $"change-{(index + 1).ToString(CultureInfo.InvariantCulture)}"),
            ("path", HtmlText.Of(item.Path)),
            ("state", ReviewWords.Of(item.State)),
            ("target", HtmlText.Of(item.Output?.Target ?? "")),
            ("change", change),
            ("sign", sign),
            ("print", Print(item)),
            ("lead", Lead(item, rows)),
            ("remark", rows is [{ Kind: RowKind.Remark } only] ? HtmlText.Of(only.Text) : ""),
            ("difference", Difference(item)),
            ("rules", Source(hasSource ? provenance.Rules(item) : [])),
            ("headers", Source(hasSource ? provenance.Headers(item) : [])));
    }

    /// <summary>The same for the same change, so that the page can remember what was decided about it.</summary>
    private static string Print(ReviewItem item) =>
        Convert.ToHexStringLower(SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(item.Path), 0, .. SHA256.HashData(item.Before ?? []), .. SHA256.HashData(item.After ?? [])]))[..16];

    private static string Lead(ReviewItem item, ImmutableArray<ReviewRow> rows)
    {
        int Count(RowKind kind) => rows.Count(row => row.Kind == kind);
        var lines = $"+{Count(RowKind.Added).ToString(CultureInfo.InvariantCulture)} −{Count(RowKind.Removed).ToString(CultureInfo.InvariantCulture)}";
        return HtmlText.Of(item.Note.Length > 0 ? $"{lines}, {item.Note}" : lines);
    }

    private static ScriptObject? Difference(ReviewItem item)
    {
        if (item.Texts() is not var (before, after))
            return null;
        (before, after) = item.State == ReviewState.Changed ? Shortened(TextDifference.Of(before, after).Lines) : (Cut(before), Cut(after));
        return before == after ? null : DifferenceView.Of(Path.GetFileName(item.Path), Language(item.Path), before, after);
    }

    private static string Language(string path) => Path.GetExtension(path) switch
    {
        ".cs" => "cs",
        ".c" or ".h" => "c",
        _ => "",
    };

    private static string Cut(string text)
    {
        var lines = text.Split('\n');
        return lines.Length <= LongestText ? text : string.Join('\n', lines.Take(LongestText).Append(Omitted(lines.Length - LongestText)));
    }

    /// <summary>Both texts without what is far from every change.</summary>
    private static (string Before, string After) Shortened(ImmutableArray<LinePair> lines)
    {
        var (before, after) = (new List<string>(), new List<string>());
        for (var position = 0; position < lines.Length;)
        {
            var end = position;
            while (end < lines.Length && lines[end].Kind == LineKind.Same)
                end++;
            if (end - position > LongestRun)
            {
                Add(lines[position..(position + KeptLines)]);
                before.Add(Omitted(end - position - 2 * KeptLines));
                after.Add(before[^1]);
                position = end - KeptLines;
            }
            Add(lines[position..end]);
            for (position = end; position < lines.Length && lines[position].Kind != LineKind.Same; position++)
                Add([lines[position]]);
        }
        return (string.Join('\n', before), string.Join('\n', after));

        void Add(ImmutableArray<LinePair> some)
        {
            before.AddRange(some.Where(line => line.Kind != LineKind.Added).Select(line => string.Concat(line.Before.Select(piece => piece.Text))));
            after.AddRange(some.Where(line => line.Kind != LineKind.Removed).Select(line => string.Concat(line.After.Select(piece => piece.Text))));
        }
    }

    private static string Omitted(int lines) => $"⋯ {lines.ToString(CultureInfo.InvariantCulture)} lines are left out here ⋯";

    private static ScriptArray Source(ImmutableArray<ReviewRow> rows) =>
        View.List(rows.All(row => row.Kind == RowKind.Remark) ? [] : rows, row => View.Map(("text", HtmlText.Of(row.Text)), ("is_place", row.Kind == RowKind.Remark)));
}
