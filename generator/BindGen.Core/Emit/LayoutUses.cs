using BindGen.Model;
using BindGen.Ownership;

namespace BindGen.Emit;

/// <summary>The records whose layout the safe layer depends on, and the members of them that it reads and writes: the views of the safe layer
/// get their names here. What is only pointed to is not among them.</summary>
internal sealed class LayoutUses(ApiIndex index, RawTypes types)
{
    private readonly RawLayout _layout = new(index, types);
    private readonly SortedDictionary<string, (CRecord Record, SortedDictionary<string, CField> Members)> _records = new(StringComparer.Ordinal);

    /// <summary>By the name that C has for each.</summary>
    public IEnumerable<UsedRecord> Records => _records.Select(used => new UsedRecord(
        used.Key, used.Value.Record, types.Names.Qualified(used.Value.Record.Tag, used.Value.Record.Name),
        [
            .. used.Value.Members.Values.OrderBy(member => member.BitOffset).ThenBy(member => member.Name, StringComparer.Ordinal)
                .Select(member => new UsedMember(member.Name, member.BitOffset / 8, _layout.SizeOf(member.Type))),
        ]));

    /// <summary>The C# name of a record whose size or members matter.</summary>
    public string Type(CRecord record)
    {
        Use(record);
        return types.Names.Qualified(record.Tag, record.Name);
    }

    /// <summary>The C# name of a member that is read, written or pointed to.</summary>
    /// <param name="path">With dots, a path through records inside.</param>
    public string Member(CRecord record, string path)
    {
        // C cannot say where a bitfield is: the size of its record stands for it.
        if (Use(record) is { } members && MemberPath.Find(index, record, path) is { BitWidth: null } member)
            members[path] = member;
        return types.Names.Member(record, path);
    }

    private SortedDictionary<string, CField>? Use(CRecord record)
    {
        if (!record.IsComplete || Spelling(record) is not { } spelling)
            return null;
        if (!_records.TryGetValue(spelling, out var used))
            _records.Add(spelling, used = (record, new(StringComparer.Ordinal)));
        return used.Members;
    }

    /// <summary>Null for a record that C has no name for: it is part of one that has.</summary>
    private static string? Spelling(CRecord record)
    {
        const string Typedef = "typedef.";
        var name = record.Name.StartsWith(Typedef, StringComparison.Ordinal) ? record.Name[Typedef.Length..] : record.Name;
        return name.Contains('.') ? null : CSpelling.Print(new CNamedType(record.Tag, record.Name));
    }
}

/// <param name="Spelling">As C names it: <c>struct io_pgtable_ops</c>.</param>
/// <param name="RawType">As C# names it.</param>
/// <param name="Members">By their place.</param>
internal sealed record UsedRecord(string Spelling, CRecord Record, string RawType, IReadOnlyList<UsedMember> Members);

/// <param name="Path">From the record, with dots.</param>
/// <param name="Offset">In bytes.</param>
/// <param name="Size">In bytes; 0 for an array without a length.</param>
internal sealed record UsedMember(string Path, long Offset, long Size);
