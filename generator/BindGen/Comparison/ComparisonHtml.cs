using System.Collections.Immutable;
using System.Globalization;
using BindGen.Emit;
using BindGen.Pages;
using Scriban.Runtime;

namespace BindGen.Comparison;

/// <summary>A comparison as one HTML page that needs no network and no other file.</summary>
internal sealed class ComparisonHtml
{
    private static readonly ImmutableArray<ChangeKind> Kinds = [ChangeKind.Added, ChangeKind.Removed, ChangeKind.Changed];

    private readonly ApiComparison _comparison;
    private readonly ImmutableArray<ChangeCard> _cards;

    private ComparisonHtml(ApiComparison comparison)
    {
        _comparison = comparison;
        _cards = ChangeCard.Of(comparison.Changes);
    }

    /// <returns>The page; null after a template error was reported.</returns>
    public static string? Write(ApiComparison comparison, TemplateSet templates) =>
        new HtmlDocument(templates).Render("report/diff.sbn-html", new ComparisonHtml(comparison).Model());

    private ScriptObject Model() => View.Map(
        ("title", HtmlText.Of($"{_comparison.Before.Name} → {_comparison.After.Name}: API difference")),
        ("before", Side(_comparison.Before)),
        ("after", Side(_comparison.After)),
        ("cards", _cards.Length),
        ("totals", View.Map(
            ("changes", Number(_cards.Length)),
            ("kinds", View.List(Kinds, kind => Counted(kind, _cards))),
            ("unchanged", Number(_comparison.Unchanged)),
            ("moved", Number(_comparison.Moved)))),
        ("levels", View.List(ReportWords.Levels, level => level.Word())),
        ("readers", View.List(ReportWords.Readers, Reader)),
        ("subjects", View.List(_cards.GroupBy(card => card.Change.Subject).OrderBy(group => group.Key), Subject)),
        ("facets", Facets()),
        ("headers", View.List(Headers(), header => View.Map(
            ("id", $"header~{header.Number}"), ("key", header.Key), ("name", header.Label), ("count", header.Cards.Length),
            ("cards", View.List(header.Cards, card => card.View()))))));

    private static ScriptObject Side(ComparedApi api) =>
        View.Map(("name", HtmlText.Of(api.Name)), ("source", HtmlText.Of(api.Source)), ("triple", HtmlText.Of(api.Triple)));

    private ScriptObject Reader(ReaderWords reader)
    {
        var levels = new ScriptArray();
        var start = 0;
        foreach (var level in ReportWords.Levels)
        {
            var count = ComparisonCounts.Of(_comparison, reader.Reader, level);
            levels.Add(View.Map(("value", level.Word()), ("sign", level.Sign()), ("count", count), ("start", start)));
            start += count;
        }
        return View.Map(("value", reader.Key), ("label", reader.Label), ("meaning", reader.Meaning), ("levels", levels));
    }

    private static ScriptObject Subject(IGrouping<SubjectKind, ChangeCard> cards) => View.Map(
        ("value", cards.Key.Value()), ("label", cards.Key.Words()), ("count", cards.Count()), ("kinds", View.List(Kinds, kind => Counted(kind, cards))));

    private static ScriptObject Counted(ChangeKind kind, IEnumerable<ChangeCard> cards)
    {
        var count = cards.Count(card => card.Change.Kind == kind);
        return View.Map(("value", kind.Word()), ("label", kind.Word()), ("count", count));
    }

    private ScriptObject Facets() => View.Map(
        ("severity", View.List(
            ReportWords.Levels.Where(level => level != Verdict.Unaffected || ReportWords.Readers.Any(reader => ComparisonCounts.Of(_comparison, reader.Reader, level) > 0)),
            level => Option(level.Word(), level.Word(), _cards.Count(card => card.Change.Verdicts.Worst == level), level.Sign()))),
        ("change", View.List(Kinds, kind => Option(kind.Word(), kind.Word(), _cards.Count(card => card.Change.Kind == kind), kind.Sign()))),
        ("declaration", Options(_cards.Select(card => card.Change.Subject), subject => subject.Value(), subject => subject.Words())),
        ("detail", Options(_cards.SelectMany(card => card.DetailKinds), kind => kind.Value(), kind => kind.Words())),
        ("ownership", View.List(
            OwnershipBadge.Words.Where(word => _cards.Any(card => card.Badges.Any(badge => badge.Word == word))),
            word => Option(word, word, _cards.Count(card => card.Badges.Any(badge => badge.Word == word))))),
        ("header", View.List(Headers(), header => Option(header.Key, header.Label, header.Cards.Length))));

    private static ScriptArray Options<T>(IEnumerable<T> values, Func<T, string> value, Func<T, string> label)
        where T : struct, Enum =>
        View.List(values.GroupBy(item => item).OrderBy(group => group.Key), group => Option(value(group.Key), label(group.Key), group.Count()));

    private static ScriptObject Option(string value, string label, int count, string? sign = null) =>
        View.Map(("value", value), ("label", label), ("count", count), ("sign", sign));

    private IEnumerable<HeaderCards> Headers() => _cards.GroupBy(card => card.Change.Header, StringComparer.Ordinal)
        .Select((group, index) => new HeaderCards(index + 1, group.Key, [.. group]));

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <param name="Number">From 1, in the order of the page.</param>
    private sealed record HeaderCards(int Number, string Name, ImmutableArray<ChangeCard> Cards)
    {
        /// <summary>Without spaces, as values of attributes with several words need it.</summary>
        public string Key => Name.Length == 0 ? "rules" : HtmlText.Of(Name.Replace(' ', '_'));

        public string Label => Name.Length == 0 ? "items of the rules" : HtmlText.Of(Name);
    }
}
