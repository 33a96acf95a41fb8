using BindGen.Tests.Emit;

namespace BindGen.Tests.Cli;

/// <summary>A directory with headers in it, on which the tool is run.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Root => _folder.Path;

    public void Write(string name, string text) => _folder.Write(name, text);

    public string Read(string name) => File.ReadAllText(Path.Combine(Root, name));

    public bool Has(string name) => Path.Exists(Path.Combine(Root, name));

    /// <summary>Runs the tool inside this process; <c>~</c> in arguments and in what it says stands for the directory.</summary>
    public ToolRun Run(params string[] arguments)
    {
        var run = ToolRun.Of([.. arguments.Select(argument => argument.Replace("~", Root, StringComparison.Ordinal))]);
        return new ToolRun(run.ExitCode, Shortened(run.Output), Shortened(run.Error));
    }

    /// <summary>Runs the tool as another process, with this as its current directory.</summary>
    public ToolRun RunInside(params string[] arguments) => ChildProcess.RunTool(Root, [], arguments);

    public void Dispose() => _folder.Dispose();

    private string Shortened(string text) => text.Replace(Root, "~", StringComparison.Ordinal);
}
