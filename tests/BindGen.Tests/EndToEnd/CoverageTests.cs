using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>The record of what is wrapped: <c>generate</c> writes and raises it, and lowers it only when it is told to.</summary>
public sealed class CoverageTests
{
    private const string Both = "box_size(box) as Size;\nbox_weight(box) as Weight;";
    private const string One = "box_size(box) as Size;\nbox_weight skip \"nobody weighs boxes\";";

    [LibClangFact]
    public void The_first_run_records_and_a_better_one_raises()
    {
        using var project = new BoxProject();

        project.Generate();
        Assert.EndsWith("linux: 3 wrapped, 0 stated, 1 skipped, 0 without a rule, of 4\n\n# Wrapped for every target, or for those that follow.\nwrapped box_free\nwrapped box_new\nwrapped box_size\n", project.Read("box.coverage"), StringComparison.Ordinal);

        project.Rules = Both;
        var stale = project.Check("--only", "coverage");
        Assert.Contains("box.coverage is not what generate writes for linux: 4 wrapped", stale.Error, StringComparison.Ordinal);

        project.Generate();
        Assert.Contains("linux: 4 wrapped, 0 stated, 0 skipped, 0 without a rule, of 4\n", project.Read("box.coverage"), StringComparison.Ordinal);
        Assert.Contains("wrapped box_weight\n", project.Read("box.coverage"), StringComparison.Ordinal);
        Assert.Equal(0, project.Check("--only", "coverage").ExitCode);
    }

    [LibClangFact]
    public void Less_is_recorded_only_when_it_is_accepted()
    {
        using var project = new BoxProject { Rules = Both };
        project.Generate();
        var before = project.Read("box.coverage");
        project.Rules = One;

        var kept = project.Generate();
        Assert.Equal(0, kept.ExitCode);
        Assert.Contains("box.coverage(3,1): warning BG0503: linux: 3 functions wrapped, and 4 recorded; not wrapped any more: box_weight; the record is kept\n", kept.Error, StringComparison.Ordinal);
        Assert.Equal(before, project.Read("box.coverage"));

        var accepted = project.Generate("--accept-coverage");
        Assert.Equal((0, ""), (accepted.ExitCode, accepted.Error));
        Assert.Contains("linux: 3 wrapped", project.Read("box.coverage"), StringComparison.Ordinal);
        Assert.Equal(0, project.Check("--only", "coverage").ExitCode);
    }

    [LibClangFact]
    public void What_the_headers_dropped_is_told_from_what_lost_its_rule()
    {
        using var project = new BoxProject { Rules = Both };
        project.Generate();
        project.Rules = "";
        project.Replace("include/box.h", "long box_weight(struct box *box);\n", "");

        var run = project.Check("--only", "coverage");

        Assert.Equal(["BG0502"], run.Errors);
        Assert.Contains(
            "linux: 2 functions wrapped, and 4 recorded; not wrapped any more: box_size; not in the headers any more: box_weight; 1 function without a rule, and 0 recorded: box_size",
            run.Error, StringComparison.Ordinal);
    }

    [LibClangFact]
    public void A_new_function_without_a_rule_is_less()
    {
        using var project = new BoxProject();
        project.Generate();
        project.Write("include/box.h", project.Read("include/box.h") + "void box_close(struct box *box);\n");

        var run = project.Check("--only", "coverage");

        Assert.Equal(["BG0502"], run.Errors);
        Assert.Contains("linux: 1 function without a rule, and 0 recorded: box_close", run.Error, StringComparison.Ordinal);
    }

    [LibClangFact]
    public void A_record_that_is_missing_or_lacks_a_target_is_stale()
    {
        using var project = new BoxProject();
        project.Generate();

        project.Replace("box.coverage", "linux: ", "windows: ");
        Assert.Contains("box.coverage has no line for linux", project.Check("--only", "coverage").Error, StringComparison.Ordinal);
        project.Delete("box.coverage");
        var missing = project.Check("--only", "coverage");

        Assert.Equal((1, "BG0501"), (missing.ExitCode, Assert.Single(missing.Errors)));
        Assert.Contains("box.coverage is missing", missing.Error, StringComparison.Ordinal);
        Assert.False(project.Has("box.coverage"));
    }

    [LibClangFact]
    public void A_record_with_the_marks_of_a_merge_keeps_everything_as_it_was()
    {
        using var project = new BoxProject();
        project.Generate();
        var output = project.Read("generated/safe/Box.cs");
        project.Write("box.coverage", "<<<<<<< HEAD\n" + project.Read("box.coverage"));
        project.Rules = Both;

        var refused = project.Generate();
        var check = project.Check("--only", "coverage");

        Assert.Equal(["BG0504"], refused.Errors);
        Assert.Contains("box.coverage(1,1): error BG0504", refused.Error, StringComparison.Ordinal);
        Assert.Equal(output, project.Read("generated/safe/Box.cs"));
        Assert.Equal(["BG0504"], check.Errors);
        Assert.Contains("coverage  linux  FAILED  the record cannot be read\n", check.Output, StringComparison.Ordinal);

        Assert.Equal(0, project.Generate("--accept-coverage").ExitCode);
        Assert.StartsWith("# ", project.Read("box.coverage"), StringComparison.Ordinal);
    }
}
