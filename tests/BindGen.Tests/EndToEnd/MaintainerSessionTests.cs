using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using BindGen.Tests.KernelTrees;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>The day on which a new release of a kernel is out, as its maintainer of bindings works through it: every step is a command, run
/// as a process of its own.</summary>
public sealed class MaintainerSessionTests : IDisposable
{
    private const string Project = """
        project Lamps;
        library "lamps";
        rules "lamps.rules";

        target lamps {
            kernel 9.1;
            arch x86_64;
        }

        output "output/{target}";

        """;

    private const string Rules = """
        header <linux/lamp.h>;

        handle Lamp = struct lamp {
            refcounted lamp_get / lamp_put;
            lamp_find(name: string) as Find -> owned, nullable;
            lamp_name(lamp) as Name -> string;
            lamp_dim(lamp, percent) as Dim -> errno;
        }

        """;

    private const string Header = """
        struct lamp { int brightness; };
        struct lamp *lamp_get(struct lamp *lamp);
        void lamp_put(struct lamp *lamp);
        struct lamp *lamp_find(const char *name);
        const char *lamp_name(const struct lamp *lamp);
        int lamp_dim(struct lamp *lamp, int percent);

        """;

    /// <summary>A parameter more, a member more, and a function that takes a promise back: a lamp's name can be replaced now.</summary>
    private const string NextHeader = """
        struct lamp { int brightness; int color; };
        struct lamp *lamp_get(struct lamp *lamp);
        void lamp_put(struct lamp *lamp);
        struct lamp *lamp_find(const char *name, unsigned int flags);
        const char *lamp_name(const struct lamp *lamp);
        int lamp_rename(struct lamp *lamp, const char *name);
        int lamp_dim(struct lamp *lamp, int percent);

        """;

    private static readonly string[] Functions = ["lamp_get", "lamp_put", "lamp_find", "lamp_name", "lamp_dim"];

    private readonly PackageRepository _repository = new();

    private string Work => _repository.At("work");

    public void Dispose() => _repository.Dispose();

    [SessionFact]
    public void A_new_release_is_fetched_generated_compared_reviewed_and_checked()
    {
        BeginWithFirstRelease();
        _repository.AddHeader("9.1.2", "linux/lamp.h", NextHeader, [.. Functions, "lamp_rename"]);

        Assert.Contains("fetched, in the place of 9.1.1", Done("kernels", "fetch", "9.1", "--refresh").Output, StringComparison.Ordinal);
        var generated = Done("generate");
        Assert.Contains("+ function lamp_rename", generated.Output, StringComparison.Ordinal);
        Assert.Contains("1 function without a rule, and 0 recorded: lamp_rename", generated.Error, StringComparison.Ordinal);

        var difference = Tool("diff", "lamps", "--fail-on", "wrapper");
        Assert.Equal(1, difference.ExitCode);
        Assert.Contains("parameter 'flags' is new", difference.Output, StringComparison.Ordinal);
        Assert.Contains("'public static Lamp? Find(string name, uint flags);'", difference.Output, StringComparison.Ordinal);
        Assert.Contains("no rule names it", difference.Output, StringComparison.Ordinal);

        Assert.Equal(
            ["safe output/lamps/safe/Lamp.cs", "report output/lamps/ownership.md", "raw output/lamps/raw/linux/lamp.cs", "capture 9.1/lamps.api", "banner output/lamps/holes.md"],
            Open());
        Assert.Contains("rejected 1", Done("review", "--reject", "*/safe/Lamp.cs").Output, StringComparison.Ordinal);
        Assert.Contains("accepted 3", Done("review", "--accept", "*", "--kind", "raw", "--kind", "capture", "--kind", "banner").Output, StringComparison.Ordinal);
        Assert.Equal(["report output/lamps/ownership.md"], Open());
        Assert.DoesNotContain("flags", File.ReadAllText(At("output/lamps/safe/Lamp.cs")), StringComparison.Ordinal);

        var refused = Tool("check");
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(["BG0502", "BG0501", "BG0501"], refused.Errors);
        Assert.Contains("output/lamps/safe/Lamp.cs is not what generate writes", refused.Error, StringComparison.Ordinal);

        FixTheRules();
        Assert.DoesNotContain("warning", Done("generate").Error, StringComparison.Ordinal);
        Assert.Contains("public void Rename(string name)", File.ReadAllText(At("output/lamps/safe/Lamp.cs")), StringComparison.Ordinal);
        Assert.Contains("nothing is left to review", Done("review", "--accept", "*").Output, StringComparison.Ordinal);
        Git("add", "lamps.rules", "lamps.coverage");

        Assert.Equal("", Git("diff", "--name-only"));
        Git("commit", "-qm", "Lamps of 9.1.2");
        Assert.Equal("", Git("status", "--porcelain"));
        Assert.DoesNotContain("FAILED", Done("check", "--require", "layouts").Output, StringComparison.Ordinal);
    }

    private void BeginWithFirstRelease()
    {
        _repository.AddHeader("9.1.1", "linux/lamp.h", Header, Functions);
        Directory.CreateDirectory(Work);
        File.WriteAllText(At("lamps.bindgen"), Project);
        File.WriteAllText(At("lamps.rules"), Rules);
        Git("init", "-q", ".");
        Done("kernels", "fetch", "9.1");
        Done("generate");
        Git("add", "-A");
        Git("commit", "-qm", "Lamps of 9.1.1");
        Done("check", "--require", "layouts");
        Assert.Empty(Open());
    }

    private void FixTheRules()
    {
        const string Promise = "lamp_name(lamp) as Name -> string;";
        const string Copy = """lamp_name(lamp) as CopyName -> string, unstable "lamp_rename() may replace it";""";
        const string Rename = "lamp_rename(lamp, name: string) as Rename -> errno;";
        File.WriteAllText(At("lamps.rules"), Rules.Replace(Promise, $"{Copy}\n    {Rename}", StringComparison.Ordinal));
    }

    /// <summary>Kind and path of what is to be reviewed.</summary>
    private string[] Open() =>
    [
        .. Done("review", "--list").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..])),
    ];

    private string At(string path) => Path.Combine(Work, path);

    private ToolRun Done(params string[] arguments)
    {
        var run = Tool(arguments);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', arguments)}\n{run.Output}{run.Error}");
        return run;
    }

    private ToolRun Tool(params string[] arguments) =>
        ChildProcess.RunTool(Work, [("BINDGEN_CACHE", _repository.Cache), ("BINDGEN_APT_SOURCES", _repository.Sources), ("BINDGEN_OFFLINE", "")], arguments);

    private string Git(params string[] arguments)
    {
        var run = ChildProcess.Run(
            "git", Work,
            [
                ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null"), ("GIT_AUTHOR_NAME", "a"), ("GIT_AUTHOR_EMAIL", "a@localhost"),
                ("GIT_COMMITTER_NAME", "a"), ("GIT_COMMITTER_EMAIL", "a@localhost"),
            ],
            arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    /// <summary>Needs libclang, the package client and git.</summary>
    private sealed class SessionFactAttribute : FactAttribute
    {
        public SessionFactAttribute() => Skip = new LibClangFactAttribute().Skip ?? new PackageFactAttribute().Skip;
    }
}
