using System.Collections.Immutable;

namespace BindGen.Ownership;

/// <summary>Finds the parameters that the lengths of buffers decide, so that no caller passes them.</summary>
internal static class BufferCounts
{
    public static ImmutableArray<ParameterModel> Marked(ImmutableArray<ParameterModel> parameters) =>
    [
        .. parameters.Select(parameter => parameters.FirstOrDefault(other => other.Fact is BufferParameter buffer && buffer.Count == parameter.CName) is { } counted
            ? parameter with { Fact = new CountParameter(counted.CName) }
            : parameter),
    ];
}
