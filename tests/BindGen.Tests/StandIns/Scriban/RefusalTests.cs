using Scriban;
using Scriban.Runtime;
using Xunit;

namespace BindGen.Tests.StandIns.ScribanTemplates;

/// <summary>What Scriban can do and the stand-in does not is an error that names it, never another result.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("{{ import point }}", "(1,4)", "the statement `import`")]
    [InlineData("{{ readonly name }}", "(1,4)", "the statement `readonly`")]
    [InlineData("{{ tablerow x in list }}{{ end }}", "(1,4)", "the statement `tablerow`")]
    [InlineData("{{ wrap f }}{{ end }}", "(1,4)", "the statement `wrap`")]
    [InlineData("{{ x = do; ret 1; end }}", "(1,8)", "an anonymous function `do`")]
    [InlineData("{{ func f(a...); end }}", "(1,12)", "a variable parameter `...`")]
    [InlineData("{{ func $f; end }}", "(1,9)", "a function with a local name")]
    [InlineData("{{ 2 ** 3 }}", "(1,6)", "the operator `**`")]
    [InlineData("{{ 2 ^ 3 }}", "(1,6)", "the operator `^`")]
    [InlineData("{{ 1 << 3 }}", "(1,6)", "the shift operator `<<`")]
    [InlineData("{{ 8 >> 3 }}", "(1,6)", "the shift operator `>>`")]
    [InlineData("{{ number++ }}", "(1,10)", "the operator `++`")]
    [InlineData("{{ --number }}", "(1,4)", "the operator `--`")]
    [InlineData("{{ name ?! 1 }}", "(1,9)", "the operator `?!`")]
    [InlineData("{{ $$ }}", "(1,4)", "the block delegate `$$`")]
    [InlineData("{{ $\"a{name}\" }}", "(1,4)", "an interpolated string")]
    [InlineData("{{ $'a' }}", "(1,4)", "an interpolated string")]
    [InlineData("{{ 0xff }}", "(1,4)", "a number with a base prefix, an exponent or a type suffix")]
    [InlineData("{{ 0b1 }}", "(1,4)", "a number with a base prefix")]
    [InlineData("{{ 1e3 }}", "(1,4)", "a number with a base prefix, an exponent")]
    [InlineData("{{ 1.5f }}", "(1,4)", "a number with a base prefix, an exponent or a type suffix")]
    [InlineData("{{ 99999999999999999999 }}", "(1,4)", "an integer of more than 64 bits")]
    [InlineData("{{ for x in f 1 limit:2; end }}", "(1,17)", "an argument of `for` after a call without parentheses")]
    [InlineData("{{ func f(a, a); end }}", "(1,14)", "a second parameter of the same name")]
    [InlineData("{{ !string.contains 'ab' 'a' }}", "(1,21)", "an argument after the operand of a unary operator, without parentheses around the call,")]
    [InlineData("{{ list | array.any @string.contains 'a' }}", "(1,38)", "an argument after the operand of a unary operator, without parentheses around the call,")]
    [InlineData("a\0b", "(1,2)", "a NUL character in a template")]
    public void Constructs_refused_by_the_parser(string template, string place, string construct)
    {
        var message = Templates.ParseErrors(template).Split('\n')[0];
        Assert.StartsWith($"page{place} : error : {construct}", message);
        Assert.EndsWith("refused by the Scriban stand-in", message);
    }

    [Theory]
    [InlineData("{{ date.now }}", "(1,4)", "the built-in `date`")]
    [InlineData("{{ 'a' | html.escape }}", "(1,10)", "the built-in `html`")]
    [InlineData("{{ 'a' | regex.match 'b' }}", "(1,10)", "the built-in `regex`")]
    [InlineData("{{ timespan.zero }}", "(1,4)", "the built-in `timespan`")]
    [InlineData("{{ include_join ['a'] ',' }}", "(1,4)", "the built-in `include_join`")]
    [InlineData("{{ big * big }}", "(1,8)", "an integer of more than 64 bits")]
    [InlineData("{{ for c in 'abc'; end }}", "(1,13)", "a loop over the characters of a string")]
    [InlineData("{{ 'abc' | array.size }}", "(1,4)", "a string as a list")]
    [InlineData("{{ 'abc' | array.sort }}", "(1,12)", "a string as a list")]
    [InlineData("{{ for x in list limit:(-1); end }}", "(1,18)", "a negative `limit`")]
    [InlineData("{{ @string.upcase }}", "(1,4)", "writing a function")]
    [InlineData("{{ string }}", "(1,4)", "writing a object")]
    [InlineData("{{ for x in list; for; end }}", null, null)]
    [InlineData("{{ point == empty | object.keys; string | object.keys }}", null, null)]
    [InlineData("{{ 'aXa' | string.replace_first 'x' 'y' }}", "(1,12)", "a match of \"x\" in another case")]
    [InlineData("{{ 'a' | string.split '' }}", "(1,10)", "`string.split` without a separator")]
    [InlineData("{{ 'a' | string.index_of 'a' stringComparison:'CurrentCultureIgnoreCase' }}", "(1,10)", "the comparison `CurrentCultureIgnoreCase`")]
    [InlineData("{{ nothing | array.any @string.empty }}", "(1,14)", "`array.any` of null")]
    [InlineData("{{ capture x; end; x.size }}", "(1,22)", "captured text as the owner of the member `size`")]
    [InlineData("{{ capture x; end; x | object.default 1 }}", "(1,20)", "captured text as an argument of `object.default`")]
    [InlineData("{{ capture x; end; x == x }}", "(1,22)", "captured text as an operand of `==`")]
    [InlineData("{{ capture x; end; [x] }}", "(1,20)", "captured text as an element of a list or object that is written")]
    [InlineData("{{ capture x; end; x[0] }}", "(1,22)", "captured text as the target of an index")]
    [InlineData("{{ func f(a); name = 1; end; f 1 }}", "(1,15)", "assigning `name`, which an outer object has,")]
    [InlineData("{{ with point; name = 1; end }}", "(1,16)", "assigning `name`, which an outer object has,")]
    [InlineData("{{ $v = 1; with point; $v; end }}", "(1,24)", "the local variable `$v` on both sides of an include or a `with`")]
    public void Constructs_refused_while_rendering(string template, string? place, string? construct)
    {
        if (place is null)
        {
            Assert.True(Templates.ParseErrors(template).Length > 0 || Templates.Failure(template).Length > 0);
            return;
        }

        var message = Templates.Failure(template);
        Assert.StartsWith($"page{place} : error : {construct}", message);
        Assert.Contains("refused by the Scriban stand-in", message);
    }

    [Theory]
    [InlineData("string.md5")]
    [InlineData("string.truncatewords")]
    [InlineData("string.base64_encode")]
    [InlineData("string.to_float")]
    [InlineData("array.cycle")]
    [InlineData("object.eval")]
    [InlineData("object.eval_template")]
    [InlineData("object.format")]
    [InlineData("math.format")]
    [InlineData("math.uuid")]
    [InlineData("math.random")]
    public void Built_in_functions_that_are_left_out(string function) => Assert.Equal(
        $"page(1,{function.IndexOf('.') + 5}) : error : the function `{function}` is not known to the Scriban stand-in",
        Templates.Failure($"{{{{ {function} 'a' }}}}"));

    [Fact]
    public void Automatic_indentation_must_be_switched_off()
    {
        var context = new TemplateContext();
        Assert.Throws<NotSupportedException>(() => Template.Parse("text").Render(context));
        context.AutoIndent = false;
        Assert.Equal("text", Template.Parse("text").Render(context));
    }

    [Fact]
    public void Values_of_other_types_have_no_members()
    {
        var context = Templates.Context();
        context.PushGlobal(new ScriptObject { { "other", new Version(1, 2) } });
        Assert.Equal(
            "page(1,10) : error : a member (`Major`) of a Version is refused by the Scriban stand-in",
            Templates.Failure(context, "{{ other.Major }}"));
    }
}
