using System.CommandLine;
using System.Text.RegularExpressions;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Kernels;
using BindGen.Ownership;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary><c>bindgen init</c>: a new project that <c>generate</c> accepts at once.</summary>
internal sealed partial class InitCommand
{
    private readonly Argument<string> _directory = new("DIR")
    {
        Description = "Where the project goes; made when it is not there. Default: the current directory.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<string?> _name = new("--name") { Description = "The name and namespace of the project. Default: that of the directory, in C#'s spelling.", HelpName = "NAME" };

    private readonly Option<string[]> _headers = new("--header")
    {
        Description = "A file, or a name that #include <…> finds, such as zlib.h; repeat for several. Default: a header to try the rules on.",
        HelpName = "HEADER",
    };

    private readonly Option<string?> _library = new("--library") { Description = "What generated code loads, such as libz.so.1. Default: the project's name in lower case; 'kernel' with --kernel.", HelpName = "LIBRARY" };

    private readonly Option<string?> _kernel = new("--kernel") { Description = "The headers are those of this kernel, such as 6.12, or of one release, such as 6.12.117.", HelpName = "SERIES" };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new InitCommand();
        var command = new Command(
            "init",
            """
            Begin a project.

            Writes a project file and a rules file with comments that say how to go on. Overwrites nothing. Exit status:
            0 done, 1 a file is there already, 2 wrong usage.
            """)
        {
            options._directory,
            options._name,
            options._headers,
            options._library,
            options._kernel,
        };
        command.SetAction(result => options.Run(result, output, error));
        return command;
    }

    private int Run(ParseResult result, TextWriter output, TextWriter error)
    {
        var (request, problem) = Read(result);
        if (request is null)
            return Findings.WrongUsage(problem, error);

        var diagnostics = new DiagnosticBag();
        var written = NewProject.Create(request, diagnostics);
        var found = diagnostics.ToSorted();
        DiagnosticOutput.Write(found, "nothing was written", error);
        foreach (var file in written)
            output.WriteLine($"wrote {file}");
        if (written is [var project, ..])
            output.WriteLine($"next: bindgen generate {project}");
        return ExitCode.Of(found);
    }

    private (NewProjectRequest? Request, string Problem) Read(ParseResult result)
    {
        var directory = result.GetValue(_directory) ?? ".";
        var headers = result.GetValue(_headers) ?? [];
        var kernel = result.GetValue(_kernel);
        if (directory.Length == 0)
            return (null, "the name of the directory is empty");
        if (headers.Any(header => header.Length == 0))
            return (null, "--header: the name of a header is empty");
        if (kernel is not null && KernelVersion.Parse(kernel) is null)
            return (null, $"--kernel: '{kernel}' is no series of kernels, such as 6.12");
        if (kernel is not null && headers.Length == 0)
            return (null, "name the kernel's headers to bind: --header linux/device.h");
        var name = result.GetValue(_name) ?? WrapperName.Pascal(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))));
        if (!Identifier().IsMatch(name) || name.Split('.').Any(part => CSharpName.Escape(part) != part))
            return (null, $"'{name}' is no name of a C# namespace; say one with --name");
        return (new NewProjectRequest(directory, name, [.. headers], result.GetValue(_library) ?? (kernel is null ? name.ToLowerInvariant() : "kernel"), kernel), "");
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*\z")]
    private static partial Regex Identifier();
}
