using BindGen.Tests.Cli;
using VerifyXunit;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>The whole pipeline from captured APIs, which every machine has.</summary>
public sealed class GenerateTests
{
    [Fact]
    public void Output_is_byte_for_byte_what_is_committed()
    {
        using var project = new KernelProject(withOutput: false);

        var run = project.Generate();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (var target in KernelProject.Targets)
            FileTree.Read(Repository.PathOf("output", target)).AssertSameBytes(project.Output(target));
    }

    [Fact]
    public Task A_run_says_what_it_read_and_wrote()
    {
        using var project = new KernelProject();
        File.Delete(project.At("output/linux-6.1/shims/shims.c"));

        return Verifier.Verify(project.Generate().Normalized(project.Root)).UseDirectory("Snapshots");
    }

    [Fact]
    public void A_second_run_touches_nothing()
    {
        using var project = new KernelProject();
        var before = project.Everything();

        var run = project.Generate();

        Assert.Equal(0, run.ExitCode);
        before.AssertUntouched(project.Everything());
    }

    [Fact]
    public void Only_what_differs_is_written()
    {
        using var project = new KernelProject();
        project.Write("output/linux-6.1/safe/Device.cs", "// somebody was here\n");
        var before = project.Everything();

        var run = project.Generate();

        Assert.Contains("1 written, ", run.Output, StringComparison.Ordinal);
        var after = project.Everything();
        FileTree.Read(Repository.PathOf("output", "linux-6.1")).AssertSameBytes(project.Output("linux-6.1"));
        string[] written = [.. before.Files.Keys.Where(path => before.Files[path].Written != after.Files[path].Written).Order(StringComparer.Ordinal)];
        Assert.Equal(["output/linux-6.1/.bindgen-manifest", "output/linux-6.1/safe/Device.cs"], written);
    }

    [Fact]
    public void A_stale_file_is_removed_and_a_foreign_one_stays()
    {
        using var project = new KernelProject();
        project.WriteStale("output/linux-6.1", "old/Gone.cs");
        project.Write("output/linux-6.1/safe/Mine.cs", "// my own\n");

        var run = project.Generate();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("0 written, ", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 removed", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.At("output/linux-6.1/old")));
        Assert.Equal("// my own\n", File.ReadAllText(project.At("output/linux-6.1/safe/Mine.cs")));
        File.Delete(project.At("output/linux-6.1/safe/Mine.cs"));
        FileTree.Read(Repository.PathOf("output", "linux-6.1")).AssertSameBytes(project.Output("linux-6.1"));
    }

    [Fact]
    public void A_chosen_target_leaves_the_others_alone()
    {
        using var project = new KernelProject(withOutput: false);

        var run = project.Generate("--target", "linux-6.1");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([project.At("output/linux-6.1")], Directory.GetDirectories(project.At("output")));
        Assert.DoesNotContain("linux-6.12", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_are_reported_in_the_order_of_the_project()
    {
        using var project = new KernelProject();

        var run = project.Generate("-t", "linux-6.1", "-t", "linux-6.12");

        Assert.True(run.Output.IndexOf("linux-6.12: ", StringComparison.Ordinal) < run.Output.IndexOf("linux-6.1: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Output_goes_where_the_option_says()
    {
        using var project = new KernelProject();
        var before = project.Everything();

        var run = project.Generate("--output", project.At("elsewhere/{target}/here"));

        Assert.Equal(0, run.ExitCode);
        foreach (var target in KernelProject.Targets)
            FileTree.Read(Repository.PathOf("output", target)).AssertSameBytes(FileTree.Read(project.At($"elsewhere/{target}/here")));
        Directory.Delete(project.At("elsewhere"), recursive: true);
        before.AssertUntouched(project.Everything());
    }

    [Fact]
    public void One_target_needs_no_place_for_its_name()
    {
        using var project = new KernelProject(withOutput: false);

        var run = project.Generate("--target", "linux-6.1", "--output", project.At("flat"));

        Assert.Equal(0, run.ExitCode);
        FileTree.Read(Repository.PathOf("output", "linux-6.1")).AssertSameBytes(FileTree.Read(project.At("flat")));
    }

    [Fact]
    public void A_template_of_the_user_replaces_the_tools()
    {
        using var project = new KernelProject();
        project.Write("mine/safe/enum.sbn-cs", $"// mine\n{Repository.Read("templates", "safe", "enum.sbn-cs")}");

        var run = project.Generate("--target", "linux-6.1", "--templates", project.At("mine"));

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("// mine\n", File.ReadAllText(project.At("output/linux-6.1/safe/PowerOrder.cs")), StringComparison.Ordinal);
        Assert.DoesNotContain("// mine\n", File.ReadAllText(project.At("output/linux-6.1/safe/Device.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_only_project_of_the_directory_needs_no_name()
    {
        using var project = new KernelProject(withOutput: false);

        var run = ChildProcess.RunTool(project.At("headers/linux"), [], "generate", "--from", "api", "--target", "linux-6.1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("linux-6.1: ../../output/linux-6.1: ", run.Output, StringComparison.Ordinal);
        FileTree.Read(Repository.PathOf("output", "linux-6.1")).AssertSameBytes(project.Output("linux-6.1"));
    }

    [Fact]
    public void Timings_name_the_stages()
    {
        using var project = new KernelProject();

        var run = project.Generate("--target", "linux-6.1", "--timings");

        var stages = run.Output.Split('\n').Where(line => line.EndsWith(" ms", StringComparison.Ordinal)).Select(line => line.Split("  ")[0]);
        Assert.Equal(["read rules", "read .api", "bind", "emit", "compile", "write"], stages.SkipLast(1));
        Assert.StartsWith("done in ", stages.Last(), StringComparison.Ordinal);
    }
}
