using System.Text.Json;
using BindGen.Tests.EndToEnd;
using VerifyXunit;
using Xunit;

namespace BindGen.Tests.Cli;

public sealed class DiffTests
{
    private const string Before = "bindgen-api 1\ntarget x86_64-linux-gnu\nheader a.h\n\nfunction f\n  at a.h:1\n  (a int) int\n\nfunction g\n  at a.h:2\n  () void\n\nend\n";
    private const string After = "bindgen-api 1\ntarget x86_64-linux-gnu\nheader a.h\n\nfunction f\n  at a.h:1\n  (a long) int\n\nfunction h\n  at a.h:2\n  () void\n\nend\n";

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("json")]
    public Task Captured_APIs_are_compared_without_a_project(string format)
    {
        using var place = Captures();
        return Verifier.Verify(place.Run("diff", "~/a.api", "~/b.api", "--format", format).Normalized()).UseDirectory("Snapshots").UseParameters(format);
    }

    [Fact]
    public void Colours_are_for_terminals_and_for_who_asks()
    {
        using var place = Captures();

        Assert.DoesNotContain('\e', place.Run("diff", "~/a.api", "~/b.api").Output);
        Assert.Contains("\e[31mbreaking\e[0m", place.Run("diff", "~/a.api", "~/b.api", "--color", "always").Output, StringComparison.Ordinal);
        Assert.Equal(0, place.Run("diff", "~/a.api", "~/b.api", "--color", "always", "-o", "~/diff.txt").ExitCode);
        Assert.DoesNotContain('\e', place.Read("diff.txt"));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "--fail-on any")]
    [InlineData(1, "--fail-on source")]
    [InlineData(0, "--fail-on wrapper")]
    [InlineData(1, "--fail-on binary")]
    [InlineData(0, "--fail-on any --header other/*")]
    [InlineData(1, "--fail-on any --header ?.h")]
    [InlineData(0, "--fail-on any --only compatible --only suspect")]
    [InlineData(0, "--fail-on any --only compatible,suspect")]
    public void What_is_shown_can_fail(int exitCode, string options)
    {
        using var place = Captures();

        Assert.Equal(exitCode, place.Run(["diff", "~/a.api", "~/b.api", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).ExitCode);
    }

    [Fact]
    public void A_hyphen_is_the_standard_output()
    {
        using var place = Captures();

        Assert.Equal(place.Run("diff", "~/a.api", "~/b.api").Output, place.Run("diff", "~/a.api", "~/b.api", "-o", "-").Output);
    }

    [Fact]
    public void What_cannot_be_read_is_said_and_an_existing_file_stays()
    {
        using var place = Captures();
        place.Write("diff.txt", "old");
        place.Write("broken.api", "no api");

        Assert.Equal(["BG0001"], place.Run("diff", "~/a.api", "~/none.api", "-o", "~/diff.txt").Errors);
        Assert.Equal(["BG0004"], place.Run("diff", "~/a.api", "~/broken.api", "-o", "~/diff.txt").Errors);
        Assert.Equal(["BG0002"], place.Run("diff", "~/a.api", "~/b.api", "-o", "~/a.api/diff.txt").Errors);
        Assert.Equal(["BG0711"], place.Run("diff", "HEAD:~/a.api", "~/b.api").Errors);
        Assert.Equal(["BG0711"], place.Run("diff", "--", "--all:~/a.api", "~/b.api").Errors);
        Assert.Equal("old", place.Read("diff.txt"));
    }

    [Theory]
    [InlineData("linux-6.1", "linux-6.13", "BG0710", "Did you mean 'linux-6.1'?")]
    [InlineData("linux-6.1", "6.12.1", "BG0710", "bindgen kernels fetch 6.12.1")]
    [InlineData("linux-6.1", "5.0", "BG0003", "5.0")]
    public void A_side_that_is_not_known_is_an_error_with_a_way_out(string before, string after, string code, string help)
    {
        var run = ToolRun.Of("diff", before, after, "--project", Repository.PathOf("headers", "linux", "linux.bindgen"), "--from", "api");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([code], run.Errors);
        Assert.Contains(help, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void Targets_are_compared_with_their_rules()
    {
        var run = ToolRun.Of("diff", "linux-6.1", "linux-6.12", "--project", Repository.PathOf("headers", "linux", "linux.bindgen"), "--from", "api", "--format", "json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(("breaking", "breaking", "breaking"), Verdicts("drm_dev_set_unique"));
        Assert.Equal("drm_dev_set_unique(dev, name: string) as SetUnique, blocks, until 6.1 -> errno;", Side("drm_dev_set_unique", "before", "rule"));
        Assert.Contains("public void SetUnique(string name);", Side("drm_dev_set_unique", "before", "csharp"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Change("drm_dev_set_unique").GetProperty("after").ValueKind);

        Assert.Equal(("suspect", "compatible", "unaffected"), Verdicts("class_create"));
        Assert.Equal("// ClassCreation\n    public static ClassCreation Register(string name);", Side("class_create", "after", "csharp"));
        Assert.StartsWith("registration ClassCreation = class_create(name: static string) / class_destroy(cls), since 6.12 ", Side("class_create", "after", "rule"), StringComparison.Ordinal);

        // Bindings make the one, and only pass on pointers to the other.
        Assert.Equal(("compatible", "compatible", "breaking"), Verdicts("io_pgtable_cfg"));
        Assert.Equal(("compatible", "unaffected", "suspect"), Verdicts("io_pgtable"));

        JsonElement Change(string name) => json.RootElement.GetProperty("changes").EnumerateArray().Single(change => change.GetProperty("name").GetString() == name);
        string Side(string name, string side, string part) => Change(name).GetProperty(side).GetProperty(part).GetString()!;
        (string, string, string) Verdicts(string name) => Change(name).GetProperty("verdicts") is var verdicts
            ? (verdicts.GetProperty("source").GetString()!, verdicts.GetProperty("wrapper").GetString()!, verdicts.GetProperty("binary").GetString()!)
            : default;
    }

    [Fact]
    public void A_target_alone_is_compared_with_what_is_committed()
    {
        using var kernel = new SmallKernel();
        kernel.Run("generate", "small.bindgen");
        foreach (var arguments in new[] { "init -q", "add small.bindgen small.rules 9.9", "-c user.name=n -c user.email=e commit -qm first" })
            Assert.Equal(0, ChildProcess.Run("git", kernel.Root, [], arguments.Split(' ')).ExitCode);
        kernel.Write(kernel.HeaderFile, "int small_add(int left);\nint small_more(void);\n");

        var run = kernel.Run("diff", "small");

        Assert.Contains("HEAD:small (linux 9.9.1, x86_64-linux-gnu) → small (linux 9.9.1, x86_64-linux-gnu)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("! parameter 'right' is gone\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("- constant SMALL  source:breaking\n", run.Output, StringComparison.Ordinal);
        // The rule names two parameters.
        Assert.Contains("warning BG0712: the rules do not fit 'small', of which one error is known: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(0, kernel.Run("diff", "HEAD:9.9/small.api", "HEAD:small", "--fail-on", "any").ExitCode);
    }

    private static Workplace Captures()
    {
        var place = new Workplace();
        place.Write("a.api", Before);
        place.Write("b.api", After);
        return place;
    }
}
