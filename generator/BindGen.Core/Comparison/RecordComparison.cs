using System.Globalization;
using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>Says what differs between two versions of a record, with the parts of it that have no name of their own.</summary>
internal sealed class RecordComparison(ApiIndex before, ApiIndex after)
{
    private const int BitsOfByte = 8;

    private readonly TypeComparison _types = new(before, after);

    /// <param name="use">What earlier bindings know of it.</param>
    public IEnumerable<ChangeDetail> Compare(CRecord old, CRecord current, RecordUse use)
    {
        if (old.IsUnion != current.IsUnion)
            yield return ChangeRule.OtherKind.Detail($"was a {TypeNotation.Keyword(old.Tag)}, is a {TypeNotation.Keyword(current.Tag)}", use.IsWhole || !use.Members.IsEmpty);
        if (old.IsComplete != current.IsComplete)
            yield return current.IsComplete
                ? ChangeRule.Completed.Detail("was declared only, is defined")
                : ChangeRule.Hidden.Detail("was defined, is declared only", use.IsWhole || !use.Members.IsEmpty);
        if (!old.IsComplete || !current.IsComplete)
            yield break;

        foreach (var detail in Members(RecordMember.Of(old, before), RecordMember.Of(current, after), use))
            yield return detail;
        if (old.Size != current.Size)
            yield return ChangeRule.Size.Detail($"its size was {Bytes(old.Size)}, is {Bytes(current.Size)}", use.IsWhole);
        if (old.Align != current.Align)
            yield return ChangeRule.Align.Detail($"its alignment was {Bytes(old.Align)}, is {Bytes(current.Align)}", use.IsWhole);
    }

    private IEnumerable<ChangeDetail> Members(List<RecordMember> old, List<RecordMember> current, RecordUse use)
    {
        var now = ByPath(current);
        var was = ByPath(old);
        var shifts = new List<(RecordMember Before, RecordMember After)>();
        foreach (var member in old)
        {
            if (!now.TryGetValue(member.Path, out var other))
                continue;
            foreach (var detail in Compare(member, other, use.Has(member)))
                yield return detail;
            if (member.BitOffset != other.BitOffset)
                shifts.Add((member, other));
        }

        var gone = old.Where(member => !now.ContainsKey(member.Path)).ToList();
        var added = current.Where(member => !was.ContainsKey(member.Path)).ToList();
        foreach (var member in gone.ToList())
        {
            if (FindElsewhere(member, current, added) is not { } found)
                continue;
            yield return found.Rule.Detail(found.Text, use.Has(member));
            gone.Remove(member);
            if (found.Taken is { } taken)
                added.Remove(taken);
        }
        foreach (var member in Outermost(gone))
            yield return ChangeRule.MemberGone.Detail($"member '{member.Path}' is gone: {Quoted(member)}", use.Has(member));
        foreach (var member in Outermost(added))
            yield return ChangeRule.MemberNew.Detail($"member '{member.Path}' is new: {Quoted(member)}");
        foreach (var detail in Shifts(shifts, use))
            yield return detail;
    }

    private IEnumerable<ChangeDetail> Compare(RecordMember old, RecordMember current, bool isUsed)
    {
        if (old.HasMembers && current.HasMembers ? Keyword(old, before) != Keyword(current, after) : old.HasMembers != current.HasMembers)
            yield return ChangeRule.OtherType.As(DetailKind.Member).Detail($"member '{old.Path}' was {Quoted(old)}, is {Quoted(current)}", isUsed);
        else if (!old.HasMembers && _types.Compare(old.Type, current.Type, TypePlace.Stored) is { } rule)
            yield return rule.As(DetailKind.Member).Detail($"member '{old.Path}' was {Quoted(old)}, is {Quoted(current)}", isUsed);
        if (old.BitWidth != current.BitWidth)
            yield return ChangeRule.Offset.Detail($"member '{old.Path}' was {Width(old)}, is {Width(current)}", isUsed);
        if (old.Parts != current.Parts)
            yield return ChangeRule.AccessPath.Detail(
                (current.Parts.Length > 0 ? $"member '{old.Path}' is {InParts(current.Parts)}" : $"member '{old.Path}' is no more {InParts(old.Parts)}")
                + (old.BitOffset == current.BitOffset ? ", and where it was" : ""));
    }

    /// <summary>A member that is in the same place under another name.</summary>
    private (ChangeRule Rule, string Text, RecordMember? Taken)? FindElsewhere(RecordMember member, List<RecordMember> current, List<RecordMember> added)
    {
        bool IsIt(RecordMember other, long start) =>
            start + other.BitOffset == member.BitOffset && other.BitWidth == member.BitWidth && !member.HasMembers && !other.HasMembers
            && (_types.Compare(member.Type, other.Type, TypePlace.Stored) is not { } rule || rule == ChangeRule.Spelling);

        if (added.Find(other => IsIt(other, 0) && Last(other.Path) == Last(member.Path)) is { } moved)
            return (ChangeRule.NamedPath, $"member '{member.Path}' is reached as '{moved.Path}', and where it was", moved);
        if (added.Find(other => IsIt(other, 0)) is { } renamed)
            return (ChangeRule.MemberRenamed, $"member '{member.Path}' is named '{renamed.Path}'", renamed);
        foreach (var holder in current.Where(other => !other.HasMembers && other.BitOffset <= member.BitOffset))
        {
            if (after.RecordOf(holder.Type) is { IsComplete: true } record && RecordMember.Of(record, after).Find(inner => IsIt(inner, holder.BitOffset) && Last(inner.Path) == Last(member.Path)) is { } inside)
                return (ChangeRule.NamedPath, $"member '{member.Path}' is reached as '{holder.Path}.{inside.Path}', and where it was", null);
        }
        return null;
    }

    /// <summary>Members that moved by the same distance, one behind the other, are one finding.</summary>
    private static IEnumerable<ChangeDetail> Shifts(List<(RecordMember Before, RecordMember After)> shifts, RecordUse use)
    {
        for (var first = 0; first < shifts.Count;)
        {
            var distance = Distance(shifts[first]);
            var next = first;
            while (next < shifts.Count && Distance(shifts[next]) == distance)
                next++;
            var run = shifts.GetRange(first, next - first);
            var others = Outermost([.. run.Select(shift => shift.Before)]).Count() - 1;
            yield return ChangeRule.Offset.Detail(
                $"'{run[0].Before.Path}' was at {Place(run[0].Before.BitOffset)}, is at {Place(run[0].After.BitOffset)}{(others > 0 ? $", and {others} more {(others == 1 ? "member" : "members")} as far" : "")}",
                run.Exists(shift => use.Has(shift.Before)));
            first = next;
        }
    }

    private static long Distance((RecordMember Before, RecordMember After) shift) => shift.After.BitOffset - shift.Before.BitOffset;

    /// <summary>Those that are in no other of them.</summary>
    private static IEnumerable<RecordMember> Outermost(List<RecordMember> members)
    {
        var paths = new HashSet<string>(members.Select(member => member.Path), StringComparer.Ordinal);
        return members.Where(member => !Prefixes(member.Path).Any(paths.Contains));
    }

    private static IEnumerable<string> Prefixes(string path)
    {
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
            yield return path[..dot];
    }

    private static Dictionary<string, RecordMember> ByPath(List<RecordMember> members)
    {
        var byPath = new Dictionary<string, RecordMember>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (!byPath.ContainsKey(member.Path))
                byPath.Add(member.Path, member);
        }
        return byPath;
    }

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static CTag? Keyword(RecordMember member, ApiIndex index) => RecordMember.PartOf(member.Type, index)?.Tag;

    private static string InParts(string parts) => string.Join(", ", parts.Split(' ').Select(part => $"in an anonymous {part}"));

    private static string Quoted(RecordMember member) =>
        member.HasMembers ? "a part whose type has no name" : $"'{DeclarationText.Of(member.Type)}{(member.BitWidth is { } width ? $" :{width.ToString(CultureInfo.InvariantCulture)}" : "")}'";

    private static string Width(RecordMember member) => member.BitWidth is { } width ? $"{width.ToString(CultureInfo.InvariantCulture)} bits wide" : "no bitfield";

    private static string Place(long bits) =>
        bits % BitsOfByte == 0 ? Number(bits / BitsOfByte) : $"{Number(bits / BitsOfByte)} bit {Number(bits % BitsOfByte)}";

    private static string Bytes(long? size) => size == 1 ? "1 byte" : $"{Number(size ?? 0)} bytes";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
