using System.Collections.Immutable;
using BindGen.Ownership;

namespace BindGen.Comparison;

/// <summary>A difference in what rules make of a version.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Item">The rules item.</param>
internal sealed record WrappedDetail(string Key, string Item, ChangeDetail Detail);

/// <summary>Says what differs between two versions in ownership, in the rules that apply, and in the safe layer.</summary>
internal sealed class WrappedComparison(WrappedApi before, WrappedApi after)
{
    /// <param name="symbols">The functions and macros with parameters of both versions.</param>
    public IReadOnlyList<WrappedDetail> Compare(IEnumerable<string> symbols)
    {
        var members = WrapperComparison.Compare(before.Members, after.Members)
            .Select(found => new WrappedDetail((found.IsBefore ? before : after).KeyOf(found.Member), found.Member.Item, found.Detail)).ToList();
        var told = new HashSet<string>(members.Select(detail => detail.Key), StringComparer.Ordinal);
        return
        [
            .. symbols.SelectMany(symbol => Symbol(symbol).ToList() is { Count: > 0 } found ? found : RuleText(symbol, told)),
            .. before.KeysOfItems.Keys.Concat(after.KeysOfItems.Keys).Distinct(StringComparer.Ordinal).SelectMany(Item),
            .. members,
        ];
    }

    private IEnumerable<WrappedDetail> Symbol(string symbol)
    {
        var (old, current) = (before.Fact(symbol), after.Fact(symbol));
        if (current is null)
            yield break;
        if (old is null)
        {
            if (current.Disposition == Disposition.NotYet)
                yield return Of(current, ChangeRule.Unruled.Detail("no rule names it"));
            yield break;
        }
        if (old.Disposition != current.Disposition)
            yield return Of(current, (old.Disposition == Disposition.NotYet ? ChangeRule.RuleNew : current.Disposition == Disposition.NotYet ? ChangeRule.RuleGone : ChangeRule.RuleText)
                .Detail($"was {InWords(old)}, is {InWords(current)}"));
        if (old.Method is not { } was || current.Method is not { } now)
            yield break;
        foreach (var detail in OwnershipComparison.Compare(
            [.. OwnershipLines.Of(was)], [.. OwnershipLines.Of(now)], old.Disposition == Disposition.Wrapped, current.Disposition == Disposition.Wrapped))
            yield return Of(current, detail);
    }

    private IEnumerable<WrappedDetail> RuleText(string symbol, HashSet<string> told) =>
        before.Fact(symbol) is { } old && after.Fact(symbol) is { } current && !told.Contains(SubjectKey.Ordinary(symbol)) && before.RuleOf(old) != after.RuleOf(current)
            ? [Of(current, ChangeRule.RuleText.Detail("another rule applies, to the same effect"))]
            : [];

    private IEnumerable<WrappedDetail> Item(string item)
    {
        var (hadKey, hasKey) = (before.KeysOfItems.TryGetValue(item, out var oldKey), after.KeysOfItems.TryGetValue(item, out var key));
        if (!hasKey)
            return [new WrappedDetail(oldKey!, item, ChangeRule.RuleGone.Detail($"the rules item {item} applies to the earlier version only"))];
        if (!hadKey)
            return [new WrappedDetail(key!, item, ChangeRule.RuleNew.Detail($"the rules item {item} applies to the later version only"))];
        var lines = OwnershipComparison.Compare([.. before.LinesOf(item)], [.. after.LinesOf(item)], isUsed: true, isWrapped: true).ToList();
        if (lines.Count == 0 && before.RuleOf(item) != after.RuleOf(item))
            lines.Add(ChangeRule.RuleText.Detail($"another version of the rules item {item} applies"));
        return lines.Select(detail => new WrappedDetail(key!, item, detail));
    }

    private static WrappedDetail Of(SymbolFact fact, ChangeDetail detail) => new(SubjectKey.Ordinary(fact.Symbol.Name), fact.Item, detail);

    private static string InWords(SymbolFact fact) => fact.Disposition switch
    {
        Disposition.Wrapped => $"wrapped by {fact.Item}",
        Disposition.Stated => $"stated by {fact.Item} and not wrapped, for want of {fact.Reason}",
        Disposition.Skipped => $"skipped: {fact.Reason}",
        _ => "without a rule",
    };
}
