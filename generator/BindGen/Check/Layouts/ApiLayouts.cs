using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Check.Layouts;

/// <summary>The layouts of a captured API: of every complete record and every enum with values that something names. What has no
/// name is part of what it stands in.</summary>
internal sealed class ApiLayouts
{
    private const string TypedefPrefix = "typedef.";

    private readonly ApiIndex _index;
    private readonly TypeSizes _sizes;
    private readonly HashSet<CRecord> _visited = [];

    private ApiLayouts(CApi api)
    {
        _index = new ApiIndex(api);
        _sizes = new TypeSizes(_index);
        Records = [.. api.Records.Select(Record).OfType<RecordLayout>()];
        Unnamed = api.Records.Count(record => record.IsComplete && !_visited.Contains(record));
        Enums = [.. api.Enums.Where(@enum => !@enum.Values.IsEmpty).Select(Enum)];
    }

    public ImmutableArray<RecordLayout> Records { get; }

    public ImmutableArray<EnumLayout> Enums { get; }

    /// <summary>How many records C has no way to name, such as the type of a variable.</summary>
    public int Unnamed { get; }

    public static ApiLayouts Of(CApi api) => new(api);

    private RecordLayout? Record(CRecord record)
    {
        if (record.Size is not { } size || NameOf(record.Tag, record.Name) is not { } name)
            return null;
        var members = ImmutableArray.CreateBuilder<MemberLayout>();
        var before = _visited.Count;
        AddMembers(members, record, "", 0);
        return new RecordLayout(name.Tag, name.Name, record.Location, size, record.Align, members.ToImmutable(), _visited.Count - before);
    }

    private EnumLayout Enum(CEnum @enum)
    {
        var spelling = NameOf(CTag.Enum, @enum.Name) is { } name ? name.Tag == CTag.Enum ? $"enum {name.Name}" : name.Name : null;
        return new EnumLayout(@enum.Name, spelling, @enum.Location, TypeSizes.Of(@enum.Underlying) ?? 0, @enum.Values);
    }

    /// <summary>The tag, or the typedef that stands for the tag itself and not for a pointer to it; null without either.</summary>
    private (CTag Tag, string Name)? NameOf(CTag tag, string name)
    {
        if (!name.Contains('.', StringComparison.Ordinal))
            return (tag, name);
        return name.StartsWith(TypedefPrefix, StringComparison.Ordinal)
            && _index.Typedef(name[TypedefPrefix.Length..]) is { Type: CNamedType named } typedef && named.Tag == tag && named.Name == name
            ? (CTag.Typedef, typedef.Name)
            : null;
    }

    private void AddMembers(ImmutableArray<MemberLayout>.Builder members, CRecord record, string prefix, long start)
    {
        _visited.Add(record);
        foreach (var field in record.Fields)
        {
            var path = field.Name.Length == 0 ? prefix : prefix.Length == 0 ? field.Name : $"{prefix}.{field.Name}";
            var offset = start + field.BitOffset;
            var (type, dimensions) = (field.Type, 0);
            for (; type is CArrayType array; type = array.Element)
                dimensions++;
            var inner = type is CNamedType { Tag: CTag.Struct or CTag.Union } nested && IsPartOfAnother(nested.Name) ? _index.Record(nested.Tag, nested.Name) : null;

            if (field.Name.Length > 0)
                members.Add(new MemberLayout(path, offset, field.BitWidth, _sizes.Of(field.Type), inner?.Align, dimensions));
            if (inner is not null)
                AddMembers(members, inner, path + MemberLayout.FirstElement(dimensions), offset);
        }
    }

    /// <summary>Whether a record is named by the one that it stands in; that one can have its own name from a typedef.</summary>
    private static bool IsPartOfAnother(string name) =>
        name.IndexOf('.', name.StartsWith(TypedefPrefix, StringComparison.Ordinal) ? TypedefPrefix.Length : 0) >= 0;
}
