using System.Collections.Immutable;

namespace BindGen.Model;

/// <summary>What the headers of one target declare: the functions, variables and macros of the selected headers, and every type that they reach.
/// Each list is in the order of the headers' names and, inside one, of the lines; a name occurs once a list.</summary>
/// <param name="Target">What the declarations are true for.</param>
/// <param name="Headers">The selected headers, as <c>#include</c> names them, in the order of the rules.</param>
internal sealed record CApi(
    CTarget Target,
    ImmutableArray<string> Headers,
    ImmutableArray<CRecord> Records,
    ImmutableArray<CEnum> Enums,
    ImmutableArray<CTypedef> Typedefs,
    ImmutableArray<CFunction> Functions,
    ImmutableArray<CMacro> Macros,
    ImmutableArray<CVariable> Variables)
{
    private const int HeadersNamed = 4;

    /// <summary>The headers for a reader: all of a few, the first of many and how many more there are.</summary>
    public string HeadersInWords =>
        Headers.Length <= HeadersNamed ? string.Join(", ", Headers) : $"{string.Join(", ", Headers.Take(HeadersNamed))} and {Headers.Length - HeadersNamed} more";

    public bool Equals(CApi? other) =>
        other is not null && Target == other.Target && Headers.SequenceEqual(other.Headers) && Records.SequenceEqual(other.Records)
        && Enums.SequenceEqual(other.Enums) && Typedefs.SequenceEqual(other.Typedefs) && Functions.SequenceEqual(other.Functions)
        && Macros.SequenceEqual(other.Macros) && Variables.SequenceEqual(other.Variables);

    public override int GetHashCode() => Target.GetHashCode();
}

/// <param name="Triple">The compiler's target, <c>x86_64-linux-gnu</c>.</param>
/// <param name="Source">The version of what the headers came from, <c>linux 6.12.117</c>; empty when they have none.</param>
/// <param name="HasExportTable">Whether <see cref="CFunction.Export"/> is known: then a prototype without one cannot be called.</param>
internal sealed record CTarget(string Triple, string Source, bool HasExportTable)
{
    public bool IsArm64 => Triple.StartsWith("aarch64-", StringComparison.Ordinal);
}
