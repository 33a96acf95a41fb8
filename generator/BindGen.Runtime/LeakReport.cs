using System.Collections.Immutable;

namespace BindGen.Runtime;

/// <summary>Owned handles that the garbage collector found undisposed. Their native references are lost: fix the caller.</summary>
public static class LeakReport
{
    private static readonly Lock Gate = new();
    private static ImmutableSortedDictionary<string, int> _counts = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Raised on the finalizer thread with the leaked handle's type; must not block.</summary>
    public static event Action<Type>? Leaked;

    /// <summary>How many handles of each type leaked so far, by type name.</summary>
    public static ImmutableSortedDictionary<string, int> Counts => Volatile.Read(ref _counts);

    internal static void Add(Type handle)
    {
        lock (Gate)
            _counts = _counts.SetItem(handle.Name, _counts.GetValueOrDefault(handle.Name) + 1);
        Leaked?.Invoke(handle);
    }
}
