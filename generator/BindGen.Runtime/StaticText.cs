using System.Collections.Concurrent;
using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>Strings that C may read as long as the process lives: each of them is copied once and never freed. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StaticText
{
    private static readonly ConcurrentDictionary<string, Lazy<nint>> Copies = new(StringComparer.Ordinal);

    /// <param name="text">The string; null gives a null pointer.</param>
    /// <param name="parameter">The parameter to name when the string cannot be passed.</param>
    /// <exception cref="ArgumentException">The string holds a zero character: C would see it cut short.</exception>
    public static nint Of(string? text, string parameter) =>
        text is null ? 0
        : text.Contains('\0') ? NativeText.Forever(text, parameter)
        : Copies.GetOrAdd(text, copied => new Lazy<nint>(() => NativeText.Forever(copied, ""))).Value;
}
