using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace BindGen.Runtime;

/// <summary>Reads and writes C bitfields inside the bytes that hold them, lowest bit first as on every little-endian target. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Bitfield
{
    /// <param name="storage">The bytes that hold the bitfield.</param>
    /// <param name="bit">The first bit, from the start of <paramref name="storage"/>.</param>
    /// <param name="width">1 to 64 bits.</param>
    public static ulong Read(ReadOnlySpan<byte> storage, int bit, int width)
    {
        UInt128 value = 0;
        var last = (bit + width - 1) / 8;
        for (var i = last; i >= bit / 8; i--)
            value = (value << 8) | storage[i];
        return (ulong)(value >> (bit % 8)) & Mask(width);
    }

    /// <summary>As <see cref="Read"/>, with the highest bit as the sign.</summary>
    public static long ReadSigned(ReadOnlySpan<byte> storage, int bit, int width) =>
        (long)(Read(storage, bit, width) << (64 - width)) >> (64 - width);

    /// <summary>Writes the lowest <paramref name="width"/> bits and leaves their neighbours.</summary>
    /// <exception cref="OverflowException">The value needs more bits; nothing was written.</exception>
    public static void Write(Span<byte> storage, int bit, int width, ulong value)
    {
        if ((value & ~Mask(width)) != 0)
            throw new OverflowException($"{value} does not fit in {width} bits.");
        for (var i = 0; i < width; i++)
        {
            var position = bit + i;
            var mask = (byte)(1 << (position % 8));
            storage[position / 8] = (byte)(((value >> i) & 1) != 0 ? storage[position / 8] | mask : storage[position / 8] & ~mask);
        }
    }

    /// <summary>As <see cref="Write"/>, with the highest bit as the sign.</summary>
    /// <exception cref="OverflowException">The value needs more bits; nothing was written.</exception>
    public static void WriteSigned(Span<byte> storage, int bit, int width, long value)
    {
        if (value << (64 - width) >> (64 - width) != value)
            throw new OverflowException($"{value} does not fit in {width} bits with a sign.");
        Write(storage, bit, width, (ulong)value & Mask(width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(int width) => ulong.MaxValue >> (64 - width);
}
