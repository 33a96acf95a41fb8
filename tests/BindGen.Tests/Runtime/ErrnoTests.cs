using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class ErrnoTests
{
    [Theory]
    [InlineData(0, true, 0, "OK", "OK")]
    [InlineData(5, true, 0, "OK", "OK")]
    [InlineData(-1, false, 1, "EPERM", "EPERM (-1)")]
    [InlineData(-12, false, 12, "ENOMEM", "ENOMEM (-12)")]
    public void A_result_tells_success_and_the_name_of_failure(int result, bool isSuccess, int number, string name, string text)
    {
        var errno = new Errno(result);

        Assert.Equal((isSuccess, number, name, text), (errno.IsSuccess, errno.Number, errno.Name, errno.ToString()));
    }

    [Fact]
    public void A_number_without_a_common_name_is_itself() => Assert.Contains("4095", new Errno(-4095).Name, StringComparison.Ordinal);

    [Fact]
    public void Only_failure_throws()
    {
        new Errno(0).ThrowIfFailed("f");
        new Errno(1).ThrowIfFailed("f");
        var exception = Assert.Throws<KernelException>(() => new Errno(-22).ThrowIfFailed("some_function"));

        Assert.Equal(("some_function", new Errno(-22)), (exception.Function, exception.Errno));
        Assert.Equal("some_function failed: EINVAL (-22)", exception.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-12)]
    [InlineData(-4095)]
    public void The_last_page_of_addresses_is_errors(long pointer)
    {
        var exception = Assert.Throws<KernelException>(() => ErrorPointer.Decode((nint)pointer, "f"));

        Assert.Equal(pointer, exception.Errno.Result);
    }

    [Theory]
    [InlineData(-4096)]
    [InlineData(long.MinValue)]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public void Every_other_address_is_an_address(long pointer) => Assert.Equal((nint)pointer, ErrorPointer.Decode((nint)pointer, "f"));

    [Fact]
    public void Null_is_a_broken_promise()
    {
        Assert.Equal("f", Assert.Throws<NullResultException>(() => ErrorPointer.Decode(0, "f")).Function);
        Assert.Equal("g", Assert.Throws<NullResultException>(() => ErrorPointer.NotNull(0, "g")).Function);
        Assert.Equal(-1, ErrorPointer.NotNull(-1, "g"));
    }
}
