using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BindGen.Review;

/// <summary>The names in what changed, by which its rules and its C declarations are found.</summary>
internal static partial class ReviewNames
{
    private const string ShimPrefix = "bindgen_";

    /// <summary>The names in the changed lines, in their order.</summary>
    public static ImmutableArray<string> OfChange(IEnumerable<ReviewRow> rows) => Of(rows.Where(row => row.Kind is RowKind.Added or RowKind.Removed));

    /// <summary>Also those in the lines around them.</summary>
    public static ImmutableArray<string> OfPlace(IEnumerable<ReviewRow> rows) => Of(rows.Where(row => row.Kind != RowKind.Remark));

    private static ImmutableArray<string> Of(IEnumerable<ReviewRow> rows) =>
    [
        .. rows.SelectMany(row => Name().Matches(row.Text)).Select(match => match.Value)
            .Select(name => name.StartsWith(ShimPrefix, StringComparison.Ordinal) ? name[ShimPrefix.Length..] : name)
            .Distinct(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Name();
}
