using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.Interruption;

/// <summary>What a git work tree is after a run that was killed.</summary>
/// <param name="Entries">Of the index, by path.</param>
/// <param name="Status">What git says of it.</param>
internal sealed record Git(IReadOnlyDictionary<string, string> Entries, string Status)
{
    public static Git Read(string root)
    {
        Run(root, "fsck", "--strict");
        var entries = Run(root, "ls-files", "--stage").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'));
        return new Git(entries.ToDictionary(entry => entry[1], entry => entry[0], StringComparer.Ordinal), Run(root, "status", "--porcelain", "--untracked-files=all"));
    }

    /// <summary>Each entry is the one that it was or the one that it becomes.</summary>
    public void AssertBetween(Git before, Git after) => Assert.All(
        Entries.Keys.Concat(before.Entries.Keys).Concat(after.Entries.Keys).Distinct(),
        path => Assert.Contains(Entries.GetValueOrDefault(path), new[] { before.Entries.GetValueOrDefault(path), after.Entries.GetValueOrDefault(path) }));

    public static string Run(string root, params string[] arguments)
    {
        var run = ChildProcess.Run("git", root, [("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_OPTIONAL_LOCKS", "0"), ("LC_ALL", "C")], arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }
}
