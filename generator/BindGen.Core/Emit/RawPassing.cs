using BindGen.Model;

namespace BindGen.Emit;

/// <summary>
/// Decides what .NET passes by value in the places where C's calling convention puts it (System V on x86-64, AAPCS64 on arm64).
/// What it does not: 128-bit integers, half and long double, complex numbers and vectors; structs aligned to more than 8 bytes, which
/// C aligns on the stack and in register pairs; empty structs and those that end in an array without length, on which C compilers
/// themselves differ; small structs whose members unnamed bits hold apart, on which they differ too; on arm64
/// structs of up to four floating numbers when a union or an array is among them.
/// </summary>
internal sealed class RawPassing(ApiIndex index)
{
    private const long LargestAlignment = 8;
    private const long LargestInRegisters = 16;
    private const long Register = 8;
    private const long BitsOfByte = 8;
    private const int LargestFloatingAggregate = 4;

    private readonly Dictionary<CRecord, bool> _records = [];

    private readonly bool _isArm64 = index.Api.Target.Triple.StartsWith("aarch64", StringComparison.Ordinal);

    /// <summary>Whether a parameter or result of this type reaches the other side.</summary>
    public bool IsPassable(CType type) => index.Resolve(type) switch
    {
        CBuiltinType { Kind: CBuiltin.Int128 or CBuiltin.UInt128 or CBuiltin.Float16 } => false,
        CBuiltinType builtin => RawTypes.Builtin(builtin.Kind) is not null,
        CNamedType { Tag: CTag.Struct or CTag.Union } named => index.Record(named.Tag, named.Name) is { } record && IsPassable(record),
        CNamedType { Tag: CTag.Typedef } or CArrayType or CVectorType or CComplexType or CFunctionType => false,
        _ => true,
    };

    private bool IsPassable(CRecord record)
    {
        if (!_records.TryGetValue(record, out var isPassable))
            _records.Add(record, isPassable = record is { IsComplete: true, Size: > 0, Align: <= LargestAlignment }
                && record.Fields.All(field => IsPassableMember(field.Type))
                && !(IsSensitiveToGaps(record) && HasUnexplainedGap(record))
                && !(_isArm64 && IsMixedFloatingAggregate(record)));
        return isPassable;
    }

    private bool IsPassableMember(CType type) => index.Resolve(type) switch
    {
        CArrayType { Count: null or 0 } => false,
        CArrayType array => IsPassableMember(array.Element),
        _ => IsPassable(type),
    };

    /// <summary>Whether what stands in a gap can decide which registers are used.</summary>
    private bool IsSensitiveToGaps(CRecord record) =>
        record.Size <= LargestInRegisters && (record.Size > Register || Leaves(record).Any(leaf => leaf.Kind is CBuiltin.Float or CBuiltin.Double));

    /// <summary>Whether unnamed bits must be what holds members apart: the model does not keep them, and some compilers count them as integers.</summary>
    private bool HasUnexplainedGap(CRecord record)
    {
        var end = 0L;
        var last = 0L;
        foreach (var field in record.Fields)
        {
            var first = field.BitOffset / BitsOfByte;
            if (!record.IsUnion && first > RoundUp(last, AlignOf(field.Type)))
                return true;
            last = field.BitWidth is { } width ? RoundUp(field.BitOffset + width, BitsOfByte) / BitsOfByte : first + SizeOf(field.Type);
            end = Math.Max(end, last);
            if (index.RecordOf(Element(field.Type)) is { } inner && HasUnexplainedGap(inner))
                return true;
        }
        return RoundUp(end, record.Align ?? 1) != record.Size;
    }

    private static long RoundUp(long value, long align) => (value + align - 1) / align * align;

    private long SizeOf(CType type) => index.Resolve(type) switch
    {
        CArrayType array => (array.Count ?? 0) * SizeOf(array.Element),
        CBuiltinType builtin => RawLayout.Builtin(builtin.Kind).Size,
        CNamedType { Tag: CTag.Enum } named => RawLayout.Builtin(index.Enum(named.Name)?.Underlying ?? CBuiltin.UInt).Size,
        CPointerType => RawLayout.Builtin(CBuiltin.ULong).Size,
        var other => index.RecordOf(other)?.Size ?? 0,
    };

    private long AlignOf(CType type) => index.RecordOf(Element(type)) is { } record ? record.Align ?? 1 : Math.Max(1, SizeOf(Element(type)));

    private CType Element(CType type)
    {
        while (index.Resolve(type) is CArrayType array)
            type = array.Element;
        return index.Resolve(type);
    }

    private bool IsMixedFloatingAggregate(CRecord record)
    {
        var leaves = Leaves(record).ToList();
        return leaves.All(leaf => leaf.Kind is CBuiltin.Float) || leaves.All(leaf => leaf.Kind is CBuiltin.Double)
            ? leaves.Exists(leaf => leaf.IsShared) && record.Size <= LargestFloatingAggregate * (leaves[0].Kind == CBuiltin.Float ? sizeof(float) : sizeof(double))
            : false;
    }

    /// <summary>The numbers that a record consists of, and whether each stands in a union or an array.</summary>
    private IEnumerable<(CBuiltin? Kind, bool IsShared)> Leaves(CRecord record, bool isShared = false)
    {
        foreach (var field in record.Fields)
        {
            var type = Element(field.Type);
            var isInside = isShared || record.IsUnion || index.Resolve(field.Type) is CArrayType;
            if (index.RecordOf(type) is not { } inner)
                yield return ((type as CBuiltinType)?.Kind, isInside);
            else
                foreach (var leaf in Leaves(inner, isInside))
                    yield return leaf;
        }
    }
}
