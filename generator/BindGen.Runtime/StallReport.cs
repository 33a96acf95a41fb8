namespace BindGen.Runtime;

/// <summary>
/// Ends that wait too long: for a section, an access or a callback that somebody does not leave. Nothing can end them but its user, so that
/// all there is to do is to say so. Costs nothing while nobody listens.
/// </summary>
public static class StallReport
{
    private static long _patience = TimeSpan.FromSeconds(10).Ticks;

    /// <summary>Raised for what has been ending for longer than <see cref="Patience"/>, on a thread of the pool, and again after each
    /// further such time. An exception that it throws ends the process.</summary>
    public static event Action<Type>? Stalled;

    /// <summary>How long an end may take before it is reported: 10 seconds, where nothing else was said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above zero.</exception>
    public static TimeSpan Patience
    {
        get => new(Volatile.Read(ref _patience));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            Volatile.Write(ref _patience, value.Ticks);
        }
    }

    /// <summary>Watches an end until the result is disposed.</summary>
    internal static IDisposable? Watch(Type ending) => Stalled is null ? null : new Timer(_ => Stalled?.Invoke(ending), null, Patience, Patience);
}
