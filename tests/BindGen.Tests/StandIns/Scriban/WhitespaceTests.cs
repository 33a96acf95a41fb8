using Xunit;

namespace BindGen.Tests.StandIns.ScribanTemplates;

public sealed class WhitespaceTests
{
    [Theory]
    [InlineData("a {{ 1 }} b", "a 1 b")]
    [InlineData("{{ 1 }}{{ 2 }}", "12")]
    [InlineData("", "")]
    [InlineData("only text { with } braces }}", "only text { with } braces }}")]
    [InlineData("a\n{{ 1 }}\nb", "a\n1\nb")]
    [InlineData("{{ }}|{{}}|", "||")]
    public void Text_outside_of_code_stays_as_it_is(string template, string expected) =>
        Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("a \n \t {{- 1 }} b", "a1 b")]
    [InlineData("a {{ 1 -}} \n\n b", "a 1b")]
    [InlineData("a\n\n{{- 1 -}}\n\nb", "a1b")]
    [InlineData(" \n {{- 1 }}", "1")]
    [InlineData("{{ 1 -}} \n ", "1")]
    [InlineData("{{ 1 -}}\n\n{{ 2 }}", "12")]
    [InlineData("{{ 1 -}}\n x \n{{- 2 }}", "1x2")]
    [InlineData("a\r\n {{- 1 -}} \r\nb", "a1b")]
    public void Greedy_marks_strip_all_white_space_with_its_line_ends(string template, string expected) =>
        Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("a \n \t {{~ 1 }} b", "a \n1 b")]
    [InlineData("a {{~ 1 }}", "a1")]
    [InlineData("\n{{~ 1 }}", "\n1")]
    [InlineData("   {{~ 1 }}", "1")]
    [InlineData("a\r\n  {{~ 1 }}", "a\r\n1")]
    [InlineData("a\r  {{~ 1 }}", "a\r1")]
    public void A_tilde_on_the_left_strips_back_to_the_line_end(string template, string expected) =>
        Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("{{ 1 ~}} \t \n  b", "1  b")]
    [InlineData("{{ 1 ~}}\n\nb", "1\nb")]
    [InlineData("{{ 1 ~}}   b", "1b")]
    [InlineData("{{ 1 ~}} \r\n b", "1 b")]
    [InlineData("{{ 1 ~}}", "1")]
    [InlineData("{{ 1 ~}} {{~ 2 }}", "12")]
    public void A_tilde_on_the_right_strips_to_the_first_line_end_and_that(string template, string expected) =>
        Assert.Equal(expected, Templates.Render(template));

    [Fact]
    public void A_line_with_only_tilde_code_vanishes() => Assert.Equal(
        "begin\n    1\n    2\n    3\nend\n",
        Templates.Render("begin\n    {{~ for x in list ~}}\n    {{ x }}\n    {{~ end ~}}\nend\n"));

    [Theory]
    [InlineData("{{-1}}", "1")]
    [InlineData("{{ 3 -1 }}", "2")]
    [InlineData("a {{-\n1\n-}} b", "a1b")]
    [InlineData("a {{~# only a comment ~}}\nb", "ab")]
    public void A_mark_directly_at_the_braces_is_never_an_operator(string template, string expected) =>
        Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("{%{ {{ name }} }%}", " {{ name }} ")]
    [InlineData("{%%{ }%} }%%}", " }%} ")]
    [InlineData("a  {%{- x -}%}  b", "a x b")]
    [InlineData("a\n  {%{~x~}%}  \n b", "a\nx b")]
    [InlineData("{%{}%}.", ".")]
    [InlineData("{{ 1 }}{%{2}%}{{ 3 }}", "123")]
    public void Escape_blocks_are_text(string template, string expected) => Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("{{ 1 # to the end of the line\n2 }}", "12")]
    [InlineData("{{ 1 # to the end of the code }}2", "12")]
    [InlineData("{{ 1 ## over\nlines ## ; 2 }}", "12")]
    [InlineData("{{ ## to the end of the code }}2", "2")]
    [InlineData("{{ # one\n# two\n3 }}", "3")]
    public void Comments_are_dropped(string template, string expected) => Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("{{ 1\n2\n\n3 }}", "123")]
    [InlineData("{{ 1; 2;; 3; }}", "123")]
    [InlineData("{{\r\n1\r\n2\r\n}}", "12")]
    [InlineData("{{ x = [1,\n2,\n3,\n]\nx.size }}", "3")]
    [InlineData("{{ x = {\n a: 1,\n b: 2\n}\nx.b }}", "2")]
    [InlineData("{{ name |\n string.upcase }}", "WORLD")]
    public void Line_ends_and_semicolons_end_statements_but_not_inside_brackets(string template, string expected) =>
        Assert.Equal(expected, Templates.Render(template));

    [Fact]
    public void A_line_end_before_an_operator_is_not_a_continuation()
    {
        Assert.Equal("12", Templates.Render("{{ 1\n + 2 }}"));
        Assert.Equal("page(1,6) : error : expected `)` instead of the end of the line", Templates.ParseErrors("{{ (1\n + 2) }}").Split('\n')[0]);
        Assert.Equal("page(2,2) : error : expected an expression instead of `|`", Templates.ParseErrors("{{ name\n | string.upcase }}"));
    }
}
