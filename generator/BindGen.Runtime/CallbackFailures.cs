using System.Collections.Immutable;

namespace BindGen.Runtime;

/// <summary>
/// What went wrong in callbacks that C made. No exception may cross a frame of C, so that C got the result that the callback's
/// documentation names, and the exception is here. While nobody listens, it goes to the standard error output.
/// </summary>
public static class CallbackFailures
{
    private static readonly Lock Gate = new();
    private static ImmutableSortedDictionary<string, int> _counts = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Raised with the callback's name (<c>FlushOps.FlushAll</c>) and what it threw, on the thread that C called on, which may
    /// hold locks of C: handlers must not block. What a handler throws is dropped.</summary>
    public static event Action<string, Exception>? Failed;

    /// <summary>How often each callback failed so far, by its name.</summary>
    public static ImmutableSortedDictionary<string, int> Counts => Volatile.Read(ref _counts);

    internal static void Add(string callback, Exception exception)
    {
        try
        {
            lock (Gate)
                _counts = _counts.SetItem(callback, _counts.GetValueOrDefault(callback) + 1);
            if (Failed is { } failed)
                failed(callback, exception);
            else
                Console.Error.WriteLine($"{callback} has thrown, and C got its failure: {exception}");
        }
#pragma warning disable CA1031 // The caller is a frame of C.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
