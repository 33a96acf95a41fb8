using System.Text;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>The files below a directory, as they were when they were read.</summary>
/// <param name="Files">By path below the directory, with forward slashes.</param>
internal sealed record FileTree(IReadOnlyDictionary<string, FileTree.Entry> Files)
{
    public static FileTree Read(string directory) => new(
        Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(directory, path).Replace('\\', '/'),
            path => new Entry(Encoding.Latin1.GetString(File.ReadAllBytes(path)), File.GetLastWriteTimeUtc(path)),
            StringComparer.Ordinal));

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>The same files with the same bytes.</summary>
    public void AssertSameBytes(FileTree actual)
    {
        Assert.Equal(Files.Keys.Order(StringComparer.Ordinal), actual.Files.Keys.Order(StringComparer.Ordinal));
        Assert.All(Files, file => Assert.Equal(file.Value.Bytes, actual.Files[file.Key].Bytes));
    }

    /// <summary>The same files with the same bytes, none of them written again.</summary>
    public void AssertUntouched(FileTree actual)
    {
        AssertSameBytes(actual);
        Assert.All(Files, file => Assert.Equal(file.Value.Written, actual.Files[file.Key].Written));
    }

    /// <param name="Bytes">One character for each byte, so that a difference can be read.</param>
    internal sealed record Entry(string Bytes, DateTime Written);
}
