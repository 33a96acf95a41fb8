using BindGen.Model;

namespace BindGen.Emit;

/// <summary>
/// Decides what .NET passes by value in the places where C's calling convention puts it (System V on x86-64, AAPCS64 on arm64).
/// What it does not: 128-bit integers, half and long double, complex numbers and vectors; structs aligned to more than 8 bytes, which
/// C aligns on the stack and in register pairs; empty structs and those that end in an array without length, on which C compilers
/// themselves differ; small structs with unnamed bits in a register of their own, on which they differ too; on arm64
/// structs of up to four floating numbers when a union or an array is among them.
/// </summary>
internal sealed class RawPassing(ApiIndex index)
{
    private const long LargestAlignment = 8;
    private const long LargestInRegisters = 16;
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
                && !DependsOnUnnamedBits(record)
                && !(_isArm64 && IsMixedFloatingAggregate(record)));
        return isPassable;
    }

    private bool IsPassableMember(CType type) => index.Resolve(type) switch
    {
        CArrayType { Count: null or 0 } => false,
        CArrayType array => IsPassableMember(array.Element),
        _ => IsPassable(type),
    };

    /// <summary>Whether bits without a name stand in a register without an integer that has one: some compilers count them as integers there.</summary>
    private bool DependsOnUnnamedBits(CRecord record)
    {
        if (record.Size > LargestInRegisters)
            return false;
        var parts = Parts(record, 0).ToList();
        var integers = new HashSet<int>(parts.Where(part => part is { IsUnnamed: false, IsFloating: false }).SelectMany(part => part.Registers));
        return parts.Where(part => part.IsUnnamed).SelectMany(part => part.Registers).Any(register => !integers.Contains(register));
    }

    /// <param name="start">Where the record begins, in bits.</param>
    private IEnumerable<Part> Parts(CRecord record, long start)
    {
        foreach (var field in record.Fields)
        {
            var type = Element(field.Type);
            var size = SizeOf(type) * BitsOfByte;
            for (var i = 0L; i < CountOf(field.Type); i++)
            {
                var first = start + field.BitOffset + (i * size);
                if (index.RecordOf(type) is { } inner)
                {
                    foreach (var part in Parts(inner, first))
                        yield return part;
                }
                else if ((field.BitWidth ?? size) is var width and > 0)
                {
                    yield return new Part(first, width, type is CBuiltinType { Kind: CBuiltin.Float or CBuiltin.Double }, field is { Name.Length: 0, BitWidth: not null });
                }
            }
        }
    }

    private long CountOf(CType type) => index.Resolve(type) is CArrayType array ? (array.Count ?? 0) * CountOf(array.Element) : 1;

    private long SizeOf(CType type) => index.Resolve(type) switch
    {
        CArrayType array => (array.Count ?? 0) * SizeOf(array.Element),
        CBuiltinType builtin => RawLayout.Builtin(builtin.Kind).Size,
        CNamedType { Tag: CTag.Enum } named => RawLayout.Builtin(index.Enum(named.Name)?.Underlying ?? CBuiltin.UInt).Size,
        CPointerType => RawLayout.Builtin(CBuiltin.ULong).Size,
        var other => index.RecordOf(other)?.Size ?? 0,
    };

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

    /// <summary>A number of a record, or bits without a name.</summary>
    private sealed record Part(long FirstBit, long Width, bool IsFloating, bool IsUnnamed)
    {
        private const int BitsOfRegister = 64;

        /// <summary>The numbers of the registers that it would be in.</summary>
        public IEnumerable<int> Registers => Enumerable.Range((int)(FirstBit / BitsOfRegister), (int)(((FirstBit + Width - 1) / BitsOfRegister) - (FirstBit / BitsOfRegister)) + 1);
    }
}
