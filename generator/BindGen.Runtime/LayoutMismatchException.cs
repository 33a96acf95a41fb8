using System.Collections.Immutable;

namespace BindGen.Runtime;

/// <summary>A native library has other struct layouts than the wrappers were generated for. No function of it was called, and none will be:
/// every call throws this again.</summary>
public sealed class LayoutMismatchException : Exception
{
    private const int MostListed = 8;

    internal LayoutMismatchException(string library, ImmutableArray<string> records, string message)
        : base(message) => (Library, Records) = (library, records);

    /// <summary>The library as imports name it.</summary>
    public string Library { get; }

    /// <summary>The records that differ, as C names them; empty when the library does not say what it has.</summary>
    public ImmutableArray<string> Records { get; }

    internal static string Listed(IReadOnlyList<string> differences) =>
        string.Concat(differences.Take(MostListed).Select(difference => $"\n  {difference}"))
        + (differences.Count > MostListed ? $"\n  and {differences.Count - MostListed} more" : "");
}
