using System.Runtime.Versioning;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Output;
using BindGen.Tests.Cli;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.Output;

/// <summary>A directory that changes as a whole, and what keeps it from that.</summary>
[SupportedOSPlatform("linux")]
public sealed class OutputExchangeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DiagnosticBag _diagnostics = new();

    private string Out => At("out");

    private string Hidden => At(".out.bindgen-new");

    private string Journaled => At("out/.bindgen-new");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_does_not_change_is_the_same_file_in_another_directory()
    {
        Write(Out, ("safe/a.cs", "a"), ("b.cs", "b"));
        _folder.Write("out/safe/Mine.cs", "mine");
        var before = Identities();

        Write(Out, ("safe/a.cs", "a"), ("b.cs", "B"));

        var after = Identities();
        Assert.Equal(before["safe/a.cs"], after["safe/a.cs"]);
        Assert.Equal(before["safe/Mine.cs"], after["safe/Mine.cs"]);
        Assert.NotEqual(before["b.cs"], after["b.cs"]);
        Assert.NotEqual(before[""], after[""]);
        Assert.False(Path.Exists(Hidden));
    }

    [Theory]
    [InlineData("out/obj/mine.txt")]
    [InlineData("out/mine.bindgen")]
    public void A_directory_that_is_not_only_for_output_stays_the_same_one(string mine)
    {
        Write(Out, ("a.cs", "a"));
        _folder.Write(mine, "mine");
        var before = Identities();

        Write(Out, ("a.cs", "A"), ("deep/b.cs", "b"));

        Assert.Equal(before[""], Identities()[""]);
        Assert.Equal(("A", "b", "mine"), (Read("out/a.cs"), Read("out/deep/b.cs"), Read(mine)));
        Assert.False(Path.Exists(Journaled));
    }

    [Fact]
    public void Whoever_stands_in_the_directory_keeps_it()
    {
        Directory.CreateDirectory(At("out/below"));
        _folder.Write("box.api", "bindgen-api 1\ntarget x86_64-linux-gnu\nheader box.h\n\nfunction f\n  at box.h:1\n  () int\n\nend\n");
        string[] raw = ["raw", At("box.api"), "-o", Out, "-n"];
        Directory.Delete(At("out/below"));
        Assert.Equal(0, ToolRun.Of([.. raw, "One"]).ExitCode);
        var before = Identities();

        Assert.Equal(0, ChildProcess.RunTool(Out, [], [.. raw, "Two"]).ExitCode);

        Assert.Equal(before[""], Identities()[""]);
        Assert.Contains("namespace Two", Read("out/box.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_directory_is_a_link_what_it_leads_to_changes()
    {
        Directory.CreateDirectory(At("elsewhere"));
        Directory.CreateSymbolicLink(Out, "elsewhere");
        Write(Out, ("a.cs", "a"));

        Write(Out, ("a.cs", "A"));

        Assert.Equal("elsewhere", new DirectoryInfo(Out).LinkTarget);
        Assert.Equal("A", Read("elsewhere/a.cs"));
        Assert.Equal(["elsewhere", "out"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Permissions_stay_as_they_were()
    {
        Write(Out, ("safe/a.cs", "a"));
        const UnixFileMode Directories = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead;
        const UnixFileMode Files = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(Out, Directories);
        File.SetUnixFileMode(At("out/safe"), Directories);
        File.SetUnixFileMode(At("out/safe/a.cs"), Files);

        Write(Out, ("safe/a.cs", "A"));

        Assert.Equal((Directories, Directories, Files), (File.GetUnixFileMode(Out), File.GetUnixFileMode(At("out/safe")), File.GetUnixFileMode(At("out/safe/a.cs"))));
    }

    [Fact]
    public void What_others_put_there_meanwhile_moves_along()
    {
        Write(Out, ("safe/a.cs", "a"));
        _folder.Write("out/notes.txt", "old");
        using (var staged = Place.Stage([Generated("safe/a.cs", "A")], _diagnostics)!)
        {
            _folder.Write("out/safe/New.cs", "new");
            _folder.Write("out/obj/new.txt", "new");
            // As an editor saves: another file of the same name.
            _folder.Write("notes.tmp", "newer");
            File.SetLastWriteTimeUtc(At("notes.tmp"), DateTime.UtcNow.AddMinutes(1));
            File.Move(At("notes.tmp"), At("out/notes.txt"), overwrite: true);
            staged.Commit();
        }

        Assert.Equal(("A", "new", "new", "newer"), (Read("out/safe/a.cs"), Read("out/safe/New.cs"), Read("out/obj/new.txt"), Read("out/notes.txt")));
        Assert.False(Path.Exists(Hidden));
    }

    [Fact]
    public void What_a_killed_run_left_is_cleared_away_by_a_run_that_changes_nothing_and_by_a_comparison()
    {
        Write(Out, ("a.cs", "a"));
        foreach (var next in new Action[] { () => Write(Out, ("a.cs", "a")), () => Assert.True(Place.IsCurrent([Generated("a.cs", "a")], _diagnostics)) })
        {
            _folder.Write(".out.bindgen-new/.bindgen-manifest", new string('0', 64) + "  b.cs\n");
            _folder.Write(".out.bindgen-new/b.cs", "b");
            _folder.Write(".out.bindgen-new/Mine.cs", "mine");
            _folder.Write("out/.bindgen-new/1", "half of a conten");
            File.Delete(At("out/Mine.cs"));

            next();

            Assert.Equal([".bindgen-manifest", "Mine.cs", "a.cs"], Directory.GetFileSystemEntries(Out).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
            Assert.False(Path.Exists(Hidden));
        }
    }

    [Fact]
    public void A_journal_is_completed_and_leads_nowhere_else()
    {
        Write(Out, ("a.cs", "a"), ("old/b.cs", "b"));
        _folder.Write("out/.bindgen-new/journal", "write 1 a.cs\nwrite 2 gone.cs\nremove old/b.cs\nwrite 1 ../outside.cs\nremove ../precious\n");
        _folder.Write("out/.bindgen-new/1", "A");
        _folder.Write("precious", "p");

        Assert.Equal(["a.cs", "gone.cs"], OutputTransaction.Recover(Out));

        Assert.Equal(("A", "p"), (Read("out/a.cs"), Read("precious")));
        Assert.False(Path.Exists(At("out/old")) || Path.Exists(Journaled) || Path.Exists(At("outside.cs")));
        Assert.Empty(OutputTransaction.Recover(Out));
    }

    [Fact]
    public async Task Two_runs_at_once_take_turns()
    {
        Write(Out, ("a.cs", "a"));
        using var first = Place.Stage([Generated("a.cs", "1"), Generated("one.cs", "1")], _diagnostics)!;

        var second = Task.Run(() => Write(Out, ("a.cs", "2"), ("two.cs", "2")));
        await Task.Delay(100);
        Assert.False(second.IsCompleted);
        first.Commit();
        first.Dispose();
        await second;

        Assert.Equal([".bindgen-manifest", "a.cs", "two.cs"], Directory.GetFileSystemEntries(Out).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal("2", Read("out/a.cs"));
    }

    [Fact]
    public async Task Many_first_runs_at_once_leave_the_output_of_one_of_them()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Write(Out, ("a.cs", $"{i}"), ($"only{i}.cs", $"{i}")))));

        var number = Read("out/a.cs");
        Assert.Equal([".bindgen-manifest", "a.cs", $"only{number}.cs"], Directory.GetFileSystemEntries(Out).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task One_file_that_many_write_is_the_file_of_one_of_them()
    {
        var texts = Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 10_000 * (i + 1))).ToArray();

        await Task.WhenAll(texts.Select(text => Task.Run(() => Assert.True(StoredFile.Write(At("file"), text, new DiagnosticBag())))));

        Assert.Contains(Read("file"), texts);
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_file_keeps_its_permissions_and_its_link()
    {
        _folder.Write("real", "old");
        File.SetUnixFileMode(At("real"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(At("link"), "real");

        Assert.True(StoredFile.Write(At("link"), "new", _diagnostics));

        Assert.Equal(("real", "new"), (new FileInfo(At("link")).LinkTarget, Read("real")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("real")));
    }

    [Fact]
    public void A_device_is_written_and_not_replaced()
    {
        Assert.True(StoredFile.Write("/dev/null", "text", _diagnostics));
        Assert.False(StoredFile.Write("/dev/full", "text", _diagnostics));

        Assert.Equal(DiagnosticKinds.UnwritableFile, Assert.Single(_diagnostics.ToSorted()).Kind);
        Assert.False(FileStatus.Of("/dev/null")!.Value.IsRegular);
    }

    private static GeneratedFile Generated(string path, string text) => new(path, text, "raw/test.sbn-cs", "test");

    private OutputDirectory Place => new(Out);

    private static void Write(string directory, params (string Path, string Text)[] files)
    {
        var diagnostics = new DiagnosticBag();
        new OutputDirectory(directory).Write([.. files.Select(file => Generated(file.Path, file.Text))], diagnostics);
        Assert.Empty(diagnostics.ToSorted());
    }

    private Dictionary<string, (uint, uint, ulong)> Identities() =>
        Directory.EnumerateFileSystemEntries(Out, "*", SearchOption.AllDirectories).Append(Out)
            .ToDictionary(path => path == Out ? "" : Path.GetRelativePath(Out, path), path => FileStatus.Of(path)!.Value.Identity);

    private string Read(string path) => File.ReadAllText(At(path));

    private string At(string path) => Path.Combine(_folder.Path, path);
}
