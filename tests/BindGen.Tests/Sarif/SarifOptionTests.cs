using System.Text.Json;
using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using BindGen.Tests.EndToEnd;
using VerifyXunit;
using Xunit;

namespace BindGen.Tests.Sarif;

/// <summary><c>--sarif</c>: the log is there however the run ends, and changes nothing about how it ends.</summary>
public sealed class SarifOptionTests
{
    [LibClangFact]
    public Task A_rule_that_disagrees_with_a_header()
    {
        using var project = new BoxProject { Rules = "box_size(bx) as Size;\nbox_weight skip \"nobody weighs boxes\";" };

        var run = project.RunInside("check", "--sarif", "out/log.sarif", "--only", "output,format");

        Assert.Equal(["BG0301"], run.Errors);
        return Verifier.Verify(project.Read("out/log.sarif").Replace(ToolRun.Of("--version").Output.Trim(), "{version}", StringComparison.Ordinal)).UseDirectory("Snapshots");
    }

    [LibClangTheory]
    [InlineData(0, true, "generate ~/box.bindgen --sarif ~/log.sarif")]
    [InlineData(1, true, "check ~/box.bindgen --only output --sarif ~/log.sarif")]
    [InlineData(1, true, "check ~/none.bindgen --sarif ~/log.sarif")]
    [InlineData(1, true, "format --check ~/loose.rules --sarif ~/log.sarif")]
    [InlineData(1, true, "verify ~/box.bindgen --btf ~/box.rules --sarif ~/log.sarif")]
    [InlineData(0, true, "suggest ~/include/box.h -o ~/draft.rules --sarif ~/log.sarif")]
    [InlineData(0, true, "model ~/include/box.h --sarif ~/log.sarif")]
    [InlineData(3, false, "model ~/broken.h --sarif ~/log.sarif")]
    [InlineData(3, false, "raw ~/broken.h -o ~/raw --sarif ~/log.sarif")]
    [InlineData(2, false, "verify ~/box.bindgen --sarif ~/log.sarif")]
    [InlineData(2, false, "generate --sarif ~/log.sarif --no-such-option")]
    [InlineData(2, false, "generate --from paper --sarif ~/log.sarif")]
    public void A_log_is_written_however_the_run_ends(int exitCode, bool isSuccessful, string commandLine)
    {
        using var project = new BoxProject();
        project.Write("loose.rules", "header  <box.h>;\n");
        project.Write("broken.h", "struct broken { int x; }\nint f(void);\n");

        var run = project.Run(commandLine.Split(' '));

        Assert.Equal(exitCode, run.ExitCode);
        using var log = JsonDocument.Parse(project.Read("log.sarif"));
        var sarif = log.RootElement.GetProperty("runs")[0];
        Assert.Equal(isSuccessful, sarif.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal(run.Errors.Count(), sarif.GetProperty("results").EnumerateArray().Count(result => result.GetProperty("level").GetString() == "error"));
        Assert.Equal(exitCode == 2, sarif.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").GetArrayLength() == 1);
    }

    [Fact]
    public void A_log_that_cannot_be_written_is_a_finding()
    {
        using var project = new BoxProject();

        var run = project.Run("format", "~/box.rules", "--check", "--sarif", "~/box.rules/log.sarif");

        Assert.Equal((1, "BG0002"), (run.ExitCode, Assert.Single(run.Errors)));
        Assert.Equal("1 file of 1 formatted\n", run.Output);
    }

    [Fact]
    public void A_log_needs_a_name() =>
        Assert.Equal(new ToolRun(2, "", "bindgen: --sarif: the name of the file is empty\nTry 'bindgen check --help'.\n"), ToolRun.Of("check", "--sarif", ""));

    private sealed class LibClangTheoryAttribute : TheoryAttribute
    {
        public LibClangTheoryAttribute() => Skip = new LibClangFactAttribute().Skip;
    }
}
