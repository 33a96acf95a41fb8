using BindGen.Coverage;
using BindGen.Diagnostics;
using Xunit;

namespace BindGen.Tests.Coverage;

public sealed class CoverageRecordTests
{
    private static readonly TargetCoverage Old = new("old", 2, 0, 1, 0, ["a", "b"]);
    private static readonly TargetCoverage New = new("new", 2, 1, 0, 3, ["a", "c"]);

    [Fact]
    public void A_record_is_read_as_it_was_written()
    {
        var record = new CoverageRecord([Old, New]);

        var read = Parse(record.ToString())!;

        Assert.EndsWith("old: 2 wrapped, 0 stated, 1 skipped, 0 without a rule, of 3\nnew: 2 wrapped, 1 stated, 0 skipped, 3 without a rule, of 6\n\n# Wrapped for every target, or for those that follow.\nwrapped a\nwrapped b: old\nwrapped c: new\n", record.ToString(), StringComparison.Ordinal);
        Assert.Equal(record.ToString(), read.ToString());
        Assert.True(read.Find("new")!.IsSameAs(New));
    }

    [Fact]
    public void Only_what_is_not_lower_is_taken_over()
    {
        var record = new CoverageRecord([Old, New]);
        var (lower, higher) = (Old with { Wrapped = 1, Names = ["a"] }, New with { Wrapped = 3, Unruled = 2, Names = ["a", "c", "d"] });

        var updated = record.With([higher, lower], acceptsLess: false, ["new", "old"]);

        Assert.Equal(new[] { higher, Old }, updated.Targets.ToArray());
        Assert.Equal(new[] { lower }, record.With([lower], acceptsLess: true, ["old"]).Targets.ToArray());
    }

    [Fact]
    public void Targets_that_were_not_run_stay_and_those_that_are_gone_go() =>
        Assert.Equal(new[] { New }, new CoverageRecord([Old, New]).With([], acceptsLess: false, ["newest", "new"]).Targets.ToArray());

    [Theory]
    [InlineData("old: 2 wrapped")]
    [InlineData("old: 99999999999 wrapped, 0 stated, 1 skipped, 0 without a rule, of 3")]
    [InlineData("wrapped ")]
    [InlineData(">>>>>>> theirs")]
    [InlineData("old: 2 wrapped, 0 stated, 1 skipped, 0 without a rule, of 3\nold: 2 wrapped, 0 stated, 1 skipped, 0 without a rule, of 3")]
    public void A_line_of_something_else_is_refused(string text) => Assert.Null(Parse(text));

    private static CoverageRecord? Parse(string text)
    {
        var diagnostics = new DiagnosticBag();
        var record = CoverageRecord.Parse("x.coverage", text, diagnostics);
        Assert.Equal(record is null, diagnostics.HasErrors);
        return record;
    }
}
