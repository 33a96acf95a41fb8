using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace BindGen.Tests.Rules;

/// <summary>The pages of the Rules stage: their examples do what they say.</summary>
public sealed partial class DiagnosticPagesTests
{
    [Theory]
    [InlineData("BG0200")]
    [InlineData("BG0201")]
    [InlineData("BG0202")]
    [InlineData("BG0203")]
    [InlineData("BG0204")]
    public void The_example_causes_the_error_and_the_fix_does_not(string code)
    {
        var page = File.ReadAllText(PathOf(code));
        var example = Code().Match(page[page.IndexOf("## Example", StringComparison.Ordinal)..]).Groups[1].Value;
        var solution = Code().Match(page[page.IndexOf("## How to fix it", StringComparison.Ordinal)..]).Groups[1].Value;

        Assert.Contains(code, Codes(example));
        Assert.All(Codes(example), found => Assert.Equal(code, found));
        Assert.Empty(Codes(solution));
    }

    private static List<string> Codes(string text)
    {
        var isItem = text.StartsWith("handle", StringComparison.Ordinal) || text.StartsWith("library", StringComparison.Ordinal) || text.StartsWith("handel", StringComparison.Ordinal);
        var (_, diagnostics) = RulesFixture.Parse(isItem ? text : $"functions F {{\n{text}}}\n");
        return [.. diagnostics.ToSorted().Select(diagnostic => diagnostic.Kind.Id)];
    }

    private static string PathOf(string code, [CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "generator", "docs", $"{code}.md");

    [GeneratedRegex("```\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
