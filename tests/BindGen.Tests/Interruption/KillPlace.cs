using BindGen.Tests.Cli;
using BindGen.Tests.EndToEnd;
using BindGen.Tests.KernelTrees;
using Xunit;

namespace BindGen.Tests.Interruption;

/// <summary>A directory that a command is run on, made from a small project.</summary>
/// <param name="shared">A directory for what all runs of a scenario find at the same place.</param>
/// <param name="environment">Of the tool.</param>
internal sealed class KillPlace(string root, string shared, params (string Name, string Value)[] environment)
{
    private const string Api =
        """
        bindgen-api 1
        target x86_64-linux-gnu
        header box.h

        function box_area
          at box.h:1
          (w long, h long) long

        function box_free
          at box.h:3
          (box *struct box) void

        function box_new
          at box.h:3
          () *struct box

        function box_size
          at box.h:3
          (box *struct box) long

        enum color
          at box.h:3
          : unsigned int
          RED = 0
          GREEN = 1

        struct box
          at box.h:2
          size 8 align 8
          0 w long

        end
        """;

    private const string Project =
        """
        project Box;
        library "box";
        rules "box.rules";

        target one {
            triple "x86_64-linux-gnu";
            include "include";
        }

        target two {
            triple "x86_64-linux-gnu";
            include "include";
        }

        output "output/{target}";
        """;

    private const string Rules =
        """
        header <box.h>;

        handle Box = struct box {
            box_new as Create -> owned by box_free, nullable;
            box_size(box) as Size;
        }

        functions Numbers {
            box_area(w, h) as Area;
        }

        enum Color = enum color;

        """;

    public string Root => root;

    public KillPlace Shared => new(shared, shared);

    public string At(string path) => Path.Combine(root, path);

    public KillPlace Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        return this;
    }

    public KillPlace WriteProject() => Write("one/box.api", Api).Write("two/box.api", Api).Write("box.bindgen", Project + "\n").Write("box.rules", Rules);

    /// <summary>What every target generates changes, and one file more is stale and one is new.</summary>
    public KillPlace ChangeRules() => Write(
        "box.rules", Rules.Replace("enum Color", "enum Paint", StringComparison.Ordinal).Replace("as Size", "as Measure", StringComparison.Ordinal));

    public KillPlace WriteHeader(string color = "enum color { RED, GREEN };") => Write(
        "include/box.h", $"struct box {{ long w; }};\n{color}\nlong box_area(long w, long h);\nstruct box *box_new(void);\nvoid box_free(struct box *box);\nlong box_size(struct box *box);\n");

    public KillPlace Unformat() => Write("box.rules", Rules.Replace("    ", "\t", StringComparison.Ordinal)).Write("box.bindgen", Project.Replace("    ", "  ", StringComparison.Ordinal));

    public KillPlace LoseRule() => Write("box.rules", Rules.Replace("box_size(box) as Size;", "box_size skip \"nobody asks\";", StringComparison.Ordinal));

    public KillPlace WriteOlderApi() => Write("two/box.api", Api.Replace("(w long, h long) long", "(w long) long", StringComparison.Ordinal));

    public KillPlace WriteSnapshots() => Write("tests/A.verified.txt", "old\n").Write("tests/A.received.txt", "new\n").Write("tests/B.received.txt", "new\n")
        .Write("tests/C.verified.txt", "old\n").Write("tests/C.received.txt", "new\n");

    /// <summary>Makes the directory a git work tree, in which all is committed.</summary>
    public KillPlace Commit()
    {
        foreach (var arguments in new string[][] { ["init", "-q"], ["add", "-A"], ["-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "state"] })
            Git.Run(root, arguments);
        return this;
    }

    public KillPlace CacheKernels(params string[] releases)
    {
        foreach (var release in releases)
            CacheFixture.Unpack(At("cache"), release, "x86_64", release);
        return this;
    }

    public KillPlace CacheSeries(string release)
    {
        CacheFixture.Unpack(At("cache"), "9.1", "x86_64", release);
        return this;
    }

    public KillPlace WriteKernelTree()
    {
        CacheFixture.WriteCommon(Path.Combine(shared, "linux"));
        CacheFixture.WriteGenerated(Path.Combine(shared, "linux"));
        return this;
    }

    /// <summary>Makes a package source that has a release of a kernel.</summary>
    public KillPlace OfferKernel(string release)
    {
        using var repository = new PackageRepository();
        repository.Add(release);
        FileTree.Copy(repository.Repository, Path.Combine(shared, "repository"));
        File.WriteAllText(Path.Combine(shared, "test.list"), $"deb [trusted=yes] file:{shared}/repository ./\n");
        return this;
    }

    public KillPlace AddForeignFiles(string directory) =>
        Write($"{directory}/safe/Mine.cs", "// my own\n").Write($"{directory}/notes.txt", "notes\n").Write($"{directory}/safe/Color.cs", "// edited, and stale after the change\n");

    public KillPlace Run(params string[] arguments)
    {
        var run = RunTool(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return this;
    }

    /// <summary>Runs the tool in this process, or where it needs an environment in another one.</summary>
    public ToolRun RunTool(params string[] arguments) =>
        environment.Length == 0 ? ToolRun.Of(Expand(arguments)) : ChildProcess.RunTool(root, Environment, Expand(arguments));

    public (string Name, string Value)[] Environment => [.. environment.Select(variable => (variable.Name, Expand([variable.Value])[0]))];

    public string[] Expand(IEnumerable<string> arguments) =>
        [.. arguments.Select(argument => argument.Replace("~", root, StringComparison.Ordinal).Replace("^", shared, StringComparison.Ordinal))];
}
