using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>Says what differs between the public members of two safe layers.</summary>
internal static class WrapperComparison
{
    /// <summary>Each difference with the member that it is about: the later one, where there is one.</summary>
    public static IEnumerable<(WrapperMember Member, bool IsBefore, ChangeDetail Detail)> Compare(IEnumerable<WrapperMember> before, IEnumerable<WrapperMember> after)
    {
        var old = before.ToLookup(member => member.FullName, StringComparer.Ordinal);
        var current = after.ToLookup(member => member.FullName, StringComparer.Ordinal);
        foreach (var name in old.Concat(current).Select(group => group.Key).Distinct(StringComparer.Ordinal))
        {
            var gone = old[name].Where(member => !current[name].Any(other => other.Signature == member.Signature)).ToList();
            var added = current[name].Where(member => !old[name].Any(other => other.Signature == member.Signature)).ToList();
            if (gone is [var was] && added is [var now])
            {
                yield return (now, false, Changed(was, now));
                continue;
            }
            // Of a type that is new or gone, every member is.
            foreach (var member in gone.Where(member => member.Name.Length == 0 || current.Contains(member.Type)))
                yield return (member, true, ChangeRule.WrapperGone.Detail($"{What(member)} is gone"));
            foreach (var member in added.Where(member => member.Name.Length == 0 || old.Contains(member.Type)))
                yield return (member, false, member.IsRequired
                    ? ChangeRule.WrapperRequired.Detail($"{What(member)} is new, and must be given")
                    : ChangeRule.WrapperNew.Detail($"{What(member)} is new"));
        }
    }

    private static ChangeDetail Changed(WrapperMember old, WrapperMember current)
    {
        var isSameButForParameters = current.Signature == old.Signature || Head(current) == Head(old);
        var shared = Math.Min(old.Parameters.Length, current.Parameters.Length);
        var hasSameTypes = old.Parameters.Take(shared).Zip(current.Parameters, (was, now) => was.Type == now.Type).All(same => same);
        if (IsEnumerator(old) && IsEnumerator(current))
            return ChangeRule.WrapperValue.Detail($"{What(current)} has another value: {Value(old)}, now {Value(current)}");
        if (isSameButForParameters && hasSameTypes && current.Parameters.Length == old.Parameters.Length && current.Parameters.Length > 0)
            return ChangeRule.WrapperNames.Detail(
                $"{What(current)} names parameters otherwise: {string.Join(", ", old.Parameters.Zip(current.Parameters, (was, now) => (was, now)).Where(pair => pair.was.Name != pair.now.Name).Select(pair => $"'{pair.was.Name}' is '{pair.now.Name}'"))}");
        if (isSameButForParameters && hasSameTypes && old.Parameters.SequenceEqual(current.Parameters.Take(shared)) && current.Parameters.Skip(shared).All(parameter => parameter.IsOptional))
            return ChangeRule.WrapperWider.Detail($"{What(current)} may be given more: {string.Join(", ", current.Parameters.Skip(shared).Select(parameter => $"'{parameter.Name}'"))}");
        return ChangeRule.WrapperChanged.Detail($"{What(current)} was '{old.Signature}', is '{current.Signature}'");
    }

    private static string What(WrapperMember member) => member.Name.Length == 0 ? $"the type '{member.Type}' of the safe layer" : $"'{member.FullName}' of the safe layer";

    private static string Head(WrapperMember member) => member.Signature.Split('(')[0];

    private static bool IsEnumerator(WrapperMember member) => member.Name.Length > 0 && member.Signature.StartsWith($"{member.Name} = ", StringComparison.Ordinal);

    private static string Value(WrapperMember member) => member.Signature[(member.Signature.IndexOf('=') + 1)..].Trim();
}
