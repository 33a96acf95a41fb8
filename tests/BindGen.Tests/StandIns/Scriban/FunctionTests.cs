using Scriban;
using Xunit;

namespace BindGen.Tests.StandIns.ScribanTemplates;

public sealed class FunctionTests
{
    [Theory]
    [InlineData("{{ func twice(x); ret x * 2; end; twice 4 }}", "8")]
    [InlineData("{{ func twice(x); ret x * 2; end; twice(4) }}", "8")]
    [InlineData("{{ func twice(x); ret x * 2; end; 4 | twice }}", "8")]
    [InlineData("{{ func f(a, b); ret a + '-' + b; end; f 1 2; f(3, 4); 5 | f 6 }}", "1-23-45-6")]
    [InlineData("{{ func f(a, b = 7); ret a + '-' + b; end; f 1; f 1 2 }}", "1-71-2")]
    [InlineData("{{ func f(a, b); ret a + '-' + b; end; f b:1 a:2; f(2, b: 3) }}", "2-12-3")]
    [InlineData("{{ func f(a) }}<{{ a }}>{{ end }}{{ f 1 }}{{ f 2 }}", "<1><2>")]
    [InlineData("{{ func f; ret $0 + $1; end; f 1 2 }}", "3")]
    [InlineData("{{ func f; ret $.a + $.size; end; f a:1 5 }}", "2")]
    [InlineData("{{ func f; $x = 1; ret $x; end; $x = 5; f; $x }}", "15")]
    [InlineData("{{ func f; 'called'; end; f; f() }}", "calledcalled")]
    [InlineData("{{ func f(n); ret n < 2 ? 1 : n * (f(n - 1)); end; f 5 }}", "120")]
    [InlineData("{{ func f(n); for x in 1..9; if x == n; ret x; end; end; ret 0; end; f 4 }}", "4")]
    [InlineData("{{ func f(x); x = 1; y = 2; ret x + y; end; f 9 }}", "3")]
    [InlineData("{{ func f(a); ret $0; end; f 3 }}", "3")]
    [InlineData("{{ for x in list; func f; ret x; end; f; end }}", "123")]
    [InlineData("{{ func f(x); ret x; end; g = @f; g 3; 4 | g }}", "34")]
    [InlineData("{{ func f(x); end; [f 1] }}", "[null]")]
    public void Functions_of_the_template(string template, string expected) =>
        Assert.Equal(expected, Templates.Render(template));

    [Theory]
    [InlineData("{{ 'a' | string.upcase }}", "A")]
    [InlineData("{{ 'a' | string.append 'b' | string.upcase | string.prepend 'x' }}", "xAB")]
    [InlineData("{{ 'a' |> string.upcase }}", "A")]
    [InlineData("{{ '12' | string.to_int + 1 }}", "13")]
    [InlineData("{{ 'a' + 'b' | string.upcase }}", "AB")]
    [InlineData("{{ 'a' + ('b' | string.upcase) }}", "aB")]
    [InlineData("{{ x = 'a' | string.upcase; x }}", "A")]
    [InlineData("{{ 'a' | string.append ('b' | string.upcase) }}", "aB")]
    [InlineData("{{ '' | string.whitespace ? 'yes' : 'no' }}", "yes")]
    [InlineData("{{ string.append 'a' 'b' | string.upcase }}", "AB")]
    [InlineData("{{ string.append('a', 'b') | string.upcase() }}", "AB")]
    [InlineData("{{ string.append 'a' 1 + 2 }}", "a3")]
    [InlineData("{{ if 'x' | string.empty; 'e'; else; 'f'; end }}", "f")]
    [InlineData("{{ 'hello' | string.slice 1 length:3 }}", "ell")]
    [InlineData("{{ string.slice(start: 2, text: 'hello') }}", "llo")]
    [InlineData("{{ [' a', 'b '] | array.each @string.strip | array.join ',' }}", "a,b")]
    [InlineData("{{ string.size 'abc' | math.plus 1 }}", "4")]
    [InlineData("{{ !name | object.typeof }}", "boolean")]
    [InlineData("{{ func tools; ret {up: @string.upcase}; end; 'a' | tools.up }}", "A")]
    [InlineData("{{ !string.contains('ab', 'a') }}", "false")]
    [InlineData("{{ !(string.contains 'ab' 'c') }}", "true")]
    public void Pipes_and_the_forms_of_calls(string template, string expected) =>
        Assert.Equal(expected, Templates.Render(template));

    [Fact]
    public void The_minus_after_a_function_name_is_a_subtraction() =>
        Assert.Equal("page(1,12) : error : `math.abs` lacks an argument: 0 given, 1 required", Templates.Failure("{{ math.abs -5 }}"));

    [Theory]
    [InlineData("{{ func f(a); end; f }}", "page(1,21) : error : `f` lacks an argument: 0 given, 1 required")]
    [InlineData("{{ func f(a); end; f 1 2 }}", "page(1,24) : error : `f` takes 1 arguments at most")]
    [InlineData("{{ func f(a); end; f b:2 }}", "page(1,22) : error : `f` has no parameter `b`; passing it by position instead is refused by the Scriban stand-in")]
    [InlineData("{{ string.append 'a' }}", "page(1,21) : error : `string.append` lacks an argument: 1 given, 2 required")]
    [InlineData("{{ 'a' | name }}", "page(1,10) : error : `name` is not a function but a string")]
    [InlineData("{{ 'a' | 5 }}", "page(1,10) : error : the right side of the pipe, `5`, is not a function")]
    [InlineData("{{ none 1 }}", "page(1,4) : error : the variable or function `none` was not found")]
    [InlineData("{{ nothing 1 }}", "page(1,4) : error : the function `nothing` was not found")]
    [InlineData("{{ name 1 }}", "page(1,4) : error : `name` is not a function but a string")]
    [InlineData("{{ string.none 'a' }}", "page(1,11) : error : the function `string.none` is not known to the Scriban stand-in")]
    [InlineData("{{ string.slice 'a' 'b' }}", "page(1,21) : error : a string cannot be converted to int")]
    [InlineData("{{ 5 | array.size }}", "page(1,4) : error : a int is not a list")]
    [InlineData("{{ list | array.each string.strip }}", "page(1,34) : error : `string.strip` lacks an argument: 0 given, 1 required")]
    [InlineData("{{ list | array.each 'x' }}", "page(1,11) : error : a string is not a function; is the `@` before its name missing?")]
    public void Calls_that_do_not_fit_are_errors(string template, string message) =>
        Assert.Equal(message, Templates.Failure(template));

    [Fact]
    public void Endless_recursion_is_an_error() => Assert.Equal(
        "page(1,19) : error : calls are nested deeper than the limit of 100",
        Templates.Failure("{{ func f(n); ret f(n + 1); end; f 1 }}"));

    [Fact]
    public void Loops_have_a_limit_that_the_host_sets()
    {
        Assert.Equal("page(1,4) : error : the loop exceeds the limit of 1000 iterations", Templates.Failure("{{ while true; end }}"));
        var context = Templates.Context();
        context.LoopLimit = 3;
        Assert.Equal("123", Templates.Render(context, "{{ for x in 1..3; x; end }}"));
        context.LoopLimit = 0;
        Assert.Equal(5000, Templates.Render(context, "{{ for x in 1..5000; 'x'; end }}").Length);
        context.LoopLimit = 3;
        Assert.Equal("page(1,4) : error : the loop exceeds the limit of 3 iterations", Templates.Failure(context, "{{ for x in 1..4; x; end }}"));
    }

    [Fact]
    public void A_context_is_done_with_after_an_error_or_a_ret()
    {
        var failed = Templates.Context();
        Templates.Failure(failed, "{{ none }}");
        Assert.Throws<NotSupportedException>(() => Templates.Render(failed, "text"));

        var returned = Templates.Context();
        Templates.Render(returned, "{{ ret }}");
        Assert.Throws<NotSupportedException>(() => Templates.Render(returned, "text"));
    }

    [Fact]
    public void A_template_with_errors_does_not_render() =>
        Assert.Throws<InvalidOperationException>(() => Template.Parse("{{ if }}").Render(Templates.Context()));
}
