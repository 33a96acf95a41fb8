using BindGen.Diagnostics;
using BindGen.Rules;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace BindGen.Tests.Rules;

public sealed class FormatterTests
{
    public static TheoryData<string> Files =>
        new(Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".rules", StringComparison.Ordinal) || file.EndsWith(".bindgen", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => !file.StartsWith("artifacts", StringComparison.Ordinal) && RulesFixture.Parse(Repository.Read(file)).Diagnostics.ToSorted().IsEmpty)
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Files_say_the_same_afterwards(string file) => AssertKept(Repository.Read(file));

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_written_for_users_is_formatted(string file)
    {
        if (file.StartsWith("headers", StringComparison.Ordinal))
            Assert.Equal(Format(Repository.Read(file)), Repository.Read(file));
    }

    [Fact]
    public void Random_rules_say_the_same_afterwards()
    {
        var choices = Arb.From(Gen.Choose(0, 11).ArrayOf(48), ArbMap.Default.ArbFor<int[]>().Shrinker);
        var config = Config.QuickThrowOnFailure.WithMaxTest(100_000).WithReplay(20261121UL, 1UL);

        Prop.ForAll(choices, numbers => AssertKept(RandomRules.Of([.. numbers.Select(Math.Abs)]))).Check(config);
    }

    private static string Format(string text)
    {
        var diagnostics = new DiagnosticBag();
        var formatted = RulesFormatter.Format("test.rules", text, diagnostics);
        Assert.Equal("", RulesFixture.Render(diagnostics, text));
        return formatted!;
    }

    private static void AssertKept(string text)
    {
        var formatted = Format(text);

        Assert.Equal(Reading.Of(text), Reading.Of(formatted));
        Assert.Equal(formatted, Format(formatted));
    }

    /// <summary>All that rules say, to the machine and to people.</summary>
    private sealed record Reading(string Tree, string Comments)
    {
        public static Reading Of(string text)
        {
            var comments = new List<Comment>();
            var tree = RulesParser.Parse("test.rules", text, new DiagnosticBag(), comments);
            return new Reading(SyntaxPrinter.Print(tree, hasRanges: false), string.Join("\n", comments.Select(comment => comment.Text)));
        }
    }
}
