using System.Collections.Immutable;
using System.Text;
using BindGen.Emit;
using BindGen.Pages;
using Scriban.Runtime;

namespace BindGen.Comparison;

/// <summary>One change as the page shows it.</summary>
/// <param name="Id">What an address names it by: unique on the page, and the C name wherever that is.</param>
internal sealed record ChangeCard(DeclarationChange Change, string Id)
{
    public ImmutableArray<DetailKind> DetailKinds { get; } = [.. Change.Details.Select(detail => detail.Kind).Distinct().Order()];

    public ImmutableArray<OwnershipBadge> Badges { get; } = OwnershipBadge.Of(Change.Before, Change.After);

    /// <summary>A record and a function of one name are told apart by the kind; ids of the page's own parts are left to them.</summary>
    public static ImmutableArray<ChangeCard> Of(ImmutableArray<DeclarationChange> changes)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { "search", "shown", "reset", "expand", "layout", "theme", "help", "keys", "keys-title", "filters", "filtered", "none" };
        return [.. changes.Select(change => new ChangeCard(change, Free(change, taken)))];
    }

    public ScriptObject View() => Emit.View.Map(
        ("id", Id),
        ("name", HtmlText.Of(Change.Name)),
        ("change", Change.Kind.Word()),
        ("sign", Change.Kind.Sign()),
        ("declaration", Change.Subject.Value()),
        ("kind", Change.Subject.Words()),
        ("worst", Change.Verdicts.Worst.Word()),
        ("verdicts", Verdicts(Change.Verdicts)),
        ("detail_kinds", string.Join(' ', DetailKinds.Select(kind => kind.Value()))),
        ("ownership", string.Join(' ', Badges.Select(badge => badge.Word))),
        ("lead", HtmlText.Of(Change.Details[0].Text)),
        ("more", Change.Details.Length - 1),
        ("badges", Emit.View.List(Badges, badge => Emit.View.Map(("word", badge.Word), ("state", badge.State)))),
        ("details", Emit.View.List(Change.Details, detail => Emit.View.Map(
            ("label", detail.Kind.Words()), ("text", HtmlText.Of(detail.Text)), ("verdicts", Verdicts(detail.Verdicts))))),
        ("parts", Emit.View.List(Parts(), part => part)));

    private IEnumerable<ScriptObject> Parts() => new[]
    {
        DifferenceView.Of("C declaration", "c", Change.Before?.C, Change.After?.C),
        DifferenceView.Of("Ownership", "", string.Join('\n', Facts(Change.Before)), string.Join('\n', Facts(Change.After))),
        DifferenceView.Of("Rule", "rules", Change.Before?.Rule, Change.After?.Rule),
        DifferenceView.Of("C#, the safe layer", "cs", Change.Before?.CSharp, Change.After?.CSharp),
    }.OfType<ScriptObject>();

    private static ScriptArray Verdicts(Verdicts verdicts) => Emit.View.List(ReportWords.Readers, reader =>
    {
        var verdict = ComparisonCounts.VerdictFor(verdicts, reader.Reader);
        return Emit.View.Map(("key", reader.Key), ("reader", reader.Label), ("letter", reader.Letter), ("level", verdict.Word()), ("sign", verdict.Sign()));
    });

    private static ImmutableArray<string> Facts(DeclarationSide? side) => side?.Ownership ?? [];

    private static string Free(DeclarationChange change, HashSet<string> taken)
    {
        var name = Spelled(change.Name);
        return Candidates().First(taken.Add);

        IEnumerable<string> Candidates()
        {
            yield return name;
            yield return $"{name}~{change.Subject.Value()}";
            for (var number = 2; ; number++)
                yield return $"{name}~{change.Subject.Value()}~{number}";
        }
    }

    /// <summary>Letters, digits and what C names and headers have besides; the rest becomes a hyphen.</summary>
    private static string Spelled(string name)
    {
        var id = new StringBuilder(name.Length);
        foreach (var letter in name)
            id.Append(char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' ? letter : '-');
        return id.ToString();
    }
}
