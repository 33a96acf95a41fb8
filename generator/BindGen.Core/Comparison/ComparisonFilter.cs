using System.Collections.Immutable;

namespace BindGen.Comparison;

/// <summary>What a reader wants to see of a comparison.</summary>
/// <param name="IsHeader">Whether changes of a header are wanted; null for all, and for the items of the rules.</param>
/// <param name="Only">The worst verdicts that wanted changes have; empty for all.</param>
internal sealed record ComparisonFilter(Func<string, bool>? IsHeader, ImmutableArray<Verdict> Only)
{
    public ApiComparison Apply(ApiComparison comparison) => comparison with
    {
        Changes = [.. comparison.Changes.Where(change => (IsHeader is null || IsHeader(change.Header)) && (Only.IsEmpty || Only.Contains(change.Verdicts.Worst)))],
    };
}
