using System.Diagnostics;
using BindGen.Cli;
using BindGen.Diagnostics;
using BindGen.Review;
using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.Review;

/// <summary>The tool as a program: in a real terminal, and killed.</summary>
public sealed class ReviewProcessTests
{
    private const int Files = 12;

    [TerminalFact]
    public void In_a_terminal_keys_decide()
    {
        using var project = new ReviewedProject(("safe/A.cs", "A1\n"), ("safe/B.cs", "B1\n"), ("safe/C.cs", "C1\n"));
        project.Generate(("safe/A.cs", "A2\n"), ("safe/B.cs", "B2\n"), ("safe/C.cs", "C2\n"));

        var run = ChildProcess.Run(
            "sh", project.Root, [("DOTNET", ChildProcess.Dotnet), ("TOOL", typeof(Entry).Assembly.Location), ("NO_COLOR", "1"), ("SHELL", "/bin/sh")],
            "-c", "printf 'arq' | script -qec '\"$DOTNET\" \"$TOOL\" review' /dev/null");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 of 3  changed  safe", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 accepted, 1 rejected, 1 left to review", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[91m", run.Output, StringComparison.Ordinal);
        Assert.Equal(" M out/one/.bindgen-manifest\nM  out/one/safe/A.cs\n M out/one/safe/C.cs\n", project.Status);
    }

    [Theory]
    [InlineData("--accept")]
    [InlineData("--reject")]
    public void Whenever_it_is_killed_every_file_is_decided_or_open(string option)
    {
        var before = Enumerable.Range(0, Files).Select(index => ($"safe/F{index}.cs", $"before {index}\n")).ToArray();
        var after = before.Select(file => (file.Item1, file.Item2.Replace("before", "after", StringComparison.Ordinal))).ToArray();
        using var project = new ReviewedProject(before);
        project.Generate(after);
        var blobs = project.Git("ls-files", "--stage");
        foreach (var milliseconds in new[] { 190, 230, 270, 320, 400 })
        {
            Kill(project, option, milliseconds);
            foreach (var (index, file) in before.Index())
                Assert.True(project.Read($"out/one/{file.Item1}") is var text && (text == file.Item2 || text == after[index].Item2), text);
            // Git, which was started by what was killed, finishes what it was asked for.
            SpinWait.SpinUntil(() => !File.Exists(project.At(".git/index.lock")), TimeSpan.FromSeconds(5));
        }

        while (project.List().Length > 0)
        {
            var run = project.Review(option, "*");
            Assert.True(run.ExitCode == 0, run.Error);
        }
        var diagnostics = new DiagnosticBag();
        var search = new ReviewSearch(new ReviewRequest([project.Root], []), diagnostics);
        Assert.Empty(search.Run());
        search.Settle();

        Assert.Empty(diagnostics.ToSorted());
        Assert.Equal(option == "--accept", blobs != project.Git("ls-files", "--stage"));
        Assert.All(option == "--accept" ? after : before, file => Assert.Equal(file.Item2, project.Read($"out/one/{file.Item1}")));
        Assert.Equal(Files + 1, Directory.GetFiles(project.At("out"), "*", SearchOption.AllDirectories).Count(file => !file.EndsWith(".bindgen-new", StringComparison.Ordinal)));
    }

    private static void Kill(ReviewedProject project, string option, int milliseconds)
    {
        var start = new ProcessStartInfo(ChildProcess.Dotnet, [typeof(Entry).Assembly.Location, "review", project.Root, option, "*"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        if (!process.WaitForExit(milliseconds))
            process.Kill();
        process.WaitForExit();
    }
}

/// <summary>A test that needs a terminal, which util-linux's <c>script</c> gives it.</summary>
public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (!File.Exists("/usr/bin/script"))
            Skip = "There is no /usr/bin/script, of util-linux.";
    }
}
