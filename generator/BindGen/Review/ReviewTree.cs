using System.Collections.Immutable;
using BindGen.Output;
using BindGen.Rules;

namespace BindGen.Review;

/// <summary>What directories hold that a review is about, each sorted. Hidden directories and those of builds are passed over.</summary>
internal sealed record ReviewTree(ImmutableArray<string> Projects, ImmutableArray<string> Manifests, ImmutableArray<string> Received)
{
    private static readonly string[] Builds = ["bin", "obj", "artifacts", "node_modules", "TestResults"];

    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    public static ReviewTree Read(IEnumerable<string> directories)
    {
        var files = directories.SelectMany(Files).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new ReviewTree(
            [.. files.Where(file => file.EndsWith(Project.Extension, StringComparison.Ordinal))],
            [.. files.Where(file => Path.GetFileName(file) == Manifest.FileName).Select(Path.GetFullPath)],
            [.. files.Where(ReceivedSnapshots.IsReceived)]);
    }

    /// <summary>A file as the user sees it: relative to the current directory when it is below it.</summary>
    public static string Shown(string file)
    {
        var path = Path.GetRelativePath(".", file);
        return path.StartsWith("../", StringComparison.Ordinal) ? Path.GetFullPath(file) : path;
    }

    private static IEnumerable<string> Files(string directory) =>
        Directory.EnumerateFiles(directory, "*", Readable).Select(Shown)
            .Concat(Directory.EnumerateDirectories(directory, "*", Readable).Where(IsSearched).SelectMany(Files));

    private static bool IsSearched(string directory) => Path.GetFileName(directory) is var name && name[0] != '.' && !Builds.Contains(name);
}
