using System.Globalization;
using BindGen.Model;

namespace BindGen.Check.Layouts;

/// <summary>Says in words where two layouts of one declaration differ, one difference an item.</summary>
/// <param name="judge">Whose layout the second one is, such as the name of a BTF file or of a compiler.</param>
internal sealed class LayoutComparison(string judge)
{
    public IEnumerable<string> Differences(RecordLayout ours, RecordLayout theirs)
    {
        if (ours.Size != theirs.Size)
            yield return $"{ours.Spelling} has {Bytes(ours.Size)}, in {judge} {Bytes(theirs.Size)}";
        if (ours.Align is { } align && theirs.Align is { } theirAlign && align != theirAlign)
            yield return $"{ours.Spelling} is aligned to {Bytes(align)}, in {judge} to {Bytes(theirAlign)}";

        if (theirs.Members.IsDefault)
            yield break;
        var members = new Dictionary<string, MemberLayout>(StringComparer.Ordinal);
        foreach (var member in theirs.Members)
            members.TryAdd(member.Path, member);
        foreach (var member in ours.Members)
        {
            if (!members.Remove(member.Path, out var other))
                yield return $"{ours.Spelling}: '{member.Path}', at {Place(member)}, is not in {judge}";
            else
            {
                foreach (var difference in Differences(member, other))
                    yield return $"{ours.Spelling}: '{member.Path}' {difference}";
            }
        }
        foreach (var member in theirs.Members.Where(member => members.ContainsKey(member.Path)))
            yield return $"{ours.Spelling}: '{member.Path}', in {judge} at {Place(member)}, is not here";
    }

    public IEnumerable<string> Differences(EnumLayout ours, EnumLayout theirs)
    {
        var name = ours.Spelling ?? $"the enum with {ours.Values[0].Name}";
        if (ours.Size != theirs.Size)
            yield return $"{name} has {Bytes(ours.Size)}, in {judge} {Bytes(theirs.Size)}";

        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var value in theirs.Values)
            values.TryAdd(value.Name, value.Value);
        foreach (var value in ours.Values)
        {
            if (!values.Remove(value.Name, out var other))
                yield return $"{name}: '{value.Name}' is not in {judge}";
            else if (Cut(value.Value, ours.Size) != Cut(other, ours.Size))
                yield return $"{name}: '{value.Name}' is {Number(value.Value)}, in {judge} {Number(other)}";
        }
        foreach (var value in theirs.Values.Where(value => values.ContainsKey(value.Name)))
            yield return $"{name}: '{value.Name}', in {judge} {Number(value.Value)}, is not here";
    }

    private IEnumerable<string> Differences(MemberLayout ours, MemberLayout theirs)
    {
        if (ours.BitOffset != theirs.BitOffset)
            yield return $"is at {Place(ours)}, in {judge} at {Place(theirs)}";
        if (Width(ours) is { } width && Width(theirs) is { } theirWidth && width != theirWidth)
            yield return ours.BitWidth is null && theirs.BitWidth is null
                ? $"has {Bytes(width / 8)}, in {judge} {Bytes(theirWidth / 8)}"
                : $"has {Bits(width)}, in {judge} {Bits(theirWidth)}";
        if (ours.Align is { } align && theirs.Align is { } theirAlign && align != theirAlign)
            yield return $"has a type that is aligned to {Bytes(align)}, in {judge} to {Bytes(theirAlign)}";
    }

    /// <summary>In bits. A bitfield that fills its type is the same as none.</summary>
    private static long? Width(MemberLayout member) => member.BitWidth ?? member.Size * 8;

    private static string Place(MemberLayout member) => member.BitOffset % 8 == 0 && member.BitWidth is null
        ? $"byte {Number(member.BitOffset / 8)}"
        : $"bit {Number(member.BitOffset)}";

    /// <summary>Without what the sign adds: formats differ in how they extend a value.</summary>
    private static long Cut(long value, long size) => size is > 0 and < 8 ? value & ((1L << (int)(size * 8)) - 1) : value;

    private static string Bytes(long count) => count == 1 ? "1 byte" : $"{Number(count)} bytes";

    private static string Bits(long count) => count == 1 ? "1 bit" : $"{Number(count)} bits";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
