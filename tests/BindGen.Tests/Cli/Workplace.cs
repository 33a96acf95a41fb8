using BindGen.Tests.Emit;

namespace BindGen.Tests.Cli;

/// <summary>A directory with headers in it, and the tool run there as another process.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Root => _folder.Path;

    public void Write(string name, string text) => _folder.Write(name, text);

    public string Read(string name) => File.ReadAllText(Path.Combine(Root, name));

    public bool Has(string name) => File.Exists(Path.Combine(Root, name));

    public ToolRun Run(params string[] arguments) => ChildProcess.RunTool(Root, [], arguments);

    public void Dispose() => _folder.Dispose();
}
