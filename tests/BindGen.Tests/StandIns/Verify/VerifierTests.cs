using Xunit;
using static VerifyXunit.Verifier;

namespace BindGen.Tests.StandIns.Verification;

/// <summary>What Verify.Xunit does, so that replacing the stand-in by the package changes no snapshot.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bindgen-verify-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public Task A_snapshot_lies_next_to_the_test() => Verify("one\ntwo\n");

    [Fact]
    public async Task A_new_snapshot_fails_and_leaves_a_received_file()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await Verify("a\r\nb").UseDirectory(_folder.FullName));

        const string name = "VerifierTests.A_new_snapshot_fails_and_leaves_a_received_file";
        Assert.Contains($"New:\n  - Received: {name}.received.txt\n    Verified: {name}.verified.txt\n", failure.Message, StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n', (byte)'b'], File.ReadAllBytes(PathOf($"{name}.received.txt")));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task An_equal_snapshot_passes_and_removes_what_an_earlier_run_received()
    {
        var received = PathOf("equal.received.cs");
        File.WriteAllText(received, "stale");
        File.WriteAllText(PathOf("equal.verified.cs"), "class C;");

        await Verify("class C;", "cs").UseDirectory(_folder.FullName).UseFileName("equal");

        Assert.False(File.Exists(received));
    }

    [Fact]
    public async Task A_difference_names_both_files_and_shows_the_first_line_that_differs()
    {
        File.WriteAllText(PathOf("lines.verified.txt"), "1\n2\n3\n4\n5\n6\n7\n8\n9");

        var failure = await Assert.ThrowsAnyAsync<Exception>(
            async () => await Verify("1\n2\n3\n4\n5\nsix\n7\n8\n9").UseDirectory(_folder.FullName).UseFileName("lines"));

        Assert.Equal(
            $"""
            Directory: {_folder.FullName}
            NotEqual:
              - Received: lines.received.txt
                Verified: lines.verified.txt

            lines.received.txt differs from lines.verified.txt
            First difference in line 6 (- verified, + received):
                 3 | 3
                 4 | 4
                 5 | 5
            -    6 | 6
            -    7 | 7
            -    8 | 8
            +    6 | six
            +    7 | 7
            +    8 | 8

            """.ReplaceLineEndings("\n"),
            failure.Message);
        Assert.Equal("1\n2\n3\n4\n5\nsix\n7\n8\n9", File.ReadAllText(PathOf("lines.received.txt")));
    }

    [Fact]
    public async Task A_missing_last_line_is_a_difference()
    {
        File.WriteAllText(PathOf("end.verified.txt"), "1\n");

        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await Verify("1").UseDirectory(_folder.FullName).UseFileName("end"));

        Assert.Contains("+ (end of file)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Carriage_returns_in_a_verified_file_are_refused()
    {
        File.WriteAllText(PathOf("cr.verified.txt"), "1\r\n2");

        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await Verify("1\n2").UseDirectory(_folder.FullName).UseFileName("cr"));

        Assert.Contains("carriage return", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_verified_file_of_another_extension_is_left_over()
    {
        File.WriteAllText(PathOf("moved.verified.txt"), "x");
        File.WriteAllText(PathOf("moved.verified.md"), "x");

        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await Verify("x", "md").UseDirectory(_folder.FullName).UseFileName("moved"));

        Assert.Contains("Delete:\n  - moved.verified.txt\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_many_tests_of_the_same_name_wins_and_the_others_are_refused()
    {
        File.WriteAllText(PathOf("same.verified.txt"), "x");

        var runs = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            try
            {
                await Verify("x").UseDirectory(_folder.FullName).UseFileName("same");
                return "passed";
            }
            catch (Exception failure)
            {
                return failure.Message;
            }
        }));

        var results = await Task.WhenAll(runs);
        Assert.Single(results, "passed");
        Assert.All(results.Where(result => result != "passed"), result => Assert.Contains("already", result, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_come_before_await()
    {
        File.WriteAllText(PathOf("late.verified.txt"), "x");
        var verification = Verify("x").UseDirectory(_folder.FullName).UseFileName("late");
        await verification;

        Assert.Throws<InvalidOperationException>(() => { verification.UseDirectory("elsewhere"); });
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
