using BindGen.Diagnostics;
using BindGen.Ownership;
using BindGen.Rules;
using Xunit;

namespace BindGen.Tests.Ownership;

public sealed class VersionTests
{
    [Theory]
    [InlineData("since 2.5", true)]
    [InlineData("since 2.4.9", true)]
    [InlineData("since 2.5.1", false)]
    [InlineData("since 2.12", false)]
    [InlineData("since 3", false)]
    [InlineData("until 2", true)]
    [InlineData("until 1", false)]
    [InlineData("until 2.5", true)]
    [InlineData("until 2.5.1", true)]
    [InlineData("until 2.4", false)]
    [InlineData("until 2.12", true)]
    [InlineData("since 2, until 3", true)]
    [InlineData("since 2, until 2.4", false)]
    public void A_version_clause_selects_the_target(string clauses, bool selected)
    {
        Assert.Equal(selected, Wraps($"functions Things {{\n    thing_count as Count, {clauses};\n}}\n"));
        Assert.Equal(selected, Wraps($"functions Things, {clauses} {{\n    thing_count as Count;\n}}\n"));
        Assert.Equal(selected, Wraps($"functions Things {{\n    {clauses};\n    thing_count as Count;\n}}\n"));
    }

    [Theory]
    [InlineData("since 2.6", "until 2.5")]
    [InlineData("until 2.4", "since 2.5")]
    public void Rules_of_one_name_may_share_it_when_their_versions_do_not_overlap(string first, string second)
    {
        var model = OwnershipSample.Bind(
            $"functions Things, {first} {{\n    thing_reset as Old;\n}}\nfunctions Things, {second} {{\n    thing_count as Count, since 2.5;\n    thing_count as Count2, until 2.4;\n}}\n");

        Assert.Equal(["Count"], Assert.Single(model.Groups).Methods.Select(method => method.Name));
    }

    [Fact]
    public void What_is_not_selected_is_not_looked_up()
    {
        Assert.Empty(OwnershipSample.TryBind("functions Things {\n    thing_of_tomorrow as Tomorrow, since 9;\n}\n").Found);
        Assert.Empty(OwnershipSample.TryBind("registration R = a(b) / c(d), since 9 -> borrowed X;\n").Found);
        Assert.Equal("BG0300", Assert.Single(OwnershipSample.TryBind("functions Things {\n    thing_of_tomorrow as Tomorrow, since 2;\n}\n").Found).Kind.Id);
    }

    [Fact]
    public void A_target_without_a_version_has_everything()
    {
        var (model, found) = OwnershipSample.TryBind("functions Things {\n    thing_count as Count, since 99;\n}\n", version: null);

        Assert.Empty(found);
        Assert.Single(model!.Groups[0].Methods);
    }

    [Theory]
    [InlineData("6", 6, 0, 0)]
    [InlineData("6.12", 6, 12, 0)]
    [InlineData("6.12.117", 6, 12, 117)]
    public void A_version_has_up_to_three_numbers(string text, int major, int minor, int patch) =>
        Assert.Equal(new ApiVersion(major, minor, patch), ApiVersion.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("6.")]
    [InlineData("6.x")]
    [InlineData("-6")]
    [InlineData("6.12.117.1")]
    [InlineData("99999999999")]
    [InlineData(" 6")]
    public void Anything_else_is_no_version(string text) => Assert.Null(ApiVersion.Parse(text));

    [Fact]
    public void Versions_are_compared_number_by_number()
    {
        string[] ascending = ["5.19.17", "6", "6.1", "6.1.192", "6.9", "6.12", "10.0"];
        var versions = ascending.Select(text => ApiVersion.Parse(text)!.Value).ToList();

        Assert.Equal(versions, versions.AsEnumerable().Reverse().Order());
        Assert.Equal(0, ApiVersion.Parse("6")!.Value.CompareTo(ApiVersion.Parse("6.0.0")!.Value));
    }

    [Fact]
    public void A_rule_that_no_target_selects_is_an_error()
    {
        const string rules = """
            header <sample/thing.h>;
            header <sample/later.h>, since 3.0;
            functions Things {
                thing_count as Count, since 2.0;
                thing_reset as Reset, until 1.4;
            }
            functions Others {
                until 2.5;
                thing_top skip "why", since 2.6;
            }
            guard Lock = thing_lock(thing) / thing_unlock(thing) { since 2.5; }
            """;
        var diagnostics = new DiagnosticBag();
        var file = RulesParser.Parse("sample.rules", rules, diagnostics);

        VersionCheck.Check([file], [ApiVersion.Parse("2.0")!.Value, ApiVersion.Parse("2.5")!.Value], diagnostics);

        Assert.Equal(
            [("sample.rules", 2, "since 3.0"), ("sample.rules", 5, "until 1.4"), ("sample.rules", 9, "since 2.6")],
            diagnostics.ToSorted().Select(found => (found.Span!.Value.File, found.Span.Value.Line, rules.Split('\n')[found.Span.Value.Line - 1][(found.Span.Value.Column - 1)..(found.Span.Value.EndColumn - 1)])));
        Assert.All(diagnostics.ToSorted(), found => Assert.Equal((DiagnosticKinds.NeverSelected, "no target selects this rule: they are 2.0, 2.5"), (found.Kind, found.Message)));
    }

    private static bool Wraps(string rules) => OwnershipSample.Bind(rules).Symbols.Single(fact => fact.Symbol.Name == "thing_count").Disposition == Disposition.Wrapped;
}
