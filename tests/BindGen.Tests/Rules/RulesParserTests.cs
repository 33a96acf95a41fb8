using BindGen.Rules;
using Xunit;
using static VerifyXunit.Verifier;

namespace BindGen.Tests.Rules;

public sealed class RulesParserTests
{
    public static TheoryData<string> Examples => RulesFixture.Examples;

    public static TheoryData<string> Errors => RulesFixture.Errors;

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Examples_are_read_as_written(string file)
    {
        var (tree, diagnostics) = RulesFixture.Parse(RulesFixture.Read("Examples", file), file);

        Assert.Empty(diagnostics.ToSorted());
        await Verify(SyntaxPrinter.Print(tree)).UseDirectory("Examples").UseParameters(file);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Errors_are_all_reported_and_the_rest_is_read(string file)
    {
        var text = RulesFixture.Read("Errors", file);
        var (tree, diagnostics) = RulesFixture.Parse(text, file);

        await Verify(RulesFixture.Render(diagnostics, text) + "\n" + SyntaxPrinter.Print(tree)).UseDirectory("Errors").UseParameters(file);
    }
}
