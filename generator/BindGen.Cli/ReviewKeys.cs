namespace BindGen.Cli;

/// <summary>Where the keys of a review come from.</summary>
internal interface IReviewKeys
{
    /// <returns>Null when no more will come.</returns>
    ConsoleKeyInfo? Read();
}

/// <summary>The keyboard of the terminal that the tool runs in.</summary>
internal sealed class TerminalKeys : IReviewKeys
{
    public ConsoleKeyInfo? Read()
    {
        try
        {
            return Console.ReadKey(intercept: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
