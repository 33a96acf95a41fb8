using Scriban.Runtime;
using Xunit;

namespace BindGen.Tests.StandIns.ScribanTemplates;

public sealed class ValueTests
{
    [Theory]
    [InlineData("{{ 12 }}", "12")]
    [InlineData("{{ 1_000 }}", "1000")]
    [InlineData("{{ 5000000000 }}", "5000000000")]
    [InlineData("{{ 1.50 }}", "1.5")]
    [InlineData("{{ true }} {{ false }} {{ null }}", "true false ")]
    [InlineData("""{{ "a\tb\n\"\\\u0041\x42" }}""", "a\tb\n\"\\AB")]
    [InlineData("""{{ 'it\'s' }}""", "it's")]
    [InlineData("{{ `c:\\new ``x``` }}", "c:\\new `x`")]
    [InlineData("{{ 'a\nb' }}", "a\nb")]
    [InlineData("{{ 'a\\\nb' }}", "ab")]
    [InlineData("{{ '}}' }}", "}}")]
    public void Literals(string template, string expected) => Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("{{ [1, 'a', null, true] }}", "[1, \"a\", null, true]")]
    [InlineData("{{ {a: 1, \"b c\": [2], d: {e: 'f\"'}} }}", "{a: 1, \"b c\": [2], d: {e: \"f\\\"\"}}")]
    [InlineData("{{ [] }}{{ {} }}", "[]{}")]
    [InlineData("{{ {a: 1, b: a + 1} }}", "{a: 1, b: 2}")]
    [InlineData("{{ {a: 1, a: 2} }}", "{a: 2}")]
    [InlineData("{{ $x = 7; {a: $x} }}", "{a: 7}")]
    [InlineData("{{ 1..3 }}", "[1, 2, 3]")]
    [InlineData("{{ words }}", "[\"pear\", \"Apple\", \"fig\"]")]
    [InlineData("{{ {a: {}}}}", "{a: {}}")]
    public void Lists_and_objects_print_as_literals(string template, string expected) =>
        Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("{{ point.x }}{{ point['y'] }}", "1two")]
    [InlineData("{{ point.none }}{{ point['none'] }}", "")]
    [InlineData("{{ list[0] }}{{ list[-1] }}{{ list[9] }}", "13")]
    [InlineData("{{ list.size }}{{ name.size }}{{ words.size }}{{ (1..4).size }}", "3534")]
    [InlineData("{{ name[0] }}{{ name[-1] }}", "Wd")]
    [InlineData("{{ words[1] }}{{ (1..5)[2] }}{{ 'abc'[1] }}", "Apple3b")]
    [InlineData("{{ list.none }}{{ number.none }}{{ name.none }}{{ true.none }}", "")]
    [InlineData("{{ nothing?.x }}{{ point.none?.x }}", "")]
    [InlineData("{{ people[1].name }}", "Bob")]
    [InlineData("{{ this.name }}{{ this['number'] }}", "World42")]
    [InlineData("{{ {}.empty? }} {{ [1].empty? }} {{ ''.empty? }} {{ nothing.empty? }}", "true false true ")]
    [InlineData("{{ x = []; x[2] = 'a'; x }}", "[null, null, \"a\"]")]
    [InlineData("{{ x = [1]; x.note = 'n'; x.note; x.size }}", "n1")]
    [InlineData("{{ x = {}; x.a = 1; x['b'] = 2; x }}", "{a: 1, b: 2}")]
    public void Members_and_elements(string template, string expected) => Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("0", true)]
    [InlineData("''", true)]
    [InlineData("[]", true)]
    [InlineData("{}", true)]
    [InlineData("'false'", true)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    [InlineData("nothing", false)]
    [InlineData("empty", false)]
    public void Only_null_false_and_empty_are_false(string value, bool expected)
    {
        Assert.Equal(expected ? "yes" : "no", Templates.Render($"{{{{ if {value}; 'yes'; else; 'no'; end }}}}"));
        Assert.Equal(expected ? "yes" : "no", Templates.Render($"{{{{ {value} ? 'yes' : 'no' }}}}"));
        Assert.Equal(expected ? "false" : "true", Templates.Render($"{{{{ !{value} }}}}"));
    }

    [Theory]
    [InlineData("{{ x = 1; x = x + 1; x }}", "2")]
    [InlineData("{{ x = 5; x += 2; x -= 1; x *= 3; x //= 4; x %= 3; x }}", "1")]
    [InlineData("{{ x = 1; x /= 2; x }}", "0.5")]
    [InlineData("{{ $x = 1; x = 2; $x; x }}", "12")]
    [InlineData("{{ name = 'new'; name; this.name }}", "newnew")]
    [InlineData("{{ point.x = 9; point.x }}", "9")]
    [InlineData("{{ x = 'a'; x += 1; x }}", "a1")]
    public void Assignments(string template, string expected) => Assert.Equal(expected, Templates.Render(template));

    [Fact]
    public void A_variable_that_does_not_exist_is_null_unless_variables_are_strict()
    {
        Assert.Equal("[]", Templates.Render(Templates.Context(strict: false), "[{{ none }}{{ $none }}]"));
        Assert.Equal("page(1,5) : error : the variable or function `none` was not found", Templates.Failure("[{{ none }}]"));
        Assert.Equal("page(1,4) : error : the variable or function `$none` was not found", Templates.Failure("{{ $none }}"));
    }

    [Fact]
    public void Objects_pushed_later_hide_the_earlier_ones()
    {
        var context = Templates.Context();
        context.PushGlobal(new ScriptObject { { "name", "inner" } });
        Assert.Equal("inner 42", Templates.Render(context, "{{ name }} {{ number }}"));
        context.PopGlobal();
        Assert.Equal("World 42", Templates.Render(context, "{{ name }} {{ number }}"));
    }

    [Fact]
    public void Rendering_again_starts_with_empty_output_and_the_same_variables()
    {
        var context = Templates.Context();
        Assert.Equal("1", Templates.Render(context, "{{ x = 1; x }}"));
        Assert.Equal("1", Templates.Render(context, "{{ x }}"));
    }

    [Fact]
    public void Host_functions_are_called_like_any_other()
    {
        var context = Templates.Context();
        var model = new ScriptObject();
        model.Import("shout", (string? text) => text + "!");
        model.Import("add", (object? a, object? b) => (object)((int)a! + (int)b!));
        model.Import("is_long", (string? text) => text!.Length > 3);
        model.Import("answer", () => (object)42);
        context.PushGlobal(model);
        Assert.Equal("World! 3 false 42", Templates.Render(context, "{{ name | shout }} {{ add 1 2 }} {{ is_long 'abc' }} {{ answer }}"));
        Assert.Throws<NotSupportedException>(() => model.Import("bad", (DateTime day) => day));
    }

    [Fact]
    public void A_script_object_keeps_the_order_of_its_members()
    {
        var value = new ScriptObject { { "z", 1 }, { "a", 2 } };
        value.SetValue("m", 3, readOnly: true);
        value["m"] = 4;
        Assert.Equal(["z", "a", "m"], value.Keys);
        Assert.Equal(3, value["m"]);
        Assert.Null(value["none"]);
        Assert.True(value.ContainsKey("a"));
    }
}
