using Xunit;
using static VerifyXunit.Verifier;

namespace BindGen.Tests.Cli;

/// <summary><c>bindgen explain</c> on the project of the kernel, from its captured API.</summary>
public sealed class ExplainTests
{
    private static readonly string Project = Repository.PathOf("headers", "linux", "linux.bindgen");

    [Fact]
    public async Task A_function_is_explained_once_for_targets_that_agree()
    {
        var run = ToolRun.Of("explain", "device_find_child_by_name", Project, "-t", "linux-6.12", "-t", "linux-6.12-arm64");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        await Verify(Portable(run.Output));
    }

    [Theory]
    [InlineData("Device.FindChild", "device_find_child_by_name: wrapped by Device")]
    [InlineData("DrmRegistration", "drm_dev_unregister: skipped by DrmRegistration: unplug waits for sections")]
    public void Members_and_items_are_found_too(string symbol, string line) =>
        Assert.Contains(line, ToolRun.Of("explain", symbol, Project).Output.Split('\n'));

    [Fact]
    public void An_unknown_symbol_is_an_error_with_the_nearest_name()
    {
        var run = ToolRun.Of("explain", "drm_dev_unplugg", Project, "-t", "linux-6.1");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Did you mean 'drm_dev_unplug'?", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Without the paths of this machine and the lines of rules, which change with every line above them.</summary>
    private static string Portable(string text) => System.Text.RegularExpressions.Regex.Replace(
        System.Text.RegularExpressions.Regex.Replace(text, @"\S*/(headers|output)/", "$1/"), @"\.rules\(\d+,\d+\)", ".rules(L,C)");
}
