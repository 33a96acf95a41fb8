using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.EndToEnd;

public sealed class CommittedDifferenceTests
{
    [Fact]
    public void The_page_of_the_two_kernels_is_what_diff_writes()
    {
        using var folder = new Workplace();

        var run = folder.Run(
            "diff", "linux-6.1", "linux-6.12", "--project", Repository.PathOf("headers", "linux", "linux.bindgen"), "--from", "api", "--format", "html", "-o", "~/page.html");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(
            folder.Read("page.html") == File.ReadAllText(Repository.PathOf("output", "linux-6.1-to-6.12.html")),
            "output/linux-6.1-to-6.12.html is not what diff writes: run ./build.sh, look at it, and commit it.");
    }
}
