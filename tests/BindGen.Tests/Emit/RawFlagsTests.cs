using BindGen.Emit;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Emit;

public sealed class RawFlagsTests
{
    [Theory]
    [InlineData(1, 2, 4)]
    [InlineData(0, 1, 2, 4)]
    [InlineData(1, 2, 4, 7)]
    [InlineData(1, 2, 3, 8)]
    [InlineData(0, 1, 2, 4, 8, 6, 12, 15)]
    [InlineData(16, 64, 256)]
    [InlineData(1, 2, int.MinValue)]
    public void Bits_and_their_combinations_are_flags(params int[] values) => Assert.True(IsFlags(values));

    [Theory]
    [InlineData]
    [InlineData(0)]
    [InlineData(0, 1, 2)]
    [InlineData(1, 2, 1)]
    [InlineData(0, 1, 2, 3)]
    [InlineData(0, 1, 2, 3, 4)]
    [InlineData(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)]
    [InlineData(1, 2, 4, 5, 6, 8)]
    [InlineData(1, 2, 4, 24)]
    [InlineData(-1, 1, 2, 4)]
    [InlineData(3, 5, 6, 1, 2, 4, 7)]
    public void Numbers_are_not(params int[] values) => Assert.False(IsFlags(values));

    [Fact]
    public void The_highest_of_64_bits_is_a_bit_like_the_others() => Assert.True(RawFlags.IsFlags(
        new CEnum("e", new CLocation("a.h", 1), CBuiltin.ULong, [new("A", 1), new("B", 1L << 40), new("C", long.MinValue), new("ALL", long.MinValue | 1L | (1L << 40))])));

    /// <summary>All enums of the captured headers, by hand: none that counts is among them, but drm_minor_type, whose four numbers could be bits.</summary>
    [Theory]
    [InlineData("6.1", "drm_driver_feature drm_ioctl_flags fault_flag")]
    [InlineData("6.12", "drm_driver_feature drm_minor_type drm_ioctl_flags freeze_holder irq_gc_flags fault_flag")]
    public void The_enums_of_the_kernel(string series, string expected) => Assert.Equal(
        expected,
        string.Join(' ', KernelModel.Api(series).Enums.Where(RawFlags.IsFlags).Select(@enum => @enum.Name)));

    private static bool IsFlags(int[] values) => RawFlags.IsFlags(
        new CEnum("e", new CLocation("a.h", 1), values.Any(value => value < 0) ? CBuiltin.Int : CBuiltin.UInt, [.. values.Select((value, i) => new CEnumerator($"V{i}", value))]));
}
