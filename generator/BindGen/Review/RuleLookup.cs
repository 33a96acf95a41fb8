using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Pipeline;
using BindGen.Rules;

namespace BindGen.Review;

/// <summary>Finds the rules that a change comes from: those of the item that the file is for, and those that name what is in its lines.</summary>
internal sealed class RuleLookup(ProjectFiles files)
{
    private const int ShownRules = 12;
    private const int ShownLines = 12;

    public ImmutableArray<ReviewRow> Rows(ReviewItem item)
    {
        var rows = ReviewDiff.Of(item);
        var own = Spans(item, ReviewNames.OfChange(rows));
        var spans = own.Count > 0 ? own : Spans(item, ReviewNames.OfPlace(rows));
        var subject = Subject(item);
        var heads = files.Rules.SelectMany(file => file.Items).Where(rule => subject is not null && NameOf(rule) == subject).Select(rule => rule.Span).ToList();
        return
        [
            .. heads.SelectMany(span => Shown(span, 1)),
            .. spans.Take(ShownRules).SelectMany(span => Shown(span, ShownLines)),
            .. spans.Count > ShownRules ? [ReviewRow.Remark($"… and {spans.Count - ShownRules} more")] : (ReviewRow[])[],
        ];
    }

    /// <summary>The item that a file of the safe layer is for.</summary>
    private static string? Subject(ReviewItem item) =>
        item.Output?.Directory is not null && item.Output.PathOf(item.File) is var path && path.StartsWith("safe/", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(path) : null;

    /// <summary>The rules of the file's own item when it has one, otherwise all that name something.</summary>
    private List<SourceSpan> Spans(ReviewItem item, ImmutableArray<string> names)
    {
        var subject = Subject(item);
        var known = names.ToHashSet(StringComparer.Ordinal);
        return [.. files.Rules.SelectMany(file => file.Items).Where(rule => subject is null || NameOf(rule) == subject).SelectMany(rule => Spans(rule, known)).Distinct()];
    }

    private static IEnumerable<SourceSpan> Spans(RuleItem rule, HashSet<string> names)
    {
        if (rule is PairItem pair && (names.Contains(pair.Begin.Symbol.Text) || (pair.End is { } end && names.Contains(end.Symbol.Text))))
            yield return rule.Span with { EndLine = rule.Span.Line };
        foreach (var member in Members(rule).OfType<SymbolMember>())
        {
            if (names.Contains(member.Rule.Symbol.Text) || (member.Name is { } name && names.Contains(name.Text)))
                yield return member.Span;
        }
    }

    private static ImmutableArray<BlockMember> Members(RuleItem rule) => rule switch
    {
        BlockItem block => block.Members,
        PairItem pair => pair.Members,
        _ => [],
    };

    private static string? NameOf(RuleItem rule) => rule switch
    {
        BlockItem block => block.Name.Text,
        PairItem pair => pair.Name.Text,
        _ => null,
    };

    private static IEnumerable<ReviewRow> Shown(SourceSpan span, int lines)
    {
        yield return ReviewRow.Remark($"{span.File}({span.Line},{span.Column}):");
        foreach (var row in SourceLines.Of(span.File, span.Line, Math.Min(span.EndLine, span.Line + lines - 1)))
            yield return row;
    }
}
