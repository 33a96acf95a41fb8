using Xunit;

namespace BindGen.Tests.StandIns.ScribanTemplates;

public sealed class OperatorTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("4 / 2", "2")]
    [InlineData("7 // 2", "3")]
    [InlineData("-7 // 2", "-3")]
    [InlineData("7 % 3", "1")]
    [InlineData("-(3)", "-3")]
    [InlineData("1 - -1", "2")]
    [InlineData("2147483647 + 1", "2147483648")]
    [InlineData("big * 2", "10000000000")]
    [InlineData("big - big", "0")]
    [InlineData("1.5 + 1", "2.5")]
    [InlineData("7.0 // 2", "4")]
    [InlineData("true + 1", "2")]
    [InlineData("nothing + 1", "")]
    [InlineData("1 / 0", "Infinity")]
    public void Arithmetic(string expression, string expected) =>
        Assert.Equal(expected, Templates.Render($"{{{{ {expression} }}}}"));

    [Theory]
    [InlineData("'a' + 'b'", "ab")]
    [InlineData("'a' + 1 + 2", "a12")]
    [InlineData("1 + 2 + 'a'", "3a")]
    [InlineData("'a' + nothing", "a")]
    [InlineData("'a' + true", "atrue")]
    [InlineData("'ab' * 3", "ababab")]
    [InlineData("2 * 'ab'", "abab")]
    [InlineData("'x' + [1]", "x[1]")]
    [InlineData("[1] + [2, 3]", "[1, 2, 3]")]
    public void Strings_and_lists(string expression, string expected) =>
        Assert.Equal(expected, Templates.Render($"{{{{ {expression} }}}}"));

    [Theory]
    [InlineData("1 == 1", "true")]
    [InlineData("1 != 1", "false")]
    [InlineData("1 < 2", "true")]
    [InlineData("2 <= 1", "false")]
    [InlineData("2 > 1 && 1 >= 1", "true")]
    [InlineData("1 == '1'", "true")]
    [InlineData("1 == 1.0", "true")]
    [InlineData("1 == true", "true")]
    [InlineData("'a' == 'A'", "false")]
    [InlineData("'a' < 'b'", "true")]
    [InlineData("'B' < 'a'", "true")]
    [InlineData("nothing == null", "true")]
    [InlineData("nothing == ''", "false")]
    [InlineData("nothing == 0", "false")]
    [InlineData("nothing != 0", "true")]
    [InlineData("nothing < 1", "false")]
    [InlineData("false == null", "false")]
    [InlineData("point != null", "true")]
    [InlineData("point == point", "true")]
    [InlineData("point == {x: 1, y: 'two'}", "false")]
    [InlineData("[1, 2] == [1, 2]", "true")]
    [InlineData("[1, 2] == [1, 3]", "false")]
    [InlineData("list == empty", "false")]
    [InlineData("[] == empty", "true")]
    [InlineData("{} == empty", "true")]
    [InlineData("'' == empty", "false")]
    [InlineData("1 == empty", "false")]
    [InlineData("nothing == empty", "")]
    [InlineData("true == true", "true")]
    [InlineData("true != false", "true")]
    public void Comparisons(string expression, string expected) =>
        Assert.Equal(expected, Templates.Render($"{{{{ {expression} }}}}"));

    [Theory]
    [InlineData("true && 'x'", "true")]
    [InlineData("nothing && none", "false")]
    [InlineData("1 || none", "true")]
    [InlineData("nothing || false", "false")]
    [InlineData("nothing ?? 'else'", "else")]
    [InlineData("false ?? 'else'", "false")]
    [InlineData("nothing ?? nothing ?? 3", "3")]
    [InlineData("true || true && false", "true")]
    [InlineData("1 + 1 == 2 && !false", "true")]
    [InlineData("true ? 1 : 2", "1")]
    [InlineData("nothing ? 1 : false ? 2 : 3", "3")]
    [InlineData("number > 40 ? 'many' : 'few'", "many")]
    [InlineData("'x' + (true ? 'a' : 'b')", "xa")]
    public void Logic_and_choice(string expression, string expected) =>
        Assert.Equal(expected, Templates.Render($"{{{{ {expression} }}}}"));

    [Theory]
    [InlineData("1..4", "[1, 2, 3, 4]")]
    [InlineData("1..<4", "[1, 2, 3]")]
    [InlineData("3..1", "[3, 2, 1]")]
    [InlineData("3..<1", "[3, 2]")]
    [InlineData("2..2", "[2]")]
    [InlineData("2..<2", "[]")]
    [InlineData("1..(1 + 2)", "[1, 2, 3]")]
    [InlineData("nothing..2", "")]
    public void Ranges(string expression, string expected) =>
        Assert.Equal(expected, Templates.Render($"{{{{ {expression} }}}}"));

    [Theory]
    [InlineData("{{ 1 // 0 }}", "(1,6)")]
    [InlineData("{{ 1 % 0 }}", "(1,6)")]
    [InlineData("{{ 'a' - 1 }}", "(1,8)")]
    [InlineData("{{ point + 1 }}", "(1,10)")]
    [InlineData("{{ true < false }}", "(1,9)")]
    [InlineData("{{ nothing < 'a' }}", "(1,12)")]
    [InlineData("{{ 'a'..'c' }}", "(1,7)")]
    [InlineData("{{ -name }}", "(1,5)")]
    [InlineData("{{ 1.5..2 * 1 }}", "(1,7)")]
    [InlineData("{{ 'a' * 'b' }}", "(1,8)")]
    [InlineData("{{ list == nothing }}", "(1,9)")]
    [InlineData("{{ nothing != list }}", "(1,12)")]
    public void What_does_not_fit_together_is_an_error_at_the_operator(string template, string place) =>
        Assert.StartsWith($"page{place} : error : ", Templates.Failure(template));
}
