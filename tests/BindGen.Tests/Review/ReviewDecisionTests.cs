using BindGen.Diagnostics;
using BindGen.Review;
using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.Review;

/// <summary>What decisions do to files and to git's index, and that they can be taken back.</summary>
public sealed class ReviewDecisionTests
{
    private static readonly (string, string)[] Before = [("safe/A.cs", "A1\n"), ("safe/B.cs", "B1\n"), ("safe/Gone.cs", "G1\n")];
    private static readonly (string, string)[] After = [("safe/A.cs", "A2\n"), ("safe/B.cs", "B2\n"), ("safe/New.cs", "N2\n")];

    [Fact]
    public void The_manifest_is_staged_when_everything_is_decided_and_not_before()
    {
        using var project = Changed();

        Assert.Equal("accepted 1: *A.cs\naccepted 1: *New.cs\n2 left to review\n", project.Review("--accept", "*A.cs", "--accept", "*New.cs").Output);
        Assert.Equal(" M out/one/.bindgen-manifest\nM  out/one/safe/A.cs\n M out/one/safe/B.cs\n D out/one/safe/Gone.cs\nA  out/one/safe/New.cs\n", project.Status);

        project.Review("--accept", "*");
        Assert.Equal("M  out/one/.bindgen-manifest\nM  out/one/safe/A.cs\nM  out/one/safe/B.cs\nD  out/one/safe/Gone.cs\nA  out/one/safe/New.cs\n", project.Status);
        Assert.Empty(project.List());
    }

    [Fact]
    public void Rejecting_everything_leaves_what_was_committed()
    {
        using var project = Changed();

        var run = project.Review("--reject", "*");
        Assert.Equal(("rejected 4: *\nnothing is left to review\n", ""), (run.Output, run.Error));

        Assert.Equal("", project.Status);
    }

    [Fact]
    public void The_manifest_is_true_also_where_a_killed_review_did_not_come_to_it()
    {
        using var project = Changed();
        project.Git("checkout", "--", "out/one/safe/B.cs", "out/one/safe/Gone.cs");
        Assert.NotEqual(0, ChildProcess.Run("sha256sum", project.At("out/one"), [], "--check", "--strict", ".bindgen-manifest").ExitCode);

        project.Review("--accept", "*A.cs", "--reject", "*New.cs");

        Assert.Equal("M  out/one/.bindgen-manifest\nM  out/one/safe/A.cs\n", project.Status);
        Assert.Equal("safe/A.cs: OK\nsafe/B.cs: OK\nsafe/Gone.cs: OK\n", ChildProcess.Run("sha256sum", project.At("out/one"), [], "--check", "--strict", ".bindgen-manifest").Output);
    }

    [Fact]
    public void What_was_rejected_can_be_generated_again()
    {
        using var project = Changed();
        project.Review("--accept", "*A.cs", "--reject", "*Gone.cs", "--reject", "*New.cs", "--reject", "*B.cs");
        Assert.Equal("M  out/one/.bindgen-manifest\nM  out/one/safe/A.cs\n", project.Status);

        project.Generate(After);

        Assert.Equal(["changed  safe      ~/out/one/safe/B.cs", "removed  safe      ~/out/one/safe/Gone.cs", "new      safe      ~/out/one/safe/New.cs"], project.List());
    }

    [Theory]
    [InlineData("*A.cs", true)]
    [InlineData("*A.cs", false)]
    [InlineData("*Gone.cs", true)]
    [InlineData("*Gone.cs", false)]
    [InlineData("*New.cs", true)]
    [InlineData("*New.cs", false)]
    [InlineData("*", true)]
    [InlineData("*", false)]
    public void A_decision_is_taken_back_exactly(string pattern, bool accept)
    {
        using var project = Changed();
        var (status, index, files) = State(project);
        var diagnostics = new DiagnosticBag();
        var session = Session(project, diagnostics);
        var indexes = new ReviewGlobs([pattern], [], []).Matches([pattern], session.Items);

        Assert.True(accept ? session.Accept(indexes, diagnostics) : session.Reject(indexes, diagnostics));
        Assert.NotEqual((status, index, files), State(project));
        Assert.Equal(indexes[0], session.Undo(diagnostics));

        Assert.Equal((status, index, files), State(project));
        Assert.Equal(4, session.OpenCount);
        Assert.Null(session.Undo(diagnostics));
        Assert.Empty(diagnostics.ToSorted());
    }

    [Fact]
    public void What_changed_since_it_was_read_is_not_decided()
    {
        using var project = Changed();
        var diagnostics = new DiagnosticBag();
        var session = Session(project, diagnostics);
        project.Write("out/one/safe/A.cs", "A3\n");

        Assert.False(session.Accept([0], diagnostics));

        Assert.Equal(["BG0724"], diagnostics.ToSorted().Select(item => item.Kind.Id));
        Assert.Equal("A3\n", session.Items[0].Texts()?.After);
        Assert.True(session.Reject([0], diagnostics));
        Assert.Equal("A1\n", project.Read("out/one/safe/A.cs"));
    }

    [Fact]
    public void A_lock_that_was_left_behind_is_named_and_costs_nothing()
    {
        using var project = Changed();
        var status = project.Status;
        project.Write(".git/index.lock", "");

        var run = project.Review("--accept", "*");

        Assert.Equal((1, "4 left to review\n"), (run.ExitCode, run.Output));
        Assert.StartsWith("~/.git/index.lock(1,1): error BG0721: another git holds the index", run.Error, StringComparison.Ordinal);
        File.Delete(project.At(".git/index.lock"));
        Assert.Equal(status, project.Status);
        Assert.Equal(0, project.Review("--accept", "*").ExitCode);
    }

    [Fact]
    public void Lines_that_end_otherwise_in_the_work_tree_are_put_back_as_a_checkout_writes_them()
    {
        using var project = Changed();
        project.Git("config", "core.autocrlf", "true");

        project.Review("--reject", "*A.cs", "--accept", "*B.cs");

        Assert.Equal("A1\r\n", project.Read("out/one/safe/A.cs"));
        Assert.Equal("B2\n", project.Git("cat-file", "blob", ":out/one/safe/B.cs"));
    }

    [Fact]
    public void A_conflict_is_left_out_and_said()
    {
        using var project = new ReviewedProject(Before);
        project.Git("checkout", "-q", "-b", "other");
        project.Generate(After);
        project.Commit();
        project.Git("checkout", "-q", "-");
        project.Generate([("safe/A.cs", "A3\n"), .. Before[1..]]);
        project.Commit();
        Assert.NotEqual(0, ChildProcess.Run("git", project.Root, [], "merge", "-q", "other").ExitCode);

        var run = project.Review("--list");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("BG0722", run.Errors);
        Assert.DoesNotContain("A.cs", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_executable_bit_and_bytes_that_are_no_text_come_back()
    {
        using var project = new ReviewedProject(("raw/tool", "#!/bin/sh\0\n"));
        ChildProcess.Run("chmod", project.Root, [], "+x", "out/one/raw/tool");
        project.Commit();
        File.Delete(project.At("out/one/raw/tool"));

        project.Review("--reject", "*");

        Assert.Equal("", project.Status);
        Assert.Equal("#!/bin/sh\0\n", project.Read("out/one/raw/tool"));
    }

    private static ReviewedProject Changed()
    {
        var project = new ReviewedProject(Before);
        project.Generate(After);
        return project;
    }

    private static ReviewSession Session(ReviewedProject project, DiagnosticBag diagnostics)
    {
        var session = new ReviewSession(new ReviewSearch(new ReviewRequest([project.Root], []), diagnostics).Run());
        Assert.Empty(diagnostics.ToSorted());
        return session;
    }

    private static (string Status, string Index, string Files) State(ReviewedProject project) => (
        project.Status,
        project.Git("ls-files", "--stage"),
        string.Join('\n', Directory.EnumerateFiles(project.At("out"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file}: {File.ReadAllText(file)}")));
}
