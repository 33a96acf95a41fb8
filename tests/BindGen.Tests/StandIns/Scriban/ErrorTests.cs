using Scriban;
using Scriban.Parsing;
using Xunit;

namespace BindGen.Tests.StandIns.ScribanTemplates;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("a {{ b", "page(1,3) : error : the code block is not closed by `}}`")]
    [InlineData("{%{ a", "page(1,1) : error : the escape block is not closed")]
    [InlineData("{{ 'a }}", "page(1,4) : error : the string is not closed by '\npage(1,1) : error : the code block is not closed by `}}`")]
    [InlineData("{{ '\\q' }}", "page(1,5) : error : unknown escape `\\q` in a string")]
    [InlineData("{{ '\\u12' }}", "page(1,5) : error : expected 4 hexadecimal digits")]
    [InlineData("{{ 1 ) }}", "page(1,6) : error : unexpected `)`; expected the end of the statement")]
    [InlineData("{{ 1 + }}", "page(1,8) : error : expected an expression instead of `}}`")]
    [InlineData("{{ \\ }}", "page(1,4) : error : unexpected character `\\`")]
    [InlineData("{{ if }}{{ end }}", "page(1,7) : error : expected an expression instead of `}}`")]
    [InlineData("{{ if true }}", "page(1,4) : error : the statement has no `end`")]
    [InlineData("{{ end }}", "page(1,4) : error : `end` without a statement that it ends")]
    [InlineData("{{ else }}", "page(1,4) : error : `else` without an `if`, `for` or `when` before it")]
    [InlineData("{{ when 1 }}", "page(1,4) : error : `when` outside of a `case`")]
    [InlineData("{{ for in x }}{{ end }}", "page(1,11) : error : expected `in` instead of `x`")]
    [InlineData("{{ for x of y }}{{ end }}", "page(1,10) : error : expected `in` instead of `of`")]
    [InlineData("{{ for x.y in z }}{{ end }}", "page(1,8) : error : `for` needs a plain variable name")]
    [InlineData("{{ for.next }}", "page(1,4) : error : the loop variable `for` has no member `next`")]
    [InlineData("{{ while.last }}", "page(1,4) : error : the loop variable `while` has no member `last`")]
    [InlineData("{{ case 1\n 5\n when 1\n end }}", "page(2,2) : error : unexpected `5` in a `case` before its first `when`")]
    [InlineData("{{ case 1; when; end }}", "page(1,16) : error : `when` needs at least one value")]
    [InlineData("{{ 1 = 2 }}", "page(1,6) : error : an assignment must be a statement of its own, with a variable, member or element on its left")]
    [InlineData("{{ if x = 2; end }}", "page(1,9) : error : an assignment must be a statement of its own, with a variable, member or element on its left")]
    [InlineData("{{ x = y = 2 }}", "page(1,10) : error : an assignment must be a statement of its own, with a variable, member or element on its left")]
    [InlineData("{{ (1 }}", "page(1,7) : error : expected `)` instead of `}}`")]
    [InlineData("{{ [1, 2 }}", "page(1,10) : error : expected `]` instead of `}}`")]
    [InlineData("{{ {a 1} }}", "page(1,7) : error : expected `:` instead of `1`")]
    [InlineData("{{ x. }}", "page(1,7) : error : a dot must be followed by the name of a member")]
    [InlineData("{{ x.5 }}", "page(1,6) : error : a dot must be followed by the name of a member")]
    [InlineData("{{ true ? 1 }}", "page(1,13) : error : expected `:` instead of `}}`")]
    [InlineData("{{ f(1 2 }}", null)]
    [InlineData("{{ f a + g(1) }}", "page(1,11) : error : `a + g` cannot be called; put a space before the parenthesis or parentheses around the call")]
    [InlineData("{{ a: 1 }}", "page(1,5) : error : unexpected `:`; expected the end of the statement")]
    [InlineData("{{ func }}{{ end }}", "page(1,9) : error : expected the name of a function instead of `}}`")]
    [InlineData("{{ func f(a = 1, b); end }}", "page(1,18) : error : a parameter without a default cannot follow one with a default")]
    [InlineData("{{ capture 5; end }}", "page(1,12) : error : `capture` needs a variable")]
    public void Syntax_errors_have_their_exact_place(string template, string? message)
    {
        var errors = Templates.ParseErrors(template);
        if (message is null)
        {
            Assert.NotEmpty(errors);
            return;
        }

        Assert.Contains(message.Split('\n')[0], errors.Split('\n'));
    }

    [Fact]
    public void One_run_reports_several_errors_in_order_and_no_followers() => Assert.Equal(
        "page(1,7) : error : expected an expression instead of `}}`\n"
        + "page(2,5) : error : unexpected `)`; expected the end of the statement\n"
        + "page(3,6) : error : the operator `**` is refused by the Scriban stand-in\n"
        + "page(5,10) : error : expected `in` instead of `}}`",
        Templates.ParseErrors("{{ if }}x\n{{ 1) }}\n{{ 2 ** 3 }}\n{{ end }}\n{{ for y }}{{ end }}"));

    [Fact]
    public void An_error_does_not_make_the_next_statement_wrong() => Assert.Equal(
        "page(1,9) : error : expected an expression instead of `}}`",
        Templates.ParseErrors("{{ ([1, }}{{ if x\nend\nx = 2 }}"));

    [Fact]
    public void Positions_count_from_zero_in_the_api_and_from_one_in_the_text()
    {
        var message = Template.Parse("ab\r\n {{ 1 ) }}", "f.tpl").Messages[0];
        Assert.Equal(ParserMessageType.Error, message.Type);
        Assert.Equal(("f.tpl", 10, 1, 6), (message.Span.FileName, message.Span.Start.Offset, message.Span.Start.Line, message.Span.Start.Column));
        Assert.StartsWith("f.tpl(2,7) : error : ", message.ToString());
    }

    [Fact]
    public void A_template_without_a_name_is_called_input() =>
        Assert.StartsWith("<input>(1,4)", Template.Parse("{{ ) }}").Messages[0].ToString());

    [Fact]
    public void Deep_nesting_is_an_error_and_not_a_crash()
    {
        Assert.Contains("nested", Templates.ParseErrors("{{ " + new string('(', 2000) + " }}"));
        Assert.Contains("nested", Templates.ParseErrors(string.Concat(Enumerable.Repeat("{{ if 1 }}", 2000))));
    }
}
