using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Emit;

/// <summary>How one member is stored in a C# struct.</summary>
/// <param name="Element">The C# type, or that of one element when <see cref="Count"/> is set.</param>
/// <param name="Count">The length of an inline array; null for a single value.</param>
/// <param name="ByteOffset">Where C puts it.</param>
internal sealed record RawField(CField? Source, string Name, string Element, long? Count, long ByteOffset, long Size, long Align)
{
    // The runtime loads no inline array above 1 MiB.
    private const long LargestInlineArray = 1 << 20;

    /// <summary>Whether .NET has no type for it, and bytes take its place.</summary>
    public bool IsOpaque { get; init; }

    /// <summary>Whether its elements are too many for .NET's inline arrays: then only the first has a name.</summary>
    public bool IsHuge => Count is not null && Size > LargestInlineArray;
}

/// <summary>A bitfield as a property over the bytes of <paramref name="Storage"/>.</summary>
/// <param name="Bit">Its first bit, counted from the start of the storage.</param>
internal sealed record RawBitfield(CField Source, string Storage, long Bit, string Type, bool IsSigned, bool IsBoolean);

/// <param name="IsExplicit">Whether the offsets must be said; otherwise .NET's sequential layout gives the same.</param>
/// <param name="Pack">The packing to say; null for .NET's own.</param>
internal sealed record RawStruct(bool IsExplicit, int? Pack, long Align, ImmutableArray<RawField> Fields, ImmutableArray<RawBitfield> Bitfields);

/// <summary>Decides the C# layout of records so that size and every offset are those of the C compiler: sequential where .NET agrees
/// by itself, explicit otherwise. A member that .NET has no type for becomes bytes of its exact size.</summary>
internal sealed class RawLayout(ApiIndex index, RawTypes types)
{
    private readonly Dictionary<CRecord, RawStruct> _structs = [];

    public RawStruct Of(CRecord record)
    {
        if (!_structs.TryGetValue(record, out var layout))
            _structs.Add(record, layout = Build(record));
        return layout;
    }

    private RawStruct Build(CRecord record)
    {
        var fields = ImmutableArray.CreateBuilder<RawField>();
        var bitfields = ImmutableArray.CreateBuilder<RawBitfield>();
        var size = record.Size ?? 0;
        foreach (var run in Runs(record))
        {
            if (run[0].BitWidth is not null)
                AddBitfields(record, run, fields, bitfields);
            else if (Field(record, run[0]) is { Size: > 0 } field)
                fields.Add(field);
        }

        var align = fields.Select(field => field.Align).DefaultIfEmpty(1).Max();
        if (!record.IsUnion && bitfields.Count == 0 && IsSequential(fields, size, align))
            return new RawStruct(false, null, align, fields.ToImmutable(), []);
        var isAligned = size % align == 0 && fields.All(field => field.ByteOffset % field.Align == 0);
        return new RawStruct(true, isAligned ? null : 1, isAligned ? align : 1, fields.ToImmutable(), bitfields.ToImmutable());
    }

    /// <summary>Each member alone, but together the bitfields that share bytes: neighbours in a struct, all of a union.</summary>
    private static IEnumerable<List<CField>> Runs(CRecord record)
    {
        var bits = new List<CField>();
        foreach (var field in record.Fields)
        {
            if (field.BitWidth is not null)
            {
                bits.Add(field);
                continue;
            }
            if (bits.Count > 0 && !record.IsUnion)
            {
                yield return bits;
                bits = [];
            }
            yield return [field];
        }
        if (bits.Count > 0)
            yield return bits;
    }

    private static bool IsSequential(IEnumerable<RawField> fields, long size, long align)
    {
        var end = 0L;
        foreach (var field in fields)
        {
            end = RoundUp(end, field.Align);
            if (end != field.ByteOffset)
                return false;
            end += field.Size;
        }
        return end > 0 && RoundUp(end, align) == size;
    }

    private static long RoundUp(long value, long align) => (value + align - 1) / align * align;

    private RawField? Field(CRecord record, CField field)
    {
        var (element, count) = Flatten(field.Type);
        var (size, align) = Measure(element);
        if (size * count == 0)
            return null;
        var name = field.Name.Length > 0 ? types.Names.Member(record, field.Name) : types.Names.Anonymous(record, field);
        var offset = field.BitOffset / 8;
        var isArray = index.Resolve(field.Type) is CArrayType;
        if (types.Print(element) is not { } printed)
            return new RawField(field, name, "byte", size * count, offset, size * count, 1) { IsOpaque = true };
        if (!isArray)
            return new RawField(field, name, printed, null, offset, size, align);
        // C# takes no pointer as the element of an inline array.
        var stored = index.Resolve(element) is CPointerType ? "nint" : printed;
        return new RawField(field, name, stored, count, offset, size * count, align);
    }

    private void AddBitfields(CRecord record, IEnumerable<CField> run, ImmutableArray<RawField>.Builder fields, ImmutableArray<RawBitfield>.Builder bitfields)
    {
        var named = run.Where(field => field.Name.Length > 0).ToList();
        if (named.Count == 0)
            return;
        var first = named.Min(field => field.BitOffset) / 8;
        var end = named.Max(field => field.BitOffset + field.BitWidth!.Value + 7) / 8;
        var storage = types.Names.Storage(record, first);
        fields.Add(new RawField(null, storage, "byte", end - first, first, end - first, 1));
        foreach (var field in named)
        {
            var resolved = index.Resolve(field.Type);
            var integer = resolved is CNamedType { Tag: CTag.Enum } named1 && index.Enum(named1.Name) is { } @enum ? @enum.Underlying : ((CBuiltinType)resolved).Kind;
            bitfields.Add(new RawBitfield(
                field, storage, field.BitOffset - (first * 8), types.Print(field.Type)!,
                integer is CBuiltin.Char or CBuiltin.SChar or CBuiltin.Short or CBuiltin.Int or CBuiltin.Long or CBuiltin.LongLong,
                integer == CBuiltin.Bool));
        }
    }

    /// <summary>In bytes, as C lays it out; 0 for empty structs and for arrays whose length the type does not say.</summary>
    public long SizeOf(CType type) => Flatten(type) is var (element, count) && count > 0 ? Measure(element).Size * count : 0;

    /// <summary>What an array consists of, through all its dimensions.</summary>
    public (CType Element, long Count) Flatten(CType type)
    {
        var count = 1L;
        while (index.Resolve(type) is CArrayType array)
        {
            count *= array.Count ?? 0;
            type = array.Element;
        }
        return (type, count);
    }

    /// <summary>Size in C and alignment in .NET.</summary>
    private (long Size, long Align) Measure(CType type) => index.Resolve(type) switch
    {
        CBuiltinType { Kind: CBuiltin.VaList } => (index.Api.Target.IsArm64 ? 32 : 24, 1),
        CBuiltinType builtin => Builtin(builtin.Kind),
        CPointerType => (8, 8),
        CNamedType { Tag: CTag.Enum } named => Builtin(index.Enum(named.Name)?.Underlying ?? CBuiltin.UInt),
        CNamedType named when index.Record(named.Tag, named.Name) is { IsComplete: true } record => (record.Size!.Value, Of(record).Align),
        CVectorType vector => (Measure(vector.Element).Size * vector.Count, 1),
        CComplexType complex => (Measure(complex.Element).Size * 2, 1),
        var other => throw new NotSupportedException(TypeNotation.Print(other)),
    };

    public static (long Size, long Align) Builtin(CBuiltin kind) => kind switch
    {
        CBuiltin.Void => (0, 1),
        CBuiltin.Bool or CBuiltin.Char or CBuiltin.SChar or CBuiltin.UChar => (1, 1),
        CBuiltin.Short or CBuiltin.UShort or CBuiltin.Float16 => (2, 2),
        CBuiltin.Int or CBuiltin.UInt or CBuiltin.Float => (4, 4),
        CBuiltin.Int128 or CBuiltin.UInt128 => (16, 16),
        CBuiltin.LongDouble or CBuiltin.Float128 => (16, 1),
        _ => (8, 8),
    };
}
