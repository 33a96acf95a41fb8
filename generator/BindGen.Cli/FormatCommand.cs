using System.CommandLine;
using BindGen.Diagnostics;
using BindGen.Pipeline;
using BindGen.Rules;

namespace BindGen.Cli;

/// <summary><c>bindgen format</c>: rules in their canonical form.</summary>
internal sealed class FormatCommand
{
    private const string StandardInput = "-";
    private readonly Argument<string[]> _files = new("FILE|PROJECT")
    {
        Description = "Files of rules; a .bindgen file stands for itself and the rules that it names; - reads the standard input and writes the standard output. Default: the only .bindgen file in the current directory.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _check = new("--check") { Description = "Write nothing; name the files that are not formatted." };

    private readonly Option<bool> _stdin = new("--stdin") { Description = "The same as - alone." };

    public static Command Create(TextReader input, TextWriter output, TextWriter error)
    {
        var options = new FormatCommand();
        var command = new Command(
            "format",
            """
            Put rules into their canonical form.

            Writes only files that change, and no file that has errors. Exit status: 0 done, 1 a file has errors or,
            with --check, is not formatted.
            """)
        {
            options._files,
            options._check,
            options._stdin,
        };
        SarifOption.AddTo(command);
        command.SetAction(result => options.Run(result, input, output, error));
        return command;
    }

    private int Run(ParseResult result, TextReader input, TextWriter output, TextWriter error)
    {
        var named = result.GetValue(_files) ?? [];
        var isCheck = result.GetValue(_check);
        var diagnostics = new DiagnosticBag();
        if (result.GetValue(_stdin) || named.Contains(StandardInput))
        {
            if (isCheck || named.Any(name => name != StandardInput))
                return Findings.WrongUsage("the standard input is formatted alone, and written to the standard output", error);
            output.Write(RulesFormatter.Format("stdin", input.ReadToEnd(), diagnostics));
            return Findings.Report(result, diagnostics, null, error);
        }

        if (named.Contains(""))
            return Findings.WrongUsage("the name of a file is empty", error);
        if (named.Length == 0)
        {
            var (project, problem) = ProjectOptions.Read(null);
            if (project is null)
                return Findings.WrongUsage(problem, error);
            named = [project];
        }

        var files = named.SelectMany(name => name.EndsWith(Project.Extension, StringComparison.Ordinal) ? Formatting.FilesOf(name, diagnostics) ?? [] : [name]).Distinct().ToList();
        if (isCheck)
            output.WriteLine($"{Counted.Of(Formatting.Check(files, diagnostics), "file")} of {files.Count} formatted");
        else
            Report(files, Formatting.Write(files, diagnostics), output);
        return Findings.Report(result, diagnostics, null, error);
    }

    private static void Report(List<string> files, IReadOnlyList<string> written, TextWriter output)
    {
        foreach (var file in written)
            output.WriteLine($"formatted {file}");
        output.WriteLine($"{Counted.Of(files.Count, "file")}, {written.Count} written");
    }
}
