using System.Runtime.CompilerServices;

namespace BindGen.Tests;

/// <summary>The checkout that the tests were compiled from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The text of a file, with LF line ends however it was checked out.</summary>
    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts)).ReplaceLineEndings("\n");

    private static string Find([CallerFilePath] string source = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(source)! })
        {
            for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
            {
                if (File.Exists(Path.Combine(directory.FullName, "BindGen.sln")))
                    return directory.FullName;
            }
        }
        throw new DirectoryNotFoundException("BindGen.sln is in no folder above the tests.");
    }
}
