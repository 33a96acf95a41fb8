using BindGen.Rules;
using Xunit;

namespace BindGen.Tests.Rules;

public sealed class VocabularyTests
{
    /// <summary>The lists are searched by bisection.</summary>
    [Fact]
    public void Lists_are_sorted()
    {
        Assert.Equal(Vocabulary.Items.Select(item => item.Text).Order(StringComparer.Ordinal), Vocabulary.Items.Select(item => item.Text));
        foreach (var item in Vocabulary.Items.Where(item => item.Form != ItemForm.Directive))
            Assert.Equal(Vocabulary.StatementsOf(item.Text).Distinct().Order(StringComparer.Ordinal), Vocabulary.StatementsOf(item.Text));
    }

    [Fact]
    public void Every_usage_that_is_complete_can_be_parsed()
    {
        foreach (var item in Vocabulary.Items)
        {
            var (tree, diagnostics) = RulesFixture.Parse(item.Usage.Replace("(…)", "()", StringComparison.Ordinal).Replace("…", "", StringComparison.Ordinal));

            Assert.Empty(diagnostics.ToSorted());
            Assert.Equal(item.Text, Assert.Single(tree.Items).Keyword.Text);
        }
    }
}
