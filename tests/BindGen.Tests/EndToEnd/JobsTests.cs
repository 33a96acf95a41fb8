using System.Globalization;
using System.Text.RegularExpressions;
using BindGen.Pipeline;
using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>Several targets at the same time.</summary>
public sealed partial class JobsTests
{
    [Fact]
    public void However_many_are_in_work_the_output_and_what_is_said_are_the_same()
    {
        using var project = new KernelProject();
        var before = project.Everything();
        var runs = new[] { "1", "2", "4" }.Select(jobs => project.Generate("--jobs", jobs)).ToList();

        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Single(runs.Select(run => run.Normalized(project.Root)).Distinct());
        before.AssertUntouched(project.Everything());
    }

    [Fact]
    public void One_after_the_other_four_targets_take_little_more_memory_than_one()
    {
        using var project = new KernelProject();
        string[] arguments = ["generate", project.ProjectFile, "--from", "api", "--timings", "--jobs", "1"];

        var one = PeakMemory(ChildProcess.RunTool(".", [], [.. arguments, "--target", KernelProject.Targets[0]]));
        var four = PeakMemory(ChildProcess.RunTool(".", [], arguments));

        Assert.True(four < 1.5 * one, $"one target takes {one} MB, four take {four} MB");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public void Fewer_than_one_makes_no_sense(string jobs)
    {
        var run = ToolRun.Of("generate", "no.bindgen", "--jobs", jobs);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--jobs takes a number from 1, not '{jobs}'.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Unasked_there_is_one_at_least_and_not_more_than_processors() => Assert.InRange(Parallelism.Default(), 1, Environment.ProcessorCount);

    private static int PeakMemory(ToolRun run)
    {
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return int.Parse(Peak().Match(run.Output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?m)^peak memory +(\d+) MB$")]
    private static partial Regex Peak();
}
