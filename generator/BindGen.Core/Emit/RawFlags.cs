using BindGen.Model;

namespace BindGen.Emit;

/// <summary>
/// Decides which enums are sets of flags, from their values alone. An enum is one when
/// it names at least three single bits;
/// every other value but zero is a combination of those bits;
/// there are no more combinations than bits;
/// and no combination stands between its neighbours, as 3 does in 2, 3, 4: who counts names them all.
/// </summary>
internal static class RawFlags
{
    private const int FewestBits = 3;

    public static bool IsFlags(CEnum @enum)
    {
        var mask = @enum.Underlying is CBuiltin.Long or CBuiltin.ULong or CBuiltin.LongLong or CBuiltin.ULongLong ? ulong.MaxValue : uint.MaxValue;
        var values = new HashSet<ulong>(@enum.Values.Select(value => unchecked((ulong)value.Value) & mask).Where(value => value != 0));
        var bits = values.Where(IsSingleBit).ToList();
        var combinations = values.Where(value => !IsSingleBit(value)).ToList();
        var all = bits.Aggregate(0UL, (sum, bit) => sum | bit);
        return bits.Count >= FewestBits && combinations.Count <= bits.Count
            && combinations.All(value => (value & ~all) == 0 && !(values.Contains(value - 1) && values.Contains(value + 1)));
    }

    private static bool IsSingleBit(ulong value) => (value & (value - 1)) == 0;
}
