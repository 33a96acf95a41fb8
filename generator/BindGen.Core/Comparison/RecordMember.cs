using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>What a path reaches inside a record: members of anonymous parts stand for themselves, those of a part whose type has no name follow its name.</summary>
/// <param name="Path">As C writes it, <c>arm_lpae_s1_cfg.tcr.ips</c>.</param>
/// <param name="Parts">The anonymous parts that it is in, from the outside, as keywords: <c>union struct</c>; empty for what is in none.</param>
/// <param name="BitOffset">From the start of the outermost record.</param>
/// <param name="Top">The name of the member of the outermost record that it is in, itself unless that has no named type.</param>
internal sealed record RecordMember(string Path, string Parts, CType Type, long BitOffset, int? BitWidth, bool HasMembers)
{
    public const string TypedefPrefix = "typedef.";

    public string Top => Path.Split('.')[0];

    public static List<RecordMember> Of(CRecord record, ApiIndex index)
    {
        var members = new List<RecordMember>();
        Add(members, record, index, "", "", 0);
        return members;
    }

    /// <summary>Whether a record is named by the one that it stands in; that one can have its own name from a typedef.</summary>
    public static bool IsPartOfAnother(string name) =>
        name.IndexOf('.', name.StartsWith(TypedefPrefix, StringComparison.Ordinal) ? TypedefPrefix.Length : 0) >= 0;

    /// <summary>The record without a name that a type is, or that its elements are.</summary>
    public static CRecord? PartOf(CType type, ApiIndex index)
    {
        while (type is CArrayType array)
            type = array.Element;
        return type is CNamedType { Tag: CTag.Struct or CTag.Union } named && IsPartOfAnother(named.Name) ? index.Record(named.Tag, named.Name) : null;
    }

    private static void Add(List<RecordMember> members, CRecord record, ApiIndex index, string prefix, string parts, long start)
    {
        foreach (var field in record.Fields)
        {
            var inner = PartOf(field.Type, index);
            if (field.Name.Length > 0)
                members.Add(new RecordMember(prefix + field.Name, parts, field.Type, start + field.BitOffset, field.BitWidth, inner is not null));
            if (inner is not null)
                Add(members, inner, index, field.Name.Length > 0 ? $"{prefix}{field.Name}." : prefix, field.Name.Length > 0 ? parts : $"{parts} {TypeNotation.Keyword(inner.Tag)}".Trim(), start + field.BitOffset);
        }
    }
}
