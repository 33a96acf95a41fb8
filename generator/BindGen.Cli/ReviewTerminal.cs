using BindGen.Review;
using Spectre.Console;

namespace BindGen.Cli;

/// <summary>The terminal that a review happens in.</summary>
internal static class ReviewTerminal
{
    /// <summary>Whether there is somebody who sees and presses keys.</summary>
    public static bool IsThere => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    private static IAnsiConsole Create(TextWriter output, bool hasColors) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Environment.GetEnvironmentVariable("TERM") == "dumb" ? AnsiSupport.No : AnsiSupport.Yes,
        ColorSystem = hasColors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.Yes,
        Out = new AnsiConsoleOutput(output),
    });

    /// <summary>Asks until everything is decided or the user quits, and says what came of it.</summary>
    public static void Run(ReviewSession session, TextWriter output, bool hasColors)
    {
        if (session.Items.Count == 0)
        {
            output.WriteLine("nothing to review");
            return;
        }
        var console = Create(output, hasColors);
        new ReviewScreen(session, new ReviewProvenance(), console, new TerminalKeys()).Run();
        output.WriteLine();
        output.WriteLine($"{Count(Decision.Accepted)} accepted, {Count(Decision.Rejected)} rejected, {session.OpenCount} left to review");
        if (Count(Decision.Rejected) > 0 && session.Items.Any(item => item.Kind != ReviewKind.Snapshot))
            output.WriteLine("What was rejected is as it was before: change a rule, and run 'bindgen generate' again.");

        int Count(Decision decision) => Enumerable.Range(0, session.Items.Count).Count(index => session.DecisionOn(index) == decision);
    }
}
