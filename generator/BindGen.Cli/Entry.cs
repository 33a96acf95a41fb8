using System.CommandLine;
using System.CommandLine.Help;

namespace BindGen.Cli;

/// <summary>The tool's command line: options in, exit code and messages out.</summary>
internal static class Entry
{
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(
            """
            Ownership-annotated C headers in, safe C# out.

            Reads C headers and rules that say who owns what, and writes C# wrappers that refuse leaks,
            double frees and use after free. Start with: bindgen generate headers/linux/linux.bindgen
            """)
        {
            GenerateCommand.Create(output, error),
            CheckCommand.Create(output, error),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                error.WriteLine($"bindgen: {problem.Message}");
            error.WriteLine($"Try 'bindgen {(parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ")}--help'.");
            return ExitCode.WrongUsage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception)
        {
            error.WriteLine("bindgen: internal error, please report it with the command and this text:");
            error.WriteLine(exception);
            return ExitCode.InternalError;
        }
    }
}
