namespace BindGen.Sweeps;

/// <summary>One line that counts, on a terminal only.</summary>
internal sealed class Progress(TextWriter? terminal)
{
    private const string ClearLine = "\r\e[K";

    private readonly Lock _gate = new();
    private int _done;
    private int _failed;

    public static Progress None => new(null);

    public static Progress On(TextWriter error) => new(ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected ? error : null);

    public void Step(int all, Trial trial)
    {
        lock (_gate)
        {
            _done++;
            _failed += trial.Outcome == Outcome.Failed ? 1 : 0;
            terminal?.Write($"{ClearLine}{_done} of {all}, {_failed} failed: {trial.Name}");
        }
    }

    public void End() => terminal?.Write(ClearLine);
}
