using System.Collections.Immutable;

namespace BindGen.Runtime;

/// <summary>
/// Owned handles, registrations and enumerations that the garbage collector found undisposed. Their native references are lost: fix the caller.
/// Finalizers do not run when a process exits: what is open then, <see cref="Open"/> knows, when <see cref="IsTracking"/> was set early enough.
/// </summary>
public static class LeakReport
{
    private static readonly Lock Gate = new();
    private static ImmutableSortedDictionary<string, int> _counts = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
    private static ImmutableSortedDictionary<string, int> _open = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Raised on the finalizer thread with the leaked handle's type; must not block.</summary>
    public static event Action<Type>? Leaked;

    /// <summary>How many handles of each type leaked so far, by type name.</summary>
    public static ImmutableSortedDictionary<string, int> Counts => Volatile.Read(ref _counts);

    /// <summary>Whether to count what is made and not disposed yet. Off at first, because counting makes threads wait for one another; what
    /// was made while it was off is not counted.</summary>
    public static bool IsTracking { get; set; }

    /// <summary>How many of each type were made while <see cref="IsTracking"/> was set and are neither disposed nor given to C, by type name.
    /// What the garbage collector found is among them: nobody can dispose it any more.</summary>
    public static ImmutableSortedDictionary<string, int> Open => Volatile.Read(ref _open);

    /// <summary>Counts something that has to be disposed.</summary>
    /// <returns>Whether it was counted: then <see cref="Closed"/> has to be called for it.</returns>
    internal static bool Opened(Type type)
    {
        if (!IsTracking)
            return false;
        lock (Gate)
            _open = _open.SetItem(type.Name, _open.GetValueOrDefault(type.Name) + 1);
        return true;
    }

    internal static void Closed(Type type)
    {
        lock (Gate)
        {
            var left = _open[type.Name] - 1;
            _open = left > 0 ? _open.SetItem(type.Name, left) : _open.Remove(type.Name);
        }
    }

    internal static void Add(Type handle)
    {
        lock (Gate)
            _counts = _counts.SetItem(handle.Name, _counts.GetValueOrDefault(handle.Name) + 1);
        Leaked?.Invoke(handle);
    }
}
