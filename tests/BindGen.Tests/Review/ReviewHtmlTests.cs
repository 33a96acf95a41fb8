using System.Text.RegularExpressions;
using Xunit;

namespace BindGen.Tests.Review;

/// <summary>The review as a page.</summary>
public sealed class ReviewHtmlTests
{
    [Fact]
    public void The_page_shows_every_change_with_its_rule_and_header_and_nothing_runs_that_is_not_its_own()
    {
        using var project = new ReviewedProject(("safe/Box.cs", "/// <c>box_size</c>\nint Size();\n"), ("raw/a'b <i>.cs", "x\n"));
        project.Write("one/small.api", "function box_size\n  at small.h:3\n  (box *struct box) int\n");
        project.Commit();
        project.Generate(("safe/Box.cs", "/// <c>box_size</c>\nlong Size();\n"), ("raw/a'b <i>.cs", "</script><script>alert(1)</script>\n"));

        var run = project.Review("--html", "~/page.html");

        Assert.Equal((0, "~/page.html: 2 changes\n", ""), (run.ExitCode, run.Output, run.Error));
        var page = project.Read("page.html").Replace(project.Root, "~", StringComparison.Ordinal);
        Assert.Contains("data-kind=\"safe\" data-state=\"changed\" data-target=\"one\" data-path=\"~/out/one/safe/Box.cs\"", page, StringComparison.Ordinal);
        Assert.Contains("data-path=\"~/out/one/raw/a&#39;b &lt;i&gt;.cs\"", page, StringComparison.Ordinal);
        Assert.Contains("<del>int</del> Size();", page, StringComparison.Ordinal);
        Assert.Contains("box_size(box) as Size;", page, StringComparison.Ordinal);
        Assert.Contains("small.h:3: function box_size", page, StringComparison.Ordinal);
        Assert.Contains("data-command=\"bindgen review ~\"", page, StringComparison.Ordinal);
        Assert.Contains("default-src &#39;none&#39;".Replace("&#39;", "'", StringComparison.Ordinal), page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<script"));
        Assert.Contains("--accept", page, StringComparison.Ordinal);
        Assert.Equal(page, Again(project));
    }

    /// <summary>What is far from every change is left out, so that a page with captures can be opened.</summary>
    [Fact]
    public void Long_files_are_cut_to_what_changed()
    {
        var lines = string.Concat(Enumerable.Range(0, 30_000).Select(number => $"line {number}\n"));
        using var project = new ReviewedProject(("raw/long.cs", lines));
        project.Generate(("raw/long.cs", lines.Replace("line 15000\n", "another line\n", StringComparison.Ordinal)));

        project.Review("--html", "~/page.html");

        var page = project.Read("page.html");
        Assert.True(page.Length < 60_000, $"{page.Length}");
        Assert.Contains("another", page, StringComparison.Ordinal);
        Assert.Contains("14976 lines are left out here", page, StringComparison.Ordinal);
    }

    private static string Again(ReviewedProject project)
    {
        project.Review("--html", "~/page.html");
        return project.Read("page.html").Replace(project.Root, "~", StringComparison.Ordinal);
    }
}
