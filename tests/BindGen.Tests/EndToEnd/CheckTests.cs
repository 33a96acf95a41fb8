using VerifyXunit;
using Xunit;

namespace BindGen.Tests.EndToEnd;

public sealed class CheckTests
{
    [Fact]
    public Task Committed_output_is_current()
    {
        using var project = new KernelProject();
        var before = project.Everything();

        var run = project.Check();

        before.AssertUntouched(project.Everything());
        return Verifier.Verify(run.Normalized(project.Root)).UseDirectory("Snapshots");
    }

    [Fact]
    public Task Edited_missing_and_left_over_files_are_all_named_and_left_alone()
    {
        using var project = new KernelProject();
        project.Write("output/linux-6.12/safe/Device.cs", "// somebody was here\n");
        project.Write("output/linux-6.12/safe/Mine.cs", "// not BindGen's\n");
        File.Delete(project.At("output/linux-6.1/shims/shims.c"));
        project.WriteStale("output/linux-6.1", "safe/Gone.cs");
        var before = project.Everything();

        var run = project.Check();

        before.AssertUntouched(project.Everything());
        Assert.Equal(1, run.ExitCode);
        return Verifier.Verify(run.Normalized(project.Root)).UseDirectory("Snapshots");
    }

    [Fact]
    public void A_target_that_was_never_generated_is_not_current()
    {
        using var project = new KernelProject(withOutput: false);

        var run = project.Check("--target", "linux-6.1");

        Assert.Equal(1, run.ExitCode);
        Assert.All(run.Errors, code => Assert.Equal("BG0501", code));
        Assert.Equal(FileTree.Read(Repository.PathOf("output", "linux-6.1")).Files.Count, run.Errors.Count());
        Assert.False(Directory.Exists(project.At("output")));
    }

    [Fact]
    public void Rules_that_ask_for_something_else_make_it_stale()
    {
        using var project = new KernelProject();
        project.Replace("headers/linux/device.rules", "as CopyName", "as CopyTheName");

        var run = project.Check("--target", "linux-6.1");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("output/linux-6.1/safe/Device.cs is not what generate writes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_are_not_formatted_are_a_finding()
    {
        using var project = new KernelProject();
        project.Replace("headers/linux/device.rules", "guard DeviceLock = ", "guard DeviceLock=");

        var run = project.Check("--target", "linux-6.1");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["BG0206"], run.Errors);
        Assert.Contains("    guard DeviceLock=device_lock(dev) / device_unlock(dev) {\n", run.Error, StringComparison.Ordinal);
    }
}
