using BindGen.Model;

namespace BindGen.Emit;

/// <summary>
/// Decides what .NET passes by value in the places where C's calling convention puts it (System V on x86-64, AAPCS64 on arm64).
/// What it does not: 128-bit integers, half and long double, complex numbers and vectors; structs aligned to more than 8 bytes, which
/// C aligns on the stack and in register pairs; empty structs and those that end in an array without length, on which C compilers
/// themselves differ; on arm64 structs of up to four floating numbers when a union or an array is among them.
/// </summary>
internal sealed class RawPassing(ApiIndex index)
{
    private const long LargestAlignment = 8;
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
                && !(_isArm64 && IsMixedFloatingAggregate(record)));
        return isPassable;
    }

    private bool IsPassableMember(CType type) => index.Resolve(type) switch
    {
        CArrayType { Count: null or 0 } => false,
        CArrayType array => IsPassableMember(array.Element),
        _ => IsPassable(type),
    };

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
            var type = index.Resolve(field.Type);
            var isInside = isShared || record.IsUnion || type is CArrayType;
            while (type is CArrayType array)
                type = index.Resolve(array.Element);
            if (index.RecordOf(type) is not { } inner)
                yield return ((type as CBuiltinType)?.Kind, isInside);
            else
                foreach (var leaf in Leaves(inner, isInside))
                    yield return leaf;
        }
    }
}
