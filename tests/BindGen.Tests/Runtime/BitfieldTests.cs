using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class BitfieldTests
{
    /// <summary>Every place and width in ten bytes, against one bit at a time.</summary>
    [Fact]
    public void A_field_of_any_place_and_width_is_its_own_bits()
    {
        Span<byte> storage = stackalloc byte[10];
        Span<byte> expected = stackalloc byte[10];
        for (var width = 1; width <= 64; width++)
        {
            for (var bit = 0; bit + width <= 80; bit++)
            {
                foreach (var poison in new byte[] { 0x00, 0xFF, 0x5A })
                {
                    var value = 0x9E3779B97F4A7C15UL >> (64 - width);
                    storage.Fill(poison);
                    expected.Fill(poison);
                    for (var i = 0; i < width; i++)
                    {
                        expected[(bit + i) / 8] &= (byte)~(1 << ((bit + i) % 8));
                        expected[(bit + i) / 8] |= (byte)(((value >> i) & 1) << ((bit + i) % 8));
                    }
                    Bitfield.Write(storage, bit, width, value);

                    Assert.True(storage.SequenceEqual(expected), $"{width} bits at {bit}");
                    Assert.Equal(value, Bitfield.Read(storage, bit, width));
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    public void A_signed_field_holds_its_range_and_no_more(int width)
    {
        var storage = new byte[9];
        var least = long.MinValue >> (64 - width);
        var most = ~least;
        foreach (var value in new[] { least, least / 2, -1, 0, most / 2, most })
        {
            Bitfield.WriteSigned(storage, 3, width, value);
            Assert.Equal(value, Bitfield.ReadSigned(storage, 3, width));
        }
        if (width == 64)
            return;
        var before = storage.ToArray();
        Assert.Throws<OverflowException>(() => Bitfield.WriteSigned(storage, 3, width, most + 1));
        Assert.Throws<OverflowException>(() => Bitfield.WriteSigned(storage, 3, width, least - 1));
        Assert.Equal(before, storage);
    }

    [Theory]
    [InlineData(1, 2UL)]
    [InlineData(4, 16UL)]
    [InlineData(63, 1UL << 63)]
    [InlineData(32, ulong.MaxValue)]
    public void What_does_not_fit_is_refused_before_anything_is_written(int width, ulong value)
    {
        var storage = new byte[9];

        Assert.Contains($"{width} bits", Assert.Throws<OverflowException>(() => Bitfield.Write(storage, 0, width, value)).Message, StringComparison.Ordinal);
        Assert.Equal(new byte[9], storage);
    }
}
