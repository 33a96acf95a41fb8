using Scriban.Syntax;
using Xunit;

namespace BindGen.Tests.StandIns.ScribanTemplates;

public sealed class IncludeTests
{
    private static string Render(string template, params (string, string)[] includes) =>
        Templates.Render(Templates.Context(true, includes), template);

    private static ScriptRuntimeException Fail(string template, params (string, string)[] includes) =>
        Assert.ThrowsAny<ScriptRuntimeException>(() => Render(template, includes));

    [Theory]
    [InlineData("[{{ include 'a' }}]", "name {{ name }}", "[name World]")]
    [InlineData("{{ include 'a' 5 'x' }}", "{{ $0 }}{{ $1 }}{{ $2 }}{{ $3 }}", "a5x")]
    [InlineData("{{ include 'a' size_of:5 b:'x' }}", "{{ $.size_of }}{{ $.b }}", "5x")]
    [InlineData("{{ x = include 'a'; x | string.upcase }}", "text", "TEXT")]
    [InlineData("{{ 'a' | include }}", "text", "text")]
    [InlineData("{{ include 'a' | string.upcase }}", "text", "TEXT")]
    [InlineData("{{ include('a', 1) }}", "<{{ $1 }}>", "<1>")]
    [InlineData("{{ include 'a' }}{{ shared }}", "{{ shared = 3 }}", "3")]
    [InlineData("{{ include 'a' }}!", "1{{ ret 2 }}3", "12!")]
    [InlineData("{{ for x in list; include 'a'; end }}", "{{ x }}{{ for.index }};", "10;21;32;")]
    [InlineData("{{ capture t; include 'a'; end; '<' + t + '>' }}", "text", "<text>")]
    [InlineData("{{ $v = 1; include 'a'; $v }}", "{{ $w = 2; $w }}", "21")]
    public void Included_templates(string template, string included, string expected) =>
        Assert.Equal(expected, Render(template, ("a.tpl", included)));

    [Fact]
    public void An_error_names_the_file_it_is_in()
    {
        Assert.Equal("a.tpl(2,4) : error : the variable or function `none` was not found", Fail("{{ include 'a' }}", ("a.tpl", "x\n{{ none }}")).Message);
        Assert.StartsWith("page(1,4) : error : ", Fail("{{ include 'a' }}", ("a.tpl", "{{ if }}")).Message);
        Assert.Contains("a.tpl(1,7) : error : expected an expression instead of `}}`", Fail("{{ include 'a' }}", ("a.tpl", "{{ if }}{{ end }}")).Message);
        Assert.StartsWith("page(2,4) : error : the template `b` cannot be loaded: no b.tpl", Fail("\n{{ include 'b' }}").Message);
    }

    [Fact]
    public void A_template_is_parsed_once_and_can_be_given_by_the_host()
    {
        var context = Templates.Context(true, ("a.tpl", "{{ $1 }}"));
        Assert.Equal("12", Templates.Render(context, "{{ include 'a' 1; include 'a' 2 }}"));
        Assert.Equal(["a.tpl"], context.CachedTemplates.Keys);

        var other = Templates.Context();
        other.CachedTemplates.Add("a.tpl", context.CachedTemplates["a.tpl"]);
        Assert.Equal("3", Templates.Render(other, "{{ include 'a' 3 }}"));
    }

    [Fact]
    public void A_template_that_includes_itself_ends_in_an_error() => Assert.Equal(
        "a.tpl(1,4) : error : calls are nested deeper than the limit of 100",
        Fail("{{ include 'a' }}", ("a.tpl", "{{ include 'a' }}")).Message);

    [Theory]
    [InlineData("{{ include }}", "page(1,4) : error : `include` needs the name of a template")]
    [InlineData("{{ include '' }}", "page(1,4) : error : `include` needs the name of a template")]
    [InlineData("{{ include 'a' size:1 }}", "page(1,16) : error : an argument cannot have the name `size`")]
    public void Misuse(string template, string message) => Assert.Equal(message, Fail(template).Message);

    [Theory]
    [InlineData("{{ $v = 1; include 'a' }}", "{{ $v }}", "a.tpl(1,4)")]
    [InlineData("{{ $v = 1; include 'a' }}", "{{ $v = 2 }}", "a.tpl(1,4)")]
    [InlineData("{{ include 'a'; $v }}", "{{ $v = 2 }}", "page(1,17)")]
    [InlineData("{{ for $v in list; include 'a'; end }}", "{{ $v }}", "a.tpl(1,4)")]
    [InlineData("{{ include 'a' 1 }}", "{{ with {}; $1; end }}", "a.tpl(1,13)")]
    public void A_local_variable_on_both_sides_is_refused(string template, string included, string place)
    {
        var message = Fail(template, ("a.tpl", included)).Message;
        Assert.StartsWith(place, message);
        Assert.Contains("refused by the Scriban stand-in", message);
    }
}
