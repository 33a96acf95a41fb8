using BindGen.Kernels;
using BindGen.Tests.Clang;
using Xunit;
using Xunit.Abstractions;

namespace BindGen.Tests.EndToEnd;

/// <summary>The whole pipeline from the kernel's headers, where this machine has them.</summary>
public sealed class KernelHeadersTests(ITestOutputHelper log)
{
    [KernelFact("6.12")]
    public void Linux_6_12_is_what_is_committed() => AssertCommitted("6.12");

    [KernelFact("6.1")]
    public void Linux_6_1_is_what_is_committed() => AssertCommitted("6.1");

    [KernelFact("6.12", KernelHeaders.Arm64)]
    public void Linux_6_12_for_arm64_is_what_is_committed() => AssertCommitted("6.12", KernelHeaders.Arm64);

    [KernelFact("6.1", KernelHeaders.Arm64)]
    public void Linux_6_1_for_arm64_is_what_is_committed() => AssertCommitted("6.1", KernelHeaders.Arm64);

    [KernelWithBothLibClangsFact("6.12")]
    public void Linux_6_12_is_the_same_with_every_libclang() => AssertSameWithEveryLibClang("6.12");

    [KernelWithBothLibClangsFact("6.1")]
    public void Linux_6_1_is_the_same_with_every_libclang() => AssertSameWithEveryLibClang("6.1");

    // A distribution replaces its headers: then there is nothing to be equal to, and the run must say what it found instead.
    private void AssertCommitted(string series, string arch = KernelHeaders.X64)
    {
        using var project = new KernelProject(withOutput: false);
        var target = arch == KernelHeaders.X64 ? $"linux-{series}" : $"linux-{series}-{arch}";
        var capture = $"headers/linux/{series}/{(arch == KernelHeaders.X64 ? "linux.api" : $"linux.{arch}.api")}";
        var source = KernelTree.Find(series, arch)!.Target.Source;
        var committed = File.ReadAllText(project.At(capture));

        var run = Tool(project, "generate", "--target", target);
        log.WriteLine(run.Error + run.Output);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"{target}: read headers of {source}: ", run.Output, StringComparison.Ordinal);
        if (committed.Contains($"\nsource {source}\n", StringComparison.Ordinal))
        {
            Assert.Equal("", run.Error);
            Assert.Equal(committed, File.ReadAllText(project.At(capture)));
            FileTree.Read(Repository.PathOf("output", target)).AssertSameBytes(project.Output(target));
        }
        else
        {
            Assert.Contains($"note BG0005: captured from linux {series}.", run.Error, StringComparison.Ordinal);
            Assert.Contains($"\nsource {source}\n", File.ReadAllText(project.At(capture)), StringComparison.Ordinal);
        }
        Assert.Equal(0, Tool(project, "check", "--target", target).ExitCode);
    }

    private static void AssertSameWithEveryLibClang(string series)
    {
        using var older = new KernelProject(withOutput: false);
        using var newer = new KernelProject(withOutput: false);

        Generate(older, series, "14");
        Generate(newer, series, "19");

        older.Everything().AssertSameBytes(newer.Everything());
    }

    private static void Generate(KernelProject project, string series, string libclang)
    {
        // Without a capture, so that the parsed one is compared and not the copied one.
        File.Delete(project.At($"headers/linux/{series}/linux.api"));

        var run = Cli.ChildProcess.RunTool(
            project.Root, [("BINDGEN_LIBCLANG", $"/usr/lib/llvm-{libclang}/lib")], "generate", project.ProjectFile, "--from", "headers", "--target", $"linux-{series}");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(File.Exists(project.At($"headers/linux/{series}/linux.api")));
    }

    private static Cli.ToolRun Tool(KernelProject project, string command, params string[] options) =>
        Cli.ToolRun.Of([command, project.ProjectFile, "--from", "headers", .. options]);
}
