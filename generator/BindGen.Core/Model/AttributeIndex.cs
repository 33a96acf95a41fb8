using System.Collections.Immutable;

namespace BindGen.Model;

/// <summary>What functions say of themselves in attributes, as the headers spell it: <c>__must_check</c>, <c>nonnull</c>. It is no part of
/// <see cref="CApi"/>: captures hold what a caller needs.</summary>
internal sealed record AttributeIndex(ImmutableDictionary<string, ImmutableArray<string>> Attributes)
{
    public static readonly AttributeIndex Empty = new(ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal));

    /// <summary>The spellings for one function, in the order of its declaration, each once.</summary>
    public ImmutableArray<string> Of(string function) => Attributes.TryGetValue(function, out var attributes) ? attributes : [];
}
