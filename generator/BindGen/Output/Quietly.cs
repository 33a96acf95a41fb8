namespace BindGen.Output;

/// <summary>What cannot be cleaned away must not hide the reason for cleaning.</summary>
internal static class Quietly
{
    public static void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
