using BindGen.Tests.Cli;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.Review;

/// <summary>What there is to review, and of which kind it is.</summary>
public sealed class ReviewListTests
{
    private const string Doc = ReviewedProject.Banner + "/// <remarks>C: <c>a</c> and <c>b</c> in <c>x/y.h</c>, lines 10 and 20.</remarks>\nclass A { const int Size = 10; }\n";

    [Fact]
    public void Changes_are_listed_by_kind_and_then_by_path()
    {
        using var project = new ReviewedProject(("safe/A.cs", Doc), ("safe/B.cs", Doc), ("safe/C.cs", Doc), ("raw/x.cs", "x\n"), ("raw/gone.cs", "x\n"), ("shims/shims.c", "x\n"), ("holes.md", "x\n"));
        project.Write("two/small.api", "source small 1.0\n");
        project.Commit();

        project.Generate(
            ("safe/A.cs", Doc.Replace("Size = 10", "Size = 11", StringComparison.Ordinal)), ("safe/B.cs", Doc.Replace("small 1.0", "small 1.1", StringComparison.Ordinal)),
            ("safe/C.cs", Doc.Replace("lines 10 and 20", "lines 11 and 21", StringComparison.Ordinal)), ("raw/x.cs", "y\n"), ("raw/new.cs", "x\n"), ("shims/shims.c", "y\n"), ("holes.md", "y\n"));
        project.Write("two/small.api", "source small 1.0\nheader x.h\n");
        project.Write("tests/T.a.received.txt", "new\n");
        project.Write("out/one/safe/Mine.cs", "not generated\n");
        project.Write("out/one/notes.md", "not generated\n");
        project.Write("tests/obj/U.received.txt", "of a build\n");

        Assert.Equal(
            [
                "changed  safe      ~/out/one/safe/A.cs",
                "changed  report    ~/out/one/holes.md",
                "changed  shims     ~/out/one/shims/shims.c",
                "removed  raw       ~/out/one/raw/gone.cs",
                "new      raw       ~/out/one/raw/new.cs",
                "changed  raw       ~/out/one/raw/x.cs",
                "changed  capture   ~/two/small.api",
                "new      snapshot  ~/tests/T.a.received.txt",
                "changed  moved     ~/out/one/safe/C.cs",
                "changed  banner    ~/out/one/safe/B.cs",
            ],
            project.List());
        Assert.Equal(["changed  moved     ~/out/one/safe/C.cs", "changed  banner    ~/out/one/safe/B.cs"], project.List("--kind", "moved", "--kind", "banner"));
        Assert.Equal(["changed  capture   ~/two/small.api"], project.List("--target", "two"));
        Assert.Contains("\"target\": \"two\"", string.Join('\n', project.List("--format", "json")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_git_has_as_staged_is_what_is_compared_with()
    {
        using var project = new ReviewedProject(("safe/A.cs", "1\n"), ("safe/B.cs", "1\n"));
        project.Generate(("safe/A.cs", "2\n"), ("safe/B.cs", "2\n"));
        project.Git("add", "out/one/safe/A.cs", "out/one/safe/B.cs");
        project.Generate(("safe/A.cs", "3\n"), ("safe/B.cs", "2\n"));

        Assert.Equal(["changed  safe      ~/out/one/safe/A.cs"], project.List());
        Assert.Contains("\"note\": \"compared with what is staged already\"", string.Join('\n', project.List("--format", "json")), StringComparison.Ordinal);

        project.Review("--reject", "*");

        Assert.Equal("2\n", project.Read("out/one/safe/A.cs"));
    }

    [Fact]
    public void Names_may_be_odd()
    {
        using var project = new ReviewedProject(("safe/a b.cs", "1\n"), ("safe/*.cs", "1\n"), ("safe/größe \"x\".cs", "1\n"), ("safe/same.cs", "1\n"));
        project.Generate(("safe/a b.cs", "2\n"), ("safe/*.cs", "2\n"), ("safe/größe \"x\".cs", "2\n"), ("safe/same.cs", "1\n"));

        Assert.Equal(["changed  safe      ~/out/one/safe/*.cs", "changed  safe      ~/out/one/safe/a b.cs", "changed  safe      ~/out/one/safe/größe \"x\".cs"], project.List());

        Assert.Equal((0, "accepted 3: *\nnothing is left to review\n"), (project.Review("--accept", "*") is var run ? run.ExitCode : 0, run.Output));
        Assert.DoesNotContain(" M ", project.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_git_snapshots_can_be_reviewed_and_output_cannot()
    {
        using var folder = new TemporaryFolder();
        folder.Write("small.bindgen", "project Small;\nlibrary \"small\";\nrules \"small.rules\";\ntarget one { triple \"x86_64-linux-gnu\"; }\noutput \"out\";\n");
        folder.Write("T.received.txt", "1\n");

        var run = ToolRun.Of("review", "--list", folder.Path);

        Assert.Equal((1, "new      snapshot  "), (run.ExitCode, run.Output[..19]));
        Assert.Equal(["BG0720"], run.Errors);
        Assert.Contains("help: Run 'git init'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_project_that_nobody_named_is_passed_over()
    {
        using var project = new ReviewedProject(("safe/A.cs", "1\n"));
        project.Write("examples/broken.bindgen", "project");
        project.Generate(("safe/A.cs", "2\n"));

        var run = project.Review("--list");

        Assert.Equal((0, "changed  safe      ~/out/one/safe/A.cs\n"), (run.ExitCode, run.Output));
        Assert.Contains("warning BG0723", run.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (ToolRun.Of("review", "--list", project.At("examples/broken.bindgen")) is var named ? named.ExitCode : 0, named.Output));
    }

    [Theory]
    [InlineData("--list --accept *", "--list changes nothing: leave it out, or --accept and --reject")]
    [InlineData("--html ~/page.html --accept *", "--html changes nothing, and lists nothing: leave it out, or --list, --accept and --reject")]
    [InlineData("--format json --accept *", "--format is for --list")]
    [InlineData("--accept nothing*", "--accept: nothing that is to be reviewed matches 'nothing*'; 'bindgen review --list' shows the paths")]
    [InlineData("--accept *A.cs --reject *.cs", "'~/out/one/safe/A.cs' is both accepted and rejected")]
    [InlineData("", "without a terminal nobody can be asked: say --list, --accept GLOB, --reject GLOB or --html FILE")]
    public void What_makes_no_sense_is_wrong_usage_and_changes_nothing(string arguments, string problem)
    {
        using var project = new ReviewedProject(("safe/A.cs", "1\n"));
        project.Generate(("safe/A.cs", "2\n"));
        var before = project.Status;

        var run = project.Review(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, "", $"bindgen: {problem}\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(before, project.Status);
    }

    [Fact]
    public void An_unknown_target_and_an_unknown_place_are_named()
    {
        using var project = new ReviewedProject(("safe/A.cs", "1\n"));

        Assert.Contains("Did you mean 'one'?", project.Review("--list", "--target", "onee").Error, StringComparison.Ordinal);
        Assert.Contains("there is no 'nowhere'", ToolRun.Of("review", "--list", "nowhere").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void This_repository_can_be_reviewed() => Assert.Equal(Path.Exists(Repository.PathOf(".git")) ? 0 : 1, ToolRun.Of("review", "--list", Repository.Root).ExitCode);
}
