using System.CommandLine;
using BindGen.Diagnostics;
using BindGen.Output;

namespace BindGen.Cli;

/// <summary><c>--output FILE</c> of a command that writes one text: into the file, or to the standard output.</summary>
internal sealed class OutputOption
{
    private const string StandardOutput = "-";

    private readonly Option<string?> _file = new("--output", "-o") { Description = "Write to this file. Default: the standard output, which is also '-'.", HelpName = "FILE" };

    public void AddTo(Command command) => command.Options.Add(_file);

    /// <summary>Why it makes no sense; null when it does.</summary>
    public string? Problem(ParseResult result) => result.GetValue(_file) is "" ? "--output: the name of the file is empty" : null;

    public bool IsFile(ParseResult result) => result.GetValue(_file) is not (null or StandardOutput);

    public void Write(ParseResult result, string text, TextWriter output, DiagnosticBag diagnostics)
    {
        if (IsFile(result))
            StoredFile.Write(result.GetValue(_file)!, text, diagnostics);
        else
            output.Write(text);
    }
}
