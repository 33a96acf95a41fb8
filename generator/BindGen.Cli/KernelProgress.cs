using BindGen.Kernels;
using Spectre.Console;

namespace BindGen.Cli;

/// <summary>Shows on a terminal how far a download is; nothing anywhere else, and nothing that stays.</summary>
internal static class KernelProgress
{
    public static T Show<T>(Func<Action<FetchProgress>, T> work)
    {
        if (Console.IsErrorRedirected)
            return work(_ => { });
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        // A terminal that cannot move its cursor would keep every step.
        if (!console.Profile.Capabilities.Ansi)
            return work(_ => { });
        return console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                var task = context.AddTask("looking at the cache", maxValue: 100);
                return work(progress =>
                {
                    var isNewStep = task.Description != Markup.Escape(progress.Step);
                    task.Description = Markup.Escape(progress.Step);
                    task.IsIndeterminate = progress.Percent is null;
                    task.Value = Math.Min(progress.Percent ?? 0, 99.9);
                    // A step that is over before the display's next turn is shown, too.
                    if (isNewStep)
                        context.Refresh();
                });
            });
    }
}
