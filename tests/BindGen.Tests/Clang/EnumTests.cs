using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Clang;

public sealed class EnumTests
{
    [LibClangFact]
    public void Values_and_underlying_types_are_those_of_the_compiler()
    {
        var api = TestHeader.Parse("""
            enum plain { P0, P5 = 5, P6 };
            enum negative { N = -1, N1 = 0x7fffffff };
            enum top { T = 0xffffffffu };
            enum wide { W = 0x8000000000000000ull };
            enum wide_negative { X = -0x7fffffffffffffffll };
            enum small { S = 200 } __attribute__((packed));
            """);

        Assert.Equal((CBuiltin.UInt, "P0=0 P5=5 P6=6"), Text(api.Enum("plain")));
        Assert.Equal((CBuiltin.Int, "N=-1 N1=2147483647"), Text(api.Enum("negative")));
        Assert.Equal((CBuiltin.UInt, "T=4294967295"), Text(api.Enum("top")));
        Assert.Equal((CBuiltin.ULong, "W=-9223372036854775808"), Text(api.Enum("wide")));
        Assert.Equal((CBuiltin.Long, "X=-9223372036854775807"), Text(api.Enum("wide_negative")));
        Assert.Equal((CBuiltin.UChar, "S=200"), Text(api.Enum("small")));
    }

    [LibClangFact]
    public void An_enum_may_be_declared_again_after_its_definition()
    {
        var item = TestHeader.Parse("enum pid_type { PID, TGID };\nenum pid_type;\nvoid f(enum pid_type t);").Enum("pid_type");

        Assert.Equal((CBuiltin.UInt, "PID=0 TGID=1"), Text(item));
        Assert.Equal(1, item.Location.Line);
    }

    [LibClangFact]
    public void An_enum_may_be_named_first_in_a_function_pointer()
    {
        var api = TestHeader.Parse("struct ops { void (*f)(enum late e); };\nenum late { LATE = 3 };");

        Assert.Equal("8/8 { 0 f *fn(enum late) void }", api.Layout("ops"));
        Assert.Equal((CBuiltin.UInt, "LATE=3"), Text(api.Enum("late")));
        Assert.Equal(2, api.Enum("late").Location.Line);
    }

    [LibClangFact]
    public void An_enum_that_is_never_defined_has_no_values()
    {
        var item = TestHeader.Parse("enum never;\nvoid f(enum never *e);").Enum("never");

        Assert.Empty(item.Values);
        Assert.Equal(1, item.Location.Line);
    }

    private static (CBuiltin, string) Text(CEnum item) => (item.Underlying, string.Join(" ", item.Values.Select(value => $"{value.Name}={value.Value}")));
}
