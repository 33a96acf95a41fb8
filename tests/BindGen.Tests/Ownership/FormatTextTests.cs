using BindGen.Model;
using BindGen.Ownership;
using Xunit;

namespace BindGen.Tests.Ownership;

public sealed class FormatTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("100 %% sure", "")]
    [InlineData("%s", "*const char")]
    [InlineData("%-8.3s|%c|%p", "*const char, int, *const void")]
    [InlineData("%d %5i %ld %lld %hhd %hd %zd", "int, int, long, long long, signed char, short, long")]
    [InlineData("%u %#x %08lX %llo %hhu %hu %zu", "unsigned int, unsigned int, unsigned long, unsigned long long, unsigned char, unsigned short, unsigned long")]
    [InlineData("%f %.2g %e", "double, double, double")]
    public void A_format_says_the_types_of_what_follows_it(string format, string types) =>
        Assert.Equal(types, string.Join(", ", FormatText.Arguments(format, out _)!.Value.Select(TypeNotation.Print)));

    [Theory]
    [InlineData("%n", "%n")]
    [InlineData("%s %*d", "%*")]
    [InlineData("%pOF", "%pO")]
    [InlineData("%ls", "%ls")]
    [InlineData("%Lf", "%Lf")]
    [InlineData("%hlld", "%hlld")]
    [InlineData("100 %", "%")]
    [InlineData("%-5%", "%-5%")]
    public void A_conversion_that_has_no_argument_in_C_sharp_is_named(string format, string conversion)
    {
        Assert.Null(FormatText.Arguments(format, out var refused));
        Assert.Equal(conversion, refused);
    }

    [Theory]
    [InlineData("format: \"%s\", thing, text: string")]
    [InlineData("thing, text: string, format: \"%s\"")]
    public void What_the_format_takes_stands_behind_it(string parameters)
    {
        var (model, found) = OwnershipSample.TryBind($"handle Thing = struct thing {{\n    refcounted thing_get / thing_put;\n    thing_log({parameters}) as Log -> errno;\n}}\n");

        Assert.Null(model);
        Assert.Equal("'thing_log' takes its parameters in another order", Assert.Single(found).Message);
    }
}
