using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Reflection;
using BindGen.Diagnostics;

namespace BindGen.Cli;

/// <summary>The tool's command line: options in, exit code and messages out.</summary>
internal static class Entry
{
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        // Not a RootCommand, which is named after the process: this tool runs as an apphost, as a dll and inside tests.
        var root = new Command(
            "bindgen",
            """
            Ownership-annotated C headers in, safe C# out.

            Reads C headers and rules that say who owns what, and writes C# wrappers that refuse leaks,
            double frees and use after free. Start with: bindgen generate headers/linux/linux.bindgen
            """)
        {
            new HelpOption(),
            new VersionOption { Action = new PrintVersion() },
            GenerateCommand.Create(output, error),
            CheckCommand.Create(output, error),
            VerifyCommand.Create(output, error),
            DiffCommand.Create(output, error),
            ReviewCommand.Create(output, error),
            RawCommand.Create(output, error),
            ModelCommand.Create(output, error),
            ModelCommand.CreateList(output, error),
            SuggestCommand.Create(output, error),
            ExplainCommand.Create(output, error),
            ReferenceCommand.Create(output, error),
            FormatCommand.Create(Console.In, output, error),
            InitCommand.Create(output, error),
            KernelsCommand.Create(output, error),
            DoctorCommand.Create(output),
        };
        var parsed = root.Parse(arguments);
        if (Problem(parsed) is { } problem)
        {
            error.WriteLine($"bindgen: {problem}");
            error.WriteLine($"Try 'bindgen {NameOf(parsed.CommandResult.Command, root)}--help'.");
            return Findings.ReportFailure(parsed, ExitCode.WrongUsage, error);
        }

        if (parsed.Action is HelpAction)
            ShortenSubcommands(parsed.CommandResult.Command);
        try
        {
            var exitCode = parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            return exitCode == ExitCode.WrongUsage ? Findings.ReportFailure(parsed, exitCode, error) : exitCode;
        }
        catch (Exception exception)
        {
            error.WriteLine("bindgen: internal error, please report it with the command and this text:");
            error.WriteLine(exception);
            return Findings.ReportFailure(parsed, ExitCode.InternalError, error);
        }
    }

    /// <summary>In the help of a command, each of those that it has takes one line: the rest is their own help.</summary>
    private static void ShortenSubcommands(Command command)
    {
        foreach (var subcommand in command.Subcommands)
            subcommand.Description = subcommand.Description?.Split('\n')[0];
    }

    /// <summary>What is wrong with the arguments first of all; null when nothing is.</summary>
    private static string? Problem(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // The parser would take a misspelled option for the name of the project, and complain of what follows.
        if (parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).FirstOrDefault(token => token is { Type: TokenType.Argument, Value: ['-', _, ..] }) is { } option)
            return $"there is no option '{option.Value}'.{Suggestion(option.Value, command.Options)}{(HeaderOptions.IsIn(command) ? " What is meant for clang follows '--'." : "")}";
        if (parsed.UnmatchedTokens is [var word, ..])
            return command.Subcommands.Count > 0 ? $"there is no command '{word}'.{Suggestion(word, command.Subcommands)}" : $"'{word}' is one argument too many.";
        return parsed.Errors is [var problem, ..] ? problem.Message : null;
    }

    /// <summary>As it follows the tool's own name: <c>kernels fetch </c>.</summary>
    private static string NameOf(Command command, Command root) =>
        command == root ? "" : $"{(command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? NameOf(parent, root) : "")}{command.Name} ";

    private static string Suggestion(string word, IEnumerable<Symbol> known) =>
        NearestName.Find(word, known.Select(symbol => symbol.Name)) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>The tool's version, not that of the program that hosts it.</summary>
    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(
                typeof(Entry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
            return ExitCode.Done;
        }
    }
}
