using System.CommandLine;

namespace BindGen.Cli;

/// <summary><c>--color</c>: whether text on the standard output has colours.</summary>
internal sealed class ColorOption
{
    private enum When
    {
        Auto,
        Always,
        Never,
    }

    private readonly Option<When> _when = Choice.Option("--color", "auto: on a terminal, unless NO_COLOR is set.", When.Auto);

    public void AddTo(Command command) => command.Options.Add(_when);

    public bool IsWanted(ParseResult result, TextWriter output) => result.GetValue(_when) switch
    {
        When.Always => true,
        When.Never => false,
        _ => output == Console.Out && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "" && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };
}
