using BindGen.Diagnostics;
using BindGen.Rules;
using Xunit;

namespace BindGen.Tests.Rules;

/// <summary>What the canonical form looks like.</summary>
public sealed class LayoutTests
{
    [Theory]
    [InlineData("header<a.h>,\"b.h\";", "header <a.h>, \"b.h\";\n")]
    [InlineData("guard L=lock( m )/unlock( m )->bool;", "guard L = lock(m) / unlock(m) -> bool;\n")]
    [InlineData("enum E = enum e { }", "enum E = enum e;\n")]
    [InlineData("handle H skip \"why\";", "handle H, skip \"why\";\n")]
    [InlineData("", "")]
    [InlineData("\n \r\n", "")]
    [InlineData("#", "#\n")]
    public void Punctuation_is_spaced_one_way(string text, string expected) => AssertFormatted(text, expected);

    [Fact]
    public void Members_have_a_line_each() => AssertFormatted(
        "record R = struct r { static ; .a.b   as  X  skip \"\\\"\\\\\\n\" ; f ( ) ; g(x:a b,c d,y); h,since 6; i,as j; refcounted_x -> owned ,nullable; }",
        """
        record R = struct r {
            static;
            .a.b as X, skip "\"\\\n";
            f();
            g(x: a b, c d, y);
            h since 6;
            i, as j;
            refcounted_x -> owned, nullable;
        }

        """);

    [Fact]
    public void Blank_lines_are_single_and_stand_around_blocks() => AssertFormatted(
        """


        library "a";


        header <a.h>;
        header <b.h>;
        record A = a {

            .x;


            .y;

        }
        # about B
        record B = b {
            .x;
        }
        # still about B

        guard C = c / d;
        guard D = c / d;
        """,
        """
        library "a";

        header <a.h>;
        header <b.h>;

        record A = a {
            .x;

            .y;
        }

        # about B
        record B = b {
            .x;
        }
        # still about B

        guard C = c / d;
        guard D = c / d;

        """);

    [Fact]
    public void Comments_stay_where_they_are() => AssertFormatted(
        """
         # of the file
        handle H = struct h { # of the block
            opaque;# of the statement
                # of what follows
            longer_than_the_column_of_comments(first, second) as Name; # right after it
          # of the end
        }   # of what was closed
        enum E = e {  # empty
        }
        functions F {
            f(a, # first
              # before the second
              b  # second
             ) as F; # also
        }
        """,
        """
        # of the file
        handle H = struct h {                           # of the block
            opaque;                                     # of the statement
            # of what follows
            longer_than_the_column_of_comments(first, second) as Name; # right after it
            # of the end
        }                                               # of what was closed

        enum E = e {                                    # empty
        }

        functions F {
            f(a,                                        # first
                    # before the second
                    b)                                  # second
                    as F;                               # also
        }

        """);

    [Fact]
    public void A_long_rule_breaks_between_its_parts_and_else_inside_them() => AssertFormatted(
        """
        registration DeviceNode = device_create(class: static, parent: nullable, devt, drvdata: cookie, fmt: "%s", name: string) / device_destroy(class, devt) -> borrowed Device, errptr;
        functions F {
            first(parameter_number_one: nullable string, parameter_number_two: nullable string, parameter_number_three: nullable string, parameter_number_four) as First -> owned, nullable;
            second(a) skip "a reason that alone is nearly as long as a line may be, and with the function before it a little longer than that: so it breaks";
        }
        """,
        """
        registration DeviceNode = device_create(class: static, parent: nullable, devt, drvdata: cookie, fmt: "%s", name: string)
                / device_destroy(class, devt) -> borrowed Device, errptr;

        functions F {
            first(parameter_number_one: nullable string, parameter_number_two: nullable string, parameter_number_three: nullable string,
                    parameter_number_four) as First -> owned, nullable;
            second(a)
                    skip "a reason that alone is nearly as long as a line may be, and with the function before it a little longer than that: so it breaks";
        }

        """);

    [Theory]
    [InlineData(140)]
    [InlineData(141)]
    public void A_line_has_140_columns_at_most(int width)
    {
        var name = new string('n', width - "guard G = a / ;".Length);
        var expected = width == 140 ? $"guard G = a / {name};\n" : $"guard G = a\n        / {name};\n";

        AssertFormatted($"guard G = a / {name};", expected);
    }

    [Fact]
    public void Windows_lines_and_marks_become_plain_ones() => AssertFormatted("\uFEFFheader <a.h>;\t# why\t\r\n\r\n", "header <a.h>;                                   # why\n");

    [Theory]
    [InlineData("handle H = struct h { opaque }", "BG0202")]
    [InlineData("handel H = struct h;", "BG0203")]
    [InlineData("library \"a;", "BG0201")]
    public void Text_with_errors_is_not_formatted(string text, string code)
    {
        var diagnostics = new DiagnosticBag();

        Assert.Null(RulesFormatter.Format("test.rules", text, diagnostics));
        Assert.Contains(code, diagnostics.ToSorted().Select(diagnostic => diagnostic.Kind.Id));
    }

    private static void AssertFormatted(string text, string expected)
    {
        var diagnostics = new DiagnosticBag();
        var formatted = RulesFormatter.Format("test.rules", text, diagnostics);

        Assert.Equal("", RulesFixture.Render(diagnostics, text));
        Assert.Equal(expected, formatted);
        Assert.Equal(expected, RulesFormatter.Format("test.rules", expected, diagnostics));
    }
}
