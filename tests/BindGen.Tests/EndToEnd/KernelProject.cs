using System.Security.Cryptography;
using System.Text;
using BindGen.Tests.Cli;

namespace BindGen.Tests.EndToEnd;

/// <summary>A copy of the kernel's project, with what was generated from it, in a directory that a test may damage.</summary>
internal sealed class KernelProject : IDisposable
{
    public static readonly string[] Targets = ["linux-6.12", "linux-6.1", "linux-6.12-arm64", "linux-6.1-arm64"];

    private static readonly DateTime LongAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    /// <param name="withOutput">Whether the committed output is there already.</param>
    public KernelProject(bool withOutput = true)
    {
        FileTree.Copy(Repository.PathOf("headers", "linux"), At("headers/linux"));
        foreach (var target in Targets.Where(_ => withOutput))
            FileTree.Copy(Repository.PathOf("output", target), At($"output/{target}"));
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, LongAgo);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("bindgen-project-").FullName;

    public string ProjectFile => At("headers/linux/linux.bindgen");

    public string At(string path) => Path.Combine(Root, path);

    public ToolRun Generate(params string[] options) => ToolRun.Of(["generate", ProjectFile, "--from", "api", .. options]);

    public ToolRun Check(params string[] options) => ToolRun.Of(["check", ProjectFile, "--from", "api", .. options]);

    public FileTree Output(string target) => FileTree.Read(At($"output/{target}"));

    public FileTree Everything() => FileTree.Read(Root);

    public void Replace(string path, string old, string @new)
    {
        var text = File.ReadAllText(At(path));
        if (!text.Contains(old, StringComparison.Ordinal))
            throw new ArgumentException($"'{path}' does not have '{old}'.");
        File.WriteAllText(At(path), text.Replace(old, @new, StringComparison.Ordinal));
    }

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    /// <summary>Leaves a file in an output directory that an earlier run wrote and that is not generated any more.</summary>
    public void WriteStale(string output, string path)
    {
        const string Text = "// generated for an item that is gone\n";
        Write($"{output}/{path}", Text);
        File.AppendAllText(At($"{output}/.bindgen-manifest"), $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}  {path}\n");
    }

    /// <summary>Makes the file of a wrapper one that BindGen did not write.</summary>
    public void PutInTheWay(string target)
    {
        Replace($"output/{target}/.bindgen-manifest", "  safe/Device.cs\n", "  safe/Gone.cs\n");
        Write($"output/{target}/safe/Device.cs", "// my own\n");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
