using System.Security.Cryptography;
using System.Text;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Output;
using Xunit;

namespace BindGen.Tests.Output;

public sealed class OutputDirectoryTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly string _root = Directory.CreateTempSubdirectory("bindgen-output-").FullName;
    private readonly DiagnosticBag _diagnostics = new();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Out => Path.Combine(_root, "new", "out");

    [Fact]
    public void The_first_run_writes_everything_and_a_manifest()
    {
        var report = Write(("safe/B.cs", "b\n"), ("raw/a.cs", "a\n"));

        Assert.Equal(["raw/a.cs", "safe/B.cs"], report.Written);
        Assert.Empty(report.Unchanged);
        Assert.Equal("b\n", Read("safe/B.cs"));
        Assert.Equal($"{Sha256("a\n")}  raw/a.cs\n{Sha256("b\n")}  safe/B.cs\n", Read(".bindgen-manifest"));
        Assert.Equal([".bindgen-manifest", "raw/a.cs", "safe/B.cs"], Files());
    }

    [Fact]
    public void A_run_that_changes_nothing_touches_nothing()
    {
        Write(("a.cs", "a"), ("b.cs", "b"));
        Age();

        var report = Write(("a.cs", "a"), ("b.cs", "b"));

        Assert.Empty(report.Written);
        Assert.Equal(["a.cs", "b.cs"], report.Unchanged);
        Assert.All(Files(), path => Assert.Equal(LongAgo, System.IO.File.GetLastWriteTimeUtc(At(path))));
    }

    [Fact]
    public void Only_what_changed_is_written()
    {
        Write(("a.cs", "a"), ("b.cs", "b"));
        Age();

        var report = Write(("a.cs", "a"), ("b.cs", "B"));

        Assert.Equal(["b.cs"], report.Written);
        Assert.Equal("B", Read("b.cs"));
        Assert.Equal(LongAgo, System.IO.File.GetLastWriteTimeUtc(At("a.cs")));
        Assert.NotEqual(LongAgo, System.IO.File.GetLastWriteTimeUtc(At("b.cs")));
    }

    [Fact]
    public void What_is_not_generated_any_more_goes_with_its_empty_directories()
    {
        Write(("a.cs", "a"), ("deep/er/b.cs", "b"), ("shared/c.cs", "c"));
        System.IO.File.WriteAllText(At("shared/mine.txt"), "mine");

        var report = Write(("a.cs", "a"));

        Assert.Equal(["deep/er/b.cs", "shared/c.cs"], report.Removed);
        Assert.Equal([".bindgen-manifest", "a.cs", "shared/mine.txt"], Files());
        Assert.False(Directory.Exists(At("deep")));
        Assert.Equal($"{Sha256("a")}  a.cs\n", Read(".bindgen-manifest"));
    }

    [Fact]
    public void An_edited_file_that_is_not_generated_any_more_is_kept_and_mentioned_once()
    {
        Write(("a.cs", "a"), ("b.cs", "b"));
        System.IO.File.WriteAllText(At("b.cs"), "edited");

        var report = Write(("a.cs", "a"));

        Assert.Empty(report.Removed);
        Assert.Equal("edited", Read("b.cs"));
        var warning = Assert.Single(_diagnostics.ToSorted());
        Assert.Equal((DiagnosticKinds.EditedOutputKept, At("b.cs")), (warning.Kind, warning.Span!.Value.File));

        var later = new DiagnosticBag();
        new OutputDirectory(Out).Write([File("a.cs", "a")], later);
        Assert.Empty(later.ToSorted());
        Assert.Equal("edited", Read("b.cs"));
    }

    [Fact]
    public void An_edited_file_that_is_still_generated_is_replaced()
    {
        Write(("a.cs", "a"));
        System.IO.File.WriteAllText(At("a.cs"), "edited");

        Assert.Equal(["a.cs"], Write(("a.cs", "a")).Written);
        Assert.Equal("a", Read("a.cs"));
    }

    [Fact]
    public void A_file_that_somebody_else_put_there_is_not_overwritten()
    {
        Write(("a.cs", "a"));
        System.IO.File.WriteAllText(At("b.cs"), "mine");

        var report = Write(("a.cs", "A"), ("b.cs", "b"));

        AssertRefused(report, At("b.cs"), "in the way");
        Assert.Equal("mine", Read("b.cs"));
        Assert.Equal("a", Read("a.cs"));
    }

    [Fact]
    public void A_failure_half_way_leaves_the_earlier_output_and_no_trace()
    {
        Write(("a.cs", "a"), ("b.cs", "b"));
        Age();

        var report = Write(("a.cs", "A"), ("fresh/c.cs", "c"), (new string('x', 255) + ".cs", "a name that no file system takes"));

        AssertRefused(report, Out, "cannot be written");
        Assert.Equal([".bindgen-manifest", "a.cs", "b.cs"], Files());
        Assert.Equal(("a", "b"), (Read("a.cs"), Read("b.cs")));
        Assert.False(Directory.Exists(At("fresh")));
        Assert.All(Files(), path => Assert.Equal(LongAgo, System.IO.File.GetLastWriteTimeUtc(At(path))));
    }

    [Fact]
    public void A_failure_in_the_first_run_leaves_no_directory()
    {
        Write((new string('x', 255) + ".cs", "a name that no file system takes"));

        Assert.False(Directory.Exists(Path.Combine(_root, "new")));
    }

    [Fact]
    public void A_file_where_the_directory_should_be_is_one_error()
    {
        System.IO.File.WriteAllText(Path.Combine(_root, "new"), "");

        AssertRefused(Write(("a.cs", "a"), ("b.cs", "b")), Out, "cannot be written");
    }

    [Fact]
    public void A_read_only_file_system_is_one_error()
    {
        // The process file system refuses new directories to everybody, root included.
        var report = new OutputDirectory("/proc/self/bindgen").Write([File("a.cs", "a"), File("b.cs", "b")], _diagnostics);

        AssertRefused(report, "/proc/self/bindgen", "cannot be written");
    }

    [Fact]
    public void A_directory_where_a_file_should_be_is_an_error_before_anything_is_written()
    {
        Write(("a.cs", "a"));
        Directory.CreateDirectory(At("z.cs"));

        AssertRefused(Write(("a.cs", "A"), ("z.cs", "z")), Out, "is a directory");
        Assert.Equal([".bindgen-manifest", "a.cs"], Files());
        Assert.Equal("a", Read("a.cs"));
    }

    [Fact]
    public void Text_is_stored_as_UTF8_without_a_mark_and_with_LF()
    {
        Write(("a.cs", "é\r\nb\n"));

        Assert.Equal([0xC3, 0xA9, (byte)'\n', (byte)'b', (byte)'\n'], System.IO.File.ReadAllBytes(At("a.cs")));
    }

    [Fact]
    public void What_a_killed_run_left_behind_is_cleaned_up()
    {
        Write(("a.cs", "a"));
        System.IO.File.WriteAllText(At(".a.cs.bindgen-new"), "a longer text of a run that was killed");

        Write(("a.cs", "b"));

        Assert.Equal("b", Read("a.cs"));
        Assert.Equal([".bindgen-manifest", "a.cs"], Files());
    }

    [Fact]
    public void A_manifest_with_marks_of_a_merge_conflict_still_tells_whose_files_are_whose()
    {
        Write(("a.cs", "a"), ("b.cs", "b"));
        System.IO.File.WriteAllText(At(".bindgen-manifest"), $"<<<<<<< ours\n{Sha256("a")}  a.cs\n=======\n{Sha256("b")}  b.cs\n>>>>>>> theirs\n");

        var report = Write(("a.cs", "a"));

        Assert.Equal(["b.cs"], report.Removed);
        Assert.Equal($"{Sha256("a")}  a.cs\n", Read(".bindgen-manifest"));
    }

    [Theory]
    [InlineData("../outside.cs")]
    [InlineData("/outside.cs")]
    [InlineData("a//b.cs")]
    [InlineData("./a.cs")]
    [InlineData("a\\b.cs")]
    [InlineData("")]
    [InlineData(".bindgen-manifest")]
    public void A_path_that_is_not_below_the_directory_is_refused(string path) =>
        Assert.Throws<ArgumentException>(() => Write((path, "a")));

    [Fact]
    public void One_path_cannot_be_generated_twice() =>
        Assert.Throws<ArgumentException>(() => Write(("a.cs", "a"), ("a.cs", "a")));

    [Fact]
    public void A_manifest_cannot_make_a_file_outside_the_directory_go()
    {
        Write(("a.cs", "a"));
        System.IO.File.WriteAllText(Path.Combine(_root, "precious"), "p");
        System.IO.File.AppendAllText(At(".bindgen-manifest"), $"{Sha256("p")}  ../../precious\n");

        Write(("a.cs", "a"));

        Assert.True(System.IO.File.Exists(Path.Combine(_root, "precious")));
    }

    [Fact]
    public void Output_is_current_after_a_run_and_says_what_is_not()
    {
        var directory = new OutputDirectory(Out);
        Write(("a.cs", "a"), ("b.cs", "b"), ("c.cs", "c"));
        Assert.True(directory.IsCurrent([File("a.cs", "a"), File("b.cs", "b"), File("c.cs", "c")], _diagnostics));
        Assert.Empty(_diagnostics.ToSorted());

        GeneratedFile[] next = [File("a.cs", "a"), File("b.cs", "B"), File("d.cs", "d")];
        var difference = directory.Compare(next);
        Assert.False(directory.IsCurrent(next, _diagnostics));

        Assert.Equal(["d.cs"], difference.Missing);
        Assert.Equal([".bindgen-manifest", "b.cs"], difference.Changed);
        Assert.Equal(["c.cs"], difference.Stale);
        Assert.Equal(
            [".bindgen-manifest is not", "b.cs is not what", "c.cs is not generated any more", "d.cs is missing"],
            _diagnostics.ToSorted().Zip([24, 16, 30, 15], (found, length) => found.Message[(Out.Length + 1)..][..length]));
        Assert.All(_diagnostics.ToSorted(), found => Assert.Equal(DiagnosticKinds.OutputIsStale, found.Kind));
        Assert.Equal([".bindgen-manifest", "a.cs", "b.cs", "c.cs"], Files());
    }

    [Fact]
    public void A_lost_manifest_is_written_again()
    {
        Write(("a.cs", "a"));
        System.IO.File.Delete(At(".bindgen-manifest"));
        Assert.False(new OutputDirectory(Out).IsCurrent([File("a.cs", "a")], new DiagnosticBag()));

        Assert.Equal(["a.cs"], Write(("a.cs", "a")).Unchanged);

        Assert.Equal($"{Sha256("a")}  a.cs\n", Read(".bindgen-manifest"));
    }

    private static GeneratedFile File(string path, string text) => new(path, text, "raw/test.sbn-cs", "test");

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private OutputReport Write(params (string Path, string Text)[] files) =>
        new OutputDirectory(Out).Write([.. files.Select(file => File(file.Path, file.Text))], _diagnostics);

    private string At(string path) => Path.Combine(Out, path);

    private string Read(string path) => System.IO.File.ReadAllText(At(path));

    private string[] Files() =>
    [
        .. Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Out, file)).Order(StringComparer.Ordinal),
    ];

    private void Age()
    {
        foreach (var path in Files())
            System.IO.File.SetLastWriteTimeUtc(At(path), LongAgo);
    }

    private void AssertRefused(OutputReport report, string file, string reason)
    {
        Assert.Same(OutputReport.Nothing, report);
        var error = Assert.Single(_diagnostics.ToSorted());
        Assert.Equal((DiagnosticKinds.UnwritableFile, file), (error.Kind, error.Span!.Value.File));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
