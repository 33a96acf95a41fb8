using BindGen.Diagnostics;
using Xunit;

namespace BindGen.Tests.Rules;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("handel", "handle")]
    [InlineData("Handle", "handle")]
    [InlineData("handl", "handle")]
    [InlineData("hhandle", "handle")]
    [InlineData("drm_dev_unplgu", "drm_dev_unplug")]
    [InlineData("device_fnd_chld", "device_find_child")]
    [InlineData("registratoin", "registration")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    [InlineData("e", null)]
    [InlineData("something_else", null)]
    public void A_misspelled_name_has_a_nearest_one(string name, string? expected) =>
        Assert.Equal(expected, NearestName.Find(name, ["handle", "header", "drm_dev_unplug", "device_find_child", "registration", "g"]));

    [Fact]
    public void Equally_near_names_are_chosen_by_order_not_by_place()
    {
        Assert.Equal("put_a", NearestName.Find("put_x", ["put_c", "put_a", "put_b"]));
        Assert.Equal("put_a", NearestName.Find("put_x", ["put_a", "put_b", "put_c"]));
    }

    /// <summary>Against the textbook recursion, which is slow and has no cut-offs.</summary>
    [Fact]
    public void Cut_offs_change_no_answer()
    {
        var random = new Random(7);
        for (var run = 0; run < 5000; run++)
        {
            var (left, right) = (Word(random), Word(random));
            var limit = Math.Min(3, left.Length < 3 ? left.Length - 1 : Math.Max(1, left.Length / 3));
            var expected = Distance(left, right) <= limit ? right : null;

            Assert.Equal(expected, NearestName.Find(left, [right]));
        }
    }

    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => (char)('a' + random.Next(3)))]);

    private static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return left.Length + right.Length;
        var best = Math.Min(Distance(left[1..], right), Distance(left, right[1..])) + 1;
        best = Math.Min(best, Distance(left[1..], right[1..]) + (left[0] == right[0] ? 0 : 1));
        return left.Length > 1 && right.Length > 1 && left[0] == right[1] && left[1] == right[0]
            ? Math.Min(best, Distance(left[2..], right[2..]) + 1)
            : best;
    }
}
