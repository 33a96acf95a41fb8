using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.Interruption;

/// <summary>A directory that a command is run on, made from a small project.</summary>
internal sealed class KillPlace(string root)
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

    public KillPlace AddForeignFiles(string directory) =>
        Write($"{directory}/safe/Mine.cs", "// my own\n").Write($"{directory}/notes.txt", "notes\n").Write($"{directory}/safe/Color.cs", "// edited, and stale after the change\n");

    public KillPlace Run(params string[] arguments)
    {
        var run = ToolRun.Of(Expand(arguments));
        Assert.True(run.ExitCode == 0, run.Error);
        return this;
    }

    public string[] Expand(IEnumerable<string> arguments) => [.. arguments.Select(argument => argument.Replace("~", root, StringComparison.Ordinal))];
}
