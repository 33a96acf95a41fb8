using BindGen.Diagnostics;
using BindGen.Pipeline;
using Xunit;

namespace BindGen.Tests.Pipeline;

public sealed class ProjectFilesTests : IDisposable
{
    private const string Project = """
        project Small;
        library "small";
        rules "rules/one.rules", "two.rules";
        target wide { kernel 6.12; arch x86_64; }
        target arm { kernel 6.1; arch arm64; }
        output "{target}";
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("bindgen-files-").FullName;
    private readonly DiagnosticBag _diagnostics = new();

    public ProjectFilesTests()
    {
        Write("small.bindgen", Project);
        Write("rules/one.rules", "header <linux/one.h>;\nheader <linux/both.h>;\n");
        Write("two.rules", "header <linux/both.h>;\nheader <linux/two.h>;\n");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Headers_are_those_of_all_rules_each_once() =>
        Assert.Equal(["linux/one.h", "linux/both.h", "linux/two.h"], HeadersOf(Read()!));

    [Fact]
    public void Without_an_umbrella_the_headers_are_included_in_their_order()
    {
        var files = Read()!;

        Assert.Equal("umbrella.h", files.UmbrellaPath);
        Assert.Equal("#include <linux/one.h>\n#include <linux/both.h>\n#include <linux/two.h>\n", files.Umbrella);
    }

    [Fact]
    public void A_project_names_headers_itself_with_rules_or_without()
    {
        Write("small.bindgen", Project + "\nheader <linux/own.h>;\n");
        var withRules = Read()!;
        Write("small.bindgen", Project.Replace("rules \"rules/one.rules\", \"two.rules\";", "header <linux/own.h>, since 6.12;\nprototype \"int own(int)\";", StringComparison.Ordinal));
        var without = Read()!;

        Assert.Equal(["linux/own.h", "linux/one.h", "linux/both.h", "linux/two.h"], HeadersOf(withRules));
        Assert.Equal([["linux/own.h"], []], without.Project.Targets.Select(target => without.HeadersOf(target).ToArray()));
        Assert.Equal([Path.Combine(_root, "small.bindgen"), "umbrella.h"], without.Inputs);
        Assert.Empty(_diagnostics.ToSorted());
    }

    [Fact]
    public void An_umbrella_is_read_from_beside_the_project()
    {
        Write("small.bindgen", Project + "\numbrella \"all.h\";\n");
        Write("all.h", "/* all */\n");

        var files = Read()!;

        Assert.Equal((Path.Combine(_root, "all.h"), "/* all */\n"), (files.UmbrellaPath, files.Umbrella));
    }

    [Fact]
    public void A_capture_lies_beside_the_project_and_names_the_less_usual_machine()
    {
        var files = Read()!;

        Assert.Equal(
            [Path.Combine(_root, "6.12/small.api"), Path.Combine(_root, "6.1/small.arm64.api")],
            files.Project.Targets.Select(files.CapturedApiOf));
    }

    [Fact]
    public void Errors_of_all_rules_files_are_reported()
    {
        Write("rules/one.rules", "nonsense One;\n");
        Write("two.rules", "nonsense Two;\n");

        Assert.Null(Read());

        Assert.Equal(["one.rules", "two.rules"], _diagnostics.ToSorted().Select(diagnostic => Path.GetFileName(diagnostic.Span!.Value.File)));
    }

    [Fact]
    public void A_file_that_is_missing_is_reported_where_it_is_asked_for()
    {
        File.Delete(Path.Combine(_root, "two.rules"));

        Assert.Null(Read());

        var diagnostic = Assert.Single(_diagnostics.ToSorted());
        Assert.Equal((DiagnosticKinds.UnreadableFile, Path.Combine(_root, "small.bindgen"), 3), (diagnostic.Kind, diagnostic.Span!.Value.File, diagnostic.Span.Value.Line));
    }

    private ProjectFiles? Read() => ProjectFiles.Read(Path.Combine(_root, "small.bindgen"), _diagnostics);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, path))!);
        File.WriteAllText(Path.Combine(_root, path), text);
    }

    private static IEnumerable<string> HeadersOf(ProjectFiles files) => files.HeadersOf(files.Project.Targets[0]);
}
