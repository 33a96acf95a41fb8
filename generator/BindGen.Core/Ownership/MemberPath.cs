using BindGen.Model;

namespace BindGen.Ownership;

/// <summary>Finds the members of a record by paths: through records inside it, and out of anonymous ones.</summary>
internal static class MemberPath
{
    /// <param name="path">Such as <c>dev.driver</c>; no pointer is followed.</param>
    /// <returns>The member as if it stood in <paramref name="record"/>: the path is its name, and its place is counted from the record's
    /// start. Null when there is none.</returns>
    public static CField? Find(ApiIndex index, CRecord record, string path)
    {
        var place = 0L;
        CField? found = null;
        foreach (var name in path.Split('.'))
        {
            var inner = found is null ? record : index.RecordOf(found.Type);
            if (inner is null || (found = Named(index, inner, name)) is null)
                return null;
            place += found.BitOffset;
        }
        return found! with { Name = path, BitOffset = place };
    }

    /// <summary>The member of a record, or of an anonymous one inside it, which C promotes.</summary>
    private static CField? Named(ApiIndex index, CRecord record, string name)
    {
        foreach (var field in record.Fields)
        {
            if (field.Name == name)
                return field;
        }
        foreach (var field in record.Fields.Where(field => field.Name.Length == 0 && field.BitWidth is null))
        {
            if (index.RecordOf(field.Type) is { } inner && Named(index, inner, name) is { } promoted)
                return promoted with { BitOffset = field.BitOffset + promoted.BitOffset };
        }
        return null;
    }
}
