using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BindGen.Emit;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Emit;

/// <summary>Writes every bitfield property of a struct filled with a pattern, and compares the bytes with what C's bit range would change.</summary>
internal static class BitfieldProbe
{
    private static readonly byte[] Poisons = [0x00, 0xFF, 0xA5];

    public static List<string> Differences(RawAssembly raw)
    {
        var differences = new List<string>();
        var count = 0;
        foreach (var record in raw.Index.Api.Records.Where(record => record.Size > 0))
        {
            var type = raw.TypeOf(record.Tag, record.Name);
            foreach (var field in record.Fields.Where(field => field is { BitWidth: > 0, Name.Length: > 0 }))
            {
                count++;
                var property = type.GetProperty(field.Name) ?? type.GetProperty("_" + field.Name);
                if (property is null)
                    differences.Add($"{record.Name} has no property {field.Name}");
                else
                    differences.AddRange(Probe(raw, record, field, property));
            }
        }
        Assert.True(count > 0);
        return differences;
    }

    private static IEnumerable<string> Probe(RawAssembly raw, CRecord record, CField field, PropertyInfo property)
    {
        var width = field.BitWidth!.Value;
        foreach (var poison in Poisons)
        {
            foreach (var bits in Values(width))
            {
                var expected = Enumerable.Repeat(poison, (int)record.Size!.Value).ToArray();
                for (var i = 0; i < width; i++)
                    SetBit(expected, field.BitOffset + i, ((bits >> i) & 1) != 0);

                var written = Value(raw, field, property.PropertyType, bits);
                var (bytes, read) = WriteAndRead(property, expected.Length, poison, written);
                if (!bytes.SequenceEqual(expected))
                    yield return $"{record.Name}.{field.Name} = {written} over {poison:X2}: {Convert.ToHexString(bytes)} instead of {Convert.ToHexString(expected)}";
                if (!Equals(read, written))
                    yield return $"{record.Name}.{field.Name} = {written} over {poison:X2} reads {read}";
            }
        }
    }

    /// <summary>All ones, zero, the highest bit alone (the minimum of a signed field), the lowest, and all but the highest.</summary>
    private static IEnumerable<ulong> Values(int width)
    {
        var all = ulong.MaxValue >> (64 - width);
        return new[] { all, 0UL, 1UL << (width - 1), 1UL, all >> 1 }.Distinct();
    }

    private static object Value(RawAssembly raw, CField field, Type type, ulong bits)
    {
        var width = field.BitWidth!.Value;
        var number = IsSigned(raw, field.Type) ? (Int128)((long)(bits << (64 - width)) >> (64 - width)) : (Int128)bits;
        if (type.IsEnum)
            return Enum.ToObject(type, Enum.GetUnderlyingType(type) == typeof(ulong) ? (object)(ulong)number : (long)number);
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => number != 0,
            TypeCode.Byte => (byte)number,
            TypeCode.SByte => (sbyte)number,
            TypeCode.Int16 => (short)number,
            TypeCode.UInt16 => (ushort)number,
            TypeCode.Int32 => (int)number,
            TypeCode.UInt32 => (uint)number,
            TypeCode.Int64 => (long)number,
            TypeCode.UInt64 => (ulong)number,
            _ when type == typeof(nint) => (nint)number,
            _ when type == typeof(nuint) => (nuint)number,
            _ => throw new NotSupportedException(type.Name),
        };
    }

    private static bool IsSigned(RawAssembly raw, CType type) => raw.Index.Resolve(type) switch
    {
        CBuiltinType builtin => IsSigned(builtin.Kind),
        CNamedType { Tag: CTag.Enum } named => IsSigned(raw.Index.Enum(named.Name)!.Underlying),
        _ => false,
    };

    private static bool IsSigned(CBuiltin kind) =>
        kind is CBuiltin.Char or CBuiltin.SChar or CBuiltin.Short or CBuiltin.Int or CBuiltin.Long or CBuiltin.LongLong;

    private static (byte[] Bytes, object? Read) WriteAndRead(PropertyInfo property, int size, byte poison, object value)
    {
        // A box is the struct itself: reflection calls the property on it in place.
        var box = RuntimeHelpers.GetUninitializedObject(property.DeclaringType!);
        Bytes(box, size).Fill(poison);
        property.SetValue(box, value);
        return (Bytes(box, size).ToArray(), property.GetValue(box));
    }

    private static Span<byte> Bytes(object box, int size) => MemoryMarshal.CreateSpan(ref Unsafe.As<Box>(box).First, size);

    private static void SetBit(byte[] bytes, long bit, bool value)
    {
        var mask = (byte)(1 << (int)(bit % 8));
        bytes[bit / 8] = (byte)(value ? bytes[bit / 8] | mask : bytes[bit / 8] & ~mask);
    }

    /// <summary>The shape of every boxed struct: its first byte is where a class has its first field.</summary>
    private sealed class Box
    {
        public byte First;
    }
}
