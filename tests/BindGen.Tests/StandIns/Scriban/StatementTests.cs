using Xunit;

namespace BindGen.Tests.StandIns.ScribanTemplates;

public sealed class StatementTests
{
    [Theory]
    [InlineData("{{ if true }}a{{ end }}b", "ab")]
    [InlineData("{{ if false }}a{{ end }}b", "b")]
    [InlineData("{{ if false }}a{{ else }}b{{ end }}", "b")]
    [InlineData("{{ if number == 1 }}a{{ else if number == 42 }}b{{ else }}c{{ end }}", "b")]
    [InlineData("{{ if number == 1 }}a{{ else if number == 2 }}b{{ else }}c{{ end }}", "c")]
    [InlineData("{{ if true\n 'a'\n if false\n 'b'\n end\n 'c'\n end\n 'd' }}", "acd")]
    public void If(string template, string expected) => Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("{{ for x in list }}{{ x }},{{ end }}", "1,2,3,")]
    [InlineData("{{ for x in 1..3; x; end }}", "123")]
    [InlineData("{{ for x in words; x; end }}", "pearApplefig")]
    [InlineData("{{ for x in nothing; x; else; 'none'; end }}", "")]
    [InlineData("{{ for x in []; x; else; 'none'; end }}", "none")]
    [InlineData("{{ for x in list; x; else; 'none'; end }}", "123")]
    [InlineData("{{ for x in list; if x == 2; break; end; x; end }}", "1")]
    [InlineData("{{ for x in list; if x == 2; continue; end; x; end }}", "13")]
    [InlineData("{{ for $x in list; $x; end }}", "123")]
    [InlineData("{{ for x in list limit:2; x; end }}", "12")]
    [InlineData("{{ for x in list offset:1; x; for.index; for.first; end }}", "21false32false")]
    [InlineData("{{ for x in list reversed; x; end }}", "321")]
    [InlineData("{{ for x in list offset:1 limit:1 reversed; x; for.last; end }}", "2true")]
    [InlineData("{{ for p in people | array.sort 'age'; p.name; end }}", "BobCidAnn")]
    [InlineData("{{ for x in list; for y in list; if y == 2; break; end; x * y; end; end }}", "123")]
    [InlineData("{{ for m in point; m.key + '=' + m.value; ';'; end }}", "x=1;y=two;")]
    [InlineData("{{ for x in [1, 1, 2]; for.changed; end }}", "truefalsetrue")]
    [InlineData("{{ x = 0; for x in list; x = 9; end; x }}", "9")]
    public void For(string template, string expected) => Assert.Equal(expected, Templates.Render(template));

    [Fact]
    public void The_loop_variable_tells_where_the_loop_is() => Assert.Equal(
        "0:true:false:true:false:2:3\n1:false:false:false:true:1:3\n2:false:true:true:false:0:3\n",
        Templates.Render(
            "{{ for x in list ~}}\n{{ for.index }}:{{ for.first }}:{{ for.last }}:{{ for.even }}:{{ for.odd }}:{{ for.rindex }}:{{ for.length }}\n{{ end }}"));

    [Fact]
    public void An_inner_loop_has_its_own_loop_variable() => Assert.Equal(
        "0:01;1:01;",
        Templates.Render("{{ for x in [1, 2]; for.index; ':'; for y in [3, 4]; for.index; end; ';'; end }}"));

    [Fact]
    public void A_list_that_is_written_to_in_its_loop_shows_it() => Assert.Equal(
        "first rest 3 7 ",
        Templates.Render(
            "{{ a = [1, 2]; for x in a; a[1] = 9; a[0] = 9; for.first ? 'first ' : x == 9 ? 'rest ' : '?'; end; b = [1, 3]; for x in b | array.reverse; x; ' '; b[0] = 7; end }}"));

    [Theory]
    [InlineData("{{ i = 0; while i < 3; i; i += 1; end }}", "012")]
    [InlineData("{{ i = 0; while true; i += 1; if i == 2; continue; end; if i > 4; break; end; i; end }}", "134")]
    [InlineData("{{ i = 2; while i > 0; while.index; while.first; i -= 1; end }}", "0true1false")]
    public void While(string template, string expected) => Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("{{ case number }} dropped {{ when 1 }}a{{ when 42 }}b{{ else }}c{{ end }}", "b")]
    [InlineData("{{ case number\n when 1\n 'a'\n else\n 'c'\n end }}", "c")]
    [InlineData("{{ case name; when 'x', 'World'; 'hit'; end }}", "hit")]
    [InlineData("{{ case name; when 'x' || 'World'; 'hit'; end }}", "hit")]
    [InlineData("{{ case 1; when '1'; 'text'; when 1; 'number'; end }}", "text")]
    [InlineData("{{ case nothing; when 0; 'zero'; when null; 'null'; end }}", "null")]
    [InlineData("{{ case 9; when 1; 'a'; end }}.", ".")]
    [InlineData("{{ case 2; when 1; case 2; end; when 2; 'outer'; end }}", "outer")]
    public void Case(string template, string expected) => Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("{{ capture x }}a{{ number }}{{ end }}[{{ x }}]", "[a42]")]
    [InlineData("{{ capture $x; 'a'; end; $x + 'b' }}", "ab")]
    [InlineData("{{ capture x; 'a'; end; x == 'a' }}", "true")]
    [InlineData("{{ capture x; 'a'; end; x | string.upcase }}", "A")]
    [InlineData("{{ capture x; end; x ? 'set' : 'unset' }}", "set")]
    [InlineData("{{ capture point.z; 'a'; end; point.z }}", "a")]
    public void Capture(string template, string expected) => Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("{{ with point; x; y; name; end }}", "1twoWorld")]
    [InlineData("{{ with point; z = 3; end; point.z }}", "3")]
    [InlineData("{{ with point; this.x; end }}", "1")]
    public void With(string template, string expected) => Assert.Equal(expected, Templates.Render(template));

    [Fact]
    public void Ret_ends_the_template()
    {
        Assert.Equal("a", Templates.Render("a{{ ret }}b"));
        Assert.Equal("a5", Templates.Render("a{{ for x in list; ret 5; end }}b"));
    }

    [Theory]
    [InlineData("{{ break }}", "page(1,4) : error : `break` outside of a loop")]
    [InlineData("{{ continue }}", "page(1,4) : error : `continue` outside of a loop")]
    [InlineData("{{ for x in 5; end }}", "page(1,13) : error : `for` cannot walk over a int")]
    [InlineData("{{ for x in list step:2; end }}", "page(1,18) : error : `for` has no argument `step`")]
    [InlineData("{{ with 5; end }}", "page(1,9) : error : `with` needs an object, `5` is a int")]
    [InlineData("{{ string = 1 }}", "page(1,4) : error : the built-in variable `string` is read-only")]
    [InlineData("{{ nothing.x }}", "page(1,12) : error : `nothing` is null, it has no member `x`: nothing.x")]
    [InlineData("{{ nothing.x = 1 }}", "page(1,12) : error : `nothing` is null, the member `nothing.x` cannot be set")]
    [InlineData("{{ nothing[0] }}", "page(1,4) : error : `nothing` is null, it cannot be indexed: nothing[0]")]
    [InlineData("{{ list[nothing] }}", "page(1,9) : error : the index of `list` is null: list[nothing]")]
    [InlineData("{{ number[0] }}", "page(1,11) : error : a int cannot be indexed")]
    [InlineData("{{ name[9] }}", "page(1,9) : error : the index 9 is outside of a string of 5 characters")]
    [InlineData("{{ name.x = 1 }}", "page(1,9) : error : the member `x` of a string cannot be set")]
    [InlineData("{{ this = 1 }}", null)]
    public void Misuse_is_an_error_with_its_place(string template, string? message)
    {
        if (message is null)
        {
            Assert.NotEmpty(Templates.ParseErrors(template));
            return;
        }

        Assert.Equal(message, Templates.Failure(template));
    }
}
