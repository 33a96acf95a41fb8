using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>Each check of <c>bindgen check</c> finds what it is for, and says so in the table; the others pass meanwhile.</summary>
public sealed class CheckKindsTests
{
    [CompilerFact]
    public void All_is_well_after_generate()
    {
        using var project = Generated();

        var run = project.Check("--require", "layouts");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith(
            """
            output    linux        passed  ~/generated, 4 files
            format    box.bindgen  passed  2 files
            layouts   linux        passed  gcc: 1 record, 0 enums
            coverage  linux        passed  3 wrapped, 0 stated, 1 skipped, 0 without a rule, of 4

            """,
            Table(run), StringComparison.Ordinal);
    }

    [CompilerFact]
    public void Output_that_was_edited()
    {
        using var project = Generated();
        project.Write("generated/safe/Box.cs", "// somebody was here\n");
        project.Delete("generated/ownership.md");

        AssertOnly(project.Check(), "output", "BG0501", "BG0501");
    }

    [CompilerFact]
    public void A_capture_that_is_older_than_the_headers()
    {
        using var project = Generated();
        project.Replace("linux/box.api", "box_weight", "box_wait");

        var run = project.Check();

        Assert.Contains("~/linux/box.api is not what the headers declare", run.Error, StringComparison.Ordinal);
        AssertOnly(run, "output", "BG0501");
    }

    [CompilerFact]
    public void Rules_that_are_not_formatted()
    {
        using var project = Generated();
        project.Replace("box.rules", "  box_size", " box_size");

        AssertOnly(project.Check(), "format", "BG0206");
    }

    /// <summary>A header that is another one for gcc than for the parser, as a wrong option would make it.</summary>
    [CompilerFact]
    public void Layouts_that_the_compiler_has_otherwise()
    {
        using var project = Generated("long size; };", "long size;\n#ifndef __clang__\nlong more;\n#endif\n};");

        var run = project.Check("--cc", "gcc");

        Assert.Contains("linux: struct box has 16 bytes, in gcc 24 bytes", run.Error, StringComparison.Ordinal);
        AssertOnly(run, "layouts", "BG0600");
    }

    [CompilerFact]
    public void Less_is_wrapped_than_recorded()
    {
        using var project = Generated();
        project.Rules = "box_size skip \"nobody measures boxes\";\nbox_weight skip \"nobody weighs boxes\";";
        project.Generate();

        var run = project.Check();

        Assert.Contains("linux: 2 functions wrapped, and 3 recorded; not wrapped any more: box_size", run.Error, StringComparison.Ordinal);
        AssertOnly(run, "coverage", "BG0502");
    }

    [CompilerFact]
    public void A_compiler_that_cannot_judge_is_an_error_when_it_was_named()
    {
        using var project = Generated();

        var run = project.Check("--cc", "no-such-compiler");

        AssertOnly(run, "layouts", "BG0602");
    }

    [LibClangFact]
    public void Layouts_without_headers_are_not_checked_and_that_is_an_error_on_demand()
    {
        using var project = Generated();
        project.Delete("include/box.h");

        var run = project.Check();
        var required = project.Check("--require", "layouts", "--only", "layouts");
        var captured = project.Check("--from", "api", "--only", "layouts");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("layouts   linux        not checked  there is no header 'box.h' where target 'linux' looks\n", run.Output, StringComparison.Ordinal);
        Assert.Equal((1, "BG0505"), (required.ExitCode, Assert.Single(required.Errors)));
        Assert.StartsWith("layouts  linux  FAILED  not checked: there is no header 'box.h'", Table(required), StringComparison.Ordinal);
        Assert.Equal("layouts  linux  not checked  captured .api files were asked for, without the headers\n", Table(captured));
    }

    [LibClangFact]
    public void What_cannot_be_generated_fails_the_output_and_leaves_the_rest_unchecked()
    {
        using var project = Generated();
        project.Replace("box.rules", "box_size(box)", "box_seize(box)");

        var run = project.Check();

        Assert.Equal((1, "BG0300"), (run.ExitCode, Assert.Single(run.Errors)));
        Assert.Equal(
            """
            output    linux        FAILED       it cannot be generated
            format    box.bindgen  passed       2 files
            layouts   linux        not checked  it cannot be generated
            coverage  linux        not checked  it cannot be generated

            """,
            Table(run));
    }

    [LibClangFact]
    public void Only_what_is_asked_for_is_checked()
    {
        using var project = Generated();
        project.Write("generated/safe/Box.cs", "// somebody was here\n");

        var run = project.Check("--only", "format,coverage");
        var format = project.Check("--only", "format");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("format    box.bindgen  passed  2 files\ncoverage  linux        passed  3 wrapped, 0 stated, 1 skipped, 0 without a rule, of 4\n", Table(run));
        Assert.Equal("format  box.bindgen  passed  2 files\n", Table(format));
    }

    [Theory]
    [InlineData("--only takes output, format, layouts or coverage, not 'lay'.", "--only", "output,lay")]
    [InlineData("--require takes output, format, layouts or coverage, not ''.", "--require", "")]
    [InlineData("--require layouts: --only leaves it out", "--require", "layouts", "--only", "output", "--only", "format")]
    [InlineData("--cc: the name of the compiler is empty", "--cc", "")]
    public void Checks_that_there_are_not_are_wrong_usage(string problem, params string[] options)
    {
        var run = ToolRun.Of(["check", "x.bindgen", .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"bindgen: {problem}\n", run.Error, StringComparison.Ordinal);
    }

    [VerifyFact("arm64", NeedsBtf = true, NeedsLibClang = true)]
    public void A_kernel_is_judged_by_its_own_BTF_where_no_compiler_is()
    {
        var run = ToolRun.Of("check", Repository.PathOf("headers", "linux", "linux.bindgen"), "--target", "linux-6.12-arm64", "--only", "layouts", "--require", "layouts");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"layouts  linux-6\.12-arm64  passed  .*vmlinux: \d+ records, \d+ enums", run.Output);
    }

    private static BoxProject Generated(string old = "", string @new = "")
    {
        var project = new BoxProject();
        if (old.Length > 0)
            project.Replace("include/box.h", old, @new);
        Assert.Equal((0, ""), (project.Generate() is var run ? run.ExitCode : 0, run.Error));
        return project;
    }

    private static void AssertOnly(ToolRun run, string failing, params string[] codes)
    {
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(codes, run.Errors);
        var lines = Table(run).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.Contains(line.StartsWith(failing, StringComparison.Ordinal) ? "FAILED" : "passed", line, StringComparison.Ordinal));
    }

    private static string Table(ToolRun run) =>
        string.Concat(run.Output.Split('\n').Where(line => !line.StartsWith("linux: ", StringComparison.Ordinal) && !line.StartsWith("done in ", StringComparison.Ordinal) && !line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 0).Select(line => line + "\n"));

    private sealed class CompilerFactAttribute : LibClangFactAttribute
    {
        public CompilerFactAttribute() => Skip ??= CCompiler.Find("gcc") is null ? "gcc is not on this machine" : null;
    }
}
