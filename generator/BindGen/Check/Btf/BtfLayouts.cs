using System.Collections.Immutable;
using BindGen.Check.Layouts;
using BindGen.Model;

namespace BindGen.Check.Btf;

/// <summary>Finds the records and enums of a BTF by name. One name can have several: parts of a kernel differ in what they define.</summary>
internal sealed class BtfLayouts
{
    /// <summary>Deeper and larger than any record; a limit for damaged files, whose types may contain themselves.</summary>
    private const int Deepest = 64;
    private const int MostMembers = 1_000_000;
    private const long LargestSize = 1L << 40;

    private readonly BtfTypes _types;
    private readonly Dictionary<(CTag Tag, string Name), List<uint>> _named = [];
    private readonly Dictionary<string, List<uint>> _enumsByValue = new(StringComparer.Ordinal);

    public BtfLayouts(BtfTypes types)
    {
        _types = types;
        for (uint number = 1; number < types.Count; number++)
        {
            var type = types[number];
            if (type.IsEnum && type.Name == 0 && type.Count > 0)
                Add(_enumsByValue, types.Values(type)[0].Name, number);
            else if (TagOf(type) is { } tag && type.Name != 0)
                Add(_named, (tag, types.NameOf(type.Name)), number);
        }
    }

    /// <summary>The records that are defined under a name; none for one that is only declared.</summary>
    public IEnumerable<RecordLayout> Records(CTag tag, string name) =>
        from number in Named(tag, name)
        let type = _types[number]
        where type.IsRecord
        select Record(tag, name, type);

    /// <param name="name">As <see cref="EnumLayout.Name"/>.</param>
    /// <param name="first">The first enumerator, which finds an enum without a name.</param>
    public IEnumerable<EnumLayout> Enums(string name, string first) =>
        from number in !name.Contains('.', StringComparison.Ordinal) ? Named(CTag.Enum, name)
            : name.StartsWith("typedef.", StringComparison.Ordinal) && Named(CTag.Typedef, name["typedef.".Length..]).Where(found => _types[found].IsEnum).ToList() is { Count: > 0 } found ? found
            : _enumsByValue.GetValueOrDefault(first) ?? []
        let type = _types[number]
        where type.IsEnum && type.Count > 0
        select new EnumLayout(name, null, default, type.SizeOrType, _types.Values(type));

    /// <summary>The types of a name; of a typedef what it stands for, when that has no name of its own.</summary>
    private IEnumerable<uint> Named(CTag tag, string name) => _named.GetValueOrDefault((tag, name)) is not { } numbers ? []
        : tag != CTag.Typedef ? numbers
        : numbers.Select(number => Unaliased(number)).Where(number => _types[number].Name == 0).Distinct();

    /// <summary>Debug information describes a <c>transparent_union</c> without its members: then only its size is known.</summary>
    private RecordLayout Record(CTag tag, string name, BtfType record)
    {
        if (record is { Count: 0, SizeOrType: > 0 })
            return new RecordLayout(tag, name, default, record.SizeOrType, null, default);
        var members = ImmutableArray.CreateBuilder<MemberLayout>();
        var visits = 0;
        AddMembers(members, record, "", 0, 0, ref visits);
        return new RecordLayout(tag, name, default, record.SizeOrType, null, members.ToImmutable());
    }

    private void AddMembers(ImmutableArray<MemberLayout>.Builder members, BtfType record, string prefix, long start, int depth, ref int visits)
    {
        visits += 1 + record.Count;
        if (depth > Deepest || visits > MostMembers)
            throw new InvalidDataException("a record contains itself, or more than any record does");
        for (var position = 0; position < record.Count; position++)
        {
            var member = _types.Member(record, position);
            var name = _types.NameOf(member.Name);
            var path = name.Length == 0 ? prefix : prefix.Length == 0 ? name : $"{prefix}.{name}";
            var layout = Member(member, path, start);
            if (name.Length > 0)
                members.Add(layout);
            var inner = member.Type;
            for (var dimension = 0; _types[inner].Kind == BtfKind.Array && dimension < Deepest; dimension++)
            {
                path += "[0]";
                inner = _types.Array(_types[inner]).Element;
            }
            if (_types[Unqualified(inner)] is { IsRecord: true, Name: 0 } nested)
                AddMembers(members, nested, path, layout.BitOffset, depth + 1, ref visits);
        }
    }

    /// <summary>Before structs carried widths, a bitfield was a member of an integer type of its own.</summary>
    private MemberLayout Member(BtfMember member, string path, long start)
    {
        var size = SizeOf(member.Type);
        var type = _types[Unaliased(member.Type)];
        if (member.BitWidth == 0 && type.Kind == BtfKind.Int && _types.Integer(type) is var (offset, bits) && (offset != 0 || bits != size * 8))
            return new MemberLayout(path, start + member.BitOffset + offset, bits, size);
        return new MemberLayout(path, start + member.BitOffset, member.BitWidth == 0 ? null : member.BitWidth, size);
    }

    private long? SizeOf(uint number)
    {
        var count = 1L;
        for (var depth = 0; depth < Deepest; depth++)
        {
            number = Unaliased(number);
            var type = _types[number];
            switch (type.Kind)
            {
                case BtfKind.Array:
                    var (element, length) = _types.Array(type);
                    if (length > 0 && count > LargestSize / length)
                        throw new InvalidDataException("an array is larger than memory");
                    count *= length;
                    number = element;
                    break;
                case BtfKind.Pointer:
                    return count * 8;
                case BtfKind.Int or BtfKind.Struct or BtfKind.Union or BtfKind.Enum or BtfKind.Enum64 or BtfKind.Float:
                    return count * type.SizeOrType;
                default:
                    return null;
            }
        }
        throw new InvalidDataException("an array contains itself");
    }

    private uint Unqualified(uint number) => Follow(number, type => type.IsAlias && type.Kind != BtfKind.Typedef);

    private uint Unaliased(uint number) => Follow(number, type => type.IsAlias);

    private uint Follow(uint number, Func<BtfType, bool> isPassed)
    {
        for (var steps = 0; isPassed(_types[number]); steps++)
        {
            if (steps > _types.Count)
                throw new InvalidDataException("a typedef stands for itself");
            number = _types[number].SizeOrType;
        }
        return number;
    }

    private static CTag? TagOf(BtfType type) => type.Kind switch
    {
        BtfKind.Struct => CTag.Struct,
        BtfKind.Union => CTag.Union,
        BtfKind.Enum or BtfKind.Enum64 => CTag.Enum,
        BtfKind.Typedef => CTag.Typedef,
        _ => null,
    };

    private static void Add<T>(Dictionary<T, List<uint>> index, T key, uint number) where T : notnull
    {
        if (!index.TryGetValue(key, out var numbers))
            index.Add(key, numbers = []);
        numbers.Add(number);
    }
}
