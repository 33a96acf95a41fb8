using BindGen.Tests.EndToEnd;
using Xunit;

namespace BindGen.Tests.Interruption;

/// <summary>All that is in a directory.</summary>
internal sealed record TreeState(FileTree Files, IReadOnlyList<string> Directories)
{
    private const string Staging = ".bindgen-new";

    /// <param name="foreign">Below the root: what is not looked at.</param>
    public static TreeState Read(string root, IReadOnlyCollection<string> foreign) => new(
        new FileTree(FileTree.Read(root).Files.Where(file => !IsIn(file.Key, foreign)).ToDictionary(StringComparer.Ordinal)),
        [.. Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path)).Where(path => !IsIn(path, foreign)).Order(StringComparer.Ordinal)]);

    /// <summary>What waits to take its place, or waits to be cleared away.</summary>
    public IEnumerable<string> Leftovers => Files.Files.Keys.Concat(Directories).Where(IsLeftover);

    public bool HasJournalBelow(string directory) =>
        Files.Files.ContainsKey($"{directory}/{Staging}/journal") || (directory.IndexOf('/') < 0 && Files.Files.ContainsKey($"{Staging}/journal"));

    /// <summary>The files of a whole, or the whole itself where it is a file.</summary>
    public string Whole(string path) => string.Join('\n', Of(file => IsIn(file, [path])));

    public IEnumerable<string> Others(IReadOnlyCollection<string> wholes) => Of(file => !IsIn(file, wholes));

    public void AssertEqual(TreeState actual)
    {
        Files.AssertSameBytes(actual.Files);
        Assert.Equal(Directories, actual.Directories);
    }

    private static bool IsIn(string file, IReadOnlyCollection<string> wholes) => wholes.Any(whole => file == whole || file.StartsWith($"{whole}/", StringComparison.Ordinal));

    private static bool IsLeftover(string path) => path.Split('/').Any(name =>
        name.EndsWith(Staging, StringComparison.Ordinal) || name.StartsWith(".unfinished.", StringComparison.Ordinal) || name.StartsWith(".replaced.", StringComparison.Ordinal));

    private IEnumerable<string> Of(Func<string, bool> isWanted) =>
        Files.Files.Where(file => !IsLeftover(file.Key) && isWanted(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}: {file.Value.Bytes}");
}
