using BindGen.Tests.Clang;
using VerifyXunit;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>From a header tree, in processes of their own, because environment variables say where it is.</summary>
public sealed class HeaderTreeTests
{
    [LibClangFact]
    public async Task Headers_are_captured_and_bound()
    {
        using var kernel = new SmallKernel();

        var run = kernel.Run("generate");

        await Verifier.Verify(run.Normalized(kernel.Root) + File.ReadAllText(kernel.At("9.9/small.api"))).UseDirectory("Snapshots");
        Assert.Equal(
            [".bindgen-manifest", "holes.md", "ownership.md", "raw/linux/small.cs", "safe/Numbers.cs"],
            FileTree.Read(kernel.At("output/small")).Files.Keys.Order(StringComparer.Ordinal));
    }

    [LibClangFact]
    public async Task Headers_that_moved_on_are_compared_with_the_capture()
    {
        using var kernel = new SmallKernel();
        kernel.Run("generate");
        kernel.Version = "9.9.2";
        kernel.Write(kernel.HeaderFile, "\nint small_add(int left, char right);\nint small_more(void);\n");

        var run = kernel.Run("generate");

        await Verifier.Verify(run.Normalized(kernel.Root)).UseDirectory("Snapshots");
        Assert.Contains("source linux 9.9.2\n", File.ReadAllText(kernel.At("9.9/small.api")), StringComparison.Ordinal);
        Assert.Contains("byte right", File.ReadAllText(kernel.At("output/small/safe/Numbers.cs")), StringComparison.Ordinal);
    }

    [LibClangFact]
    public void A_second_run_touches_nothing()
    {
        using var kernel = new SmallKernel();
        kernel.Run("generate");
        var before = kernel.Project();

        var run = kernel.Run("generate");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        before.AssertUntouched(kernel.Project());
        Assert.Equal(0, kernel.Run("check").ExitCode);
    }

    [LibClangFact]
    public Task A_check_names_the_capture_too_and_writes_nothing()
    {
        using var kernel = new SmallKernel();
        kernel.Run("generate");
        kernel.Write(kernel.HeaderFile, "int small_add(int left, char right);\n");
        var before = kernel.Project();

        var run = kernel.Run("check", "--only", "output,format,coverage");

        before.AssertUntouched(kernel.Project());
        return Verifier.Verify(run.Normalized(kernel.Root)).UseDirectory("Snapshots");
    }

    [LibClangFact]
    public Task A_header_that_does_not_compile()
    {
        using var kernel = new SmallKernel();
        kernel.Run("generate");
        kernel.Write(kernel.HeaderFile, "struct broken { int x; }\nint small_add(int left, int right);\n");
        return Refused(kernel, 3, "BG0102");
    }

    [LibClangFact]
    public Task A_header_that_is_not_there()
    {
        using var kernel = new SmallKernel();
        kernel.Run("generate");
        File.Delete(kernel.HeaderFile);
        return Refused(kernel, 3, "BG0102");
    }

    [Fact]
    public Task A_kernel_that_is_not_there()
    {
        using var kernel = new SmallKernel();
        return Refused(kernel, 1, "BG0003", ("BINDGEN_CACHE", kernel.At("cache/nowhere")));
    }

    [Fact]
    public Task A_libclang_that_is_not_there()
    {
        using var kernel = new SmallKernel();
        return Refused(kernel, 1, "BG0100", ("BINDGEN_LIBCLANG", kernel.At("cache/nowhere")));
    }

    [LibClangFact]
    public Task The_capture_stands_in_for_a_kernel_that_is_not_there()
    {
        using var kernel = new SmallKernel();
        kernel.Run("generate");
        var before = kernel.Project();

        var run = kernel.RunWith([("BINDGEN_CACHE", kernel.At("cache/nowhere")), ("BINDGEN_LIBCLANG", kernel.At("cache/nowhere"))], "generate");

        before.AssertUntouched(kernel.Project());
        return Verifier.Verify(run.Normalized(kernel.Root)).UseDirectory("Snapshots");
    }

    private static Task Refused(SmallKernel kernel, int exitCode, string code, params (string Name, string Value)[] environment)
    {
        var before = kernel.Project();

        var run = kernel.RunWith(environment, "generate");

        before.AssertUntouched(kernel.Project());
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal([code], run.Errors);
        Assert.Equal("", run.Output);
        return Verifier.Verify(run.Normalized(kernel.Root)).UseDirectory("Snapshots");
    }
}
