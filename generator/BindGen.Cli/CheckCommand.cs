using System.CommandLine;

namespace BindGen.Cli;

/// <summary><c>bindgen check</c>: is the committed output what <c>generate</c> would write?</summary>
internal static class CheckCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new GenerationOptions();
        var command = new Command(
            "check",
            """
            Check that the output is what generate would write.

            Writes nothing. Exit status 1 when a file is missing, differs or is left over; for continuous integration.
            """);
        options.AddTo(command);
        command.SetAction(result => GenerateCommand.Run(result, options, isCheck: true, output, error));
        return command;
    }
}
