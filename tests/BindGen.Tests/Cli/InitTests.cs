using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.Cli;

/// <summary>A new project is one that the other commands accept at once.</summary>
public sealed class InitTests
{
    [LibClangFact]
    public void The_example_is_generated_and_checked()
    {
        using var work = new Workplace();

        var run = work.Run("init", "~/my-counter");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("wrote ~/my-counter/mycounter.bindgen\nwrote ~/my-counter/mycounter.rules\nwrote ~/my-counter/mycounter.h\nnext: bindgen generate ~/my-counter/mycounter.bindgen\n", run.Output);
        var generated = AssertAccepted(work, "my-counter/mycounter.bindgen");
        Assert.Contains("6 wrapped, 0 stated and not emitted yet, 1 skipped with a reason, 0 without a rule", generated.Output, StringComparison.Ordinal);
        Assert.Contains("namespace MyCounter", work.Read($"my-counter/generated/{Target}/safe/Counter.cs"), StringComparison.Ordinal);
    }

    [LibClangFact]
    public void A_header_of_ones_own_is_found_from_the_project()
    {
        using var work = new Workplace();
        work.Write("include/box.h", "struct box; struct box *box_new(void); void box_free(struct box *box);\n");

        Assert.Equal(0, work.Run("init", "~/bindings", "--name", "Box", "--library", "libbox.so.1", "--header", "~/include/box.h").ExitCode);

        Assert.Contains("include \"../include\";", work.Read("bindings/box.bindgen"), StringComparison.Ordinal);
        Assert.Contains("header <box.h>;", work.Read("bindings/box.rules"), StringComparison.Ordinal);
        Assert.False(work.Has("bindings/box.h"));
        AssertAccepted(work, "bindings/box.bindgen");
        Assert.Contains("libbox.so.1", work.Read($"bindings/generated/{Target}/raw/box.cs"), StringComparison.Ordinal);
    }

    [LibClangFact]
    public void A_header_of_the_system_needs_no_directory()
    {
        using var work = new Workplace();

        Assert.Equal(0, work.Run("init", "~/bindings", "--name", "Zlib", "--library", "libz.so.1", "--header", File.Exists("/usr/include/zlib.h") ? "zlib.h" : "time.h").ExitCode);

        Assert.DoesNotContain("    include", work.Read("bindings/zlib.bindgen"), StringComparison.Ordinal);
        AssertAccepted(work, "bindings/zlib.bindgen");
    }

    [Fact]
    public void A_project_for_a_kernel_has_a_target_of_it()
    {
        using var work = new Workplace();

        Assert.Equal(0, work.Run("init", "~/bindings", "--name", "Linux", "--kernel", "6.12", "--header", "linux/device.h").ExitCode);

        Assert.Contains("target linux-6.12 {\n    kernel 6.12;\n    arch x86_64;\n}\n", work.Read("bindings/linux.bindgen"), StringComparison.Ordinal);
        Assert.Contains("library \"kernel\";", work.Read("bindings/linux.bindgen"), StringComparison.Ordinal);
        Assert.Contains("'bindgen list linux/device.h --kernel 6.12'", work.Read("bindings/linux.rules"), StringComparison.Ordinal);
        Assert.Equal((0, ""), Result(work.Run("format", "--check", "~/bindings/linux.bindgen")));
    }

    [Theory]
    [InlineData("mine.bindgen")]
    [InlineData("mine.rules")]
    [InlineData("mine.h")]
    public void Nothing_is_overwritten(string file)
    {
        using var work = new Workplace();
        work.Write(file, "# mine\n");

        var run = work.Run("init", "~", "--name", "Mine");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["BG0002"], run.Errors);
        Assert.Equal([Path.Combine(work.Root, file)], Directory.GetFiles(work.Root));
        Assert.Equal("# mine\n", work.Read(file));
    }

    [Fact]
    public void A_header_that_is_meant_as_a_file_has_to_be_there()
    {
        using var work = new Workplace();

        var run = work.Run("init", "~/bindings", "--header", "~/include/none.h");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["BG0001"], run.Errors);
        Assert.False(work.Has("bindings"));
    }

    [Theory]
    [InlineData("'1' is no name", "--name", "1")]
    [InlineData("'class' is no name", "--name", "class")]
    [InlineData("--kernel: 'new' is no series", "--kernel", "new")]
    [InlineData("name the kernel's headers", "--kernel", "6.12")]
    [InlineData("--header: the name of a header is empty", "--header", "")]
    public void What_makes_no_sense_is_wrong_usage(string problem, params string[] options)
    {
        using var work = new Workplace();

        var run = work.Run(["init", "~/bindings", .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"bindgen: {problem}", run.Error, StringComparison.Ordinal);
        Assert.False(work.Has("bindings"));
    }

    private static string Target => BindGen.Pipeline.HeaderSource.Triple([]).StartsWith("aarch64", StringComparison.Ordinal) ? "linux-aarch64" : "linux-x86_64";

    private static (int ExitCode, string Error) Result(ToolRun run) => (run.ExitCode, run.Error);

    private static ToolRun AssertAccepted(Workplace work, string project)
    {
        var generated = work.Run("generate", $"~/{project}");
        Assert.Equal((0, ""), Result(generated));
        Assert.Equal((0, ""), Result(work.Run("check", $"~/{project}")));
        return generated;
    }
}
