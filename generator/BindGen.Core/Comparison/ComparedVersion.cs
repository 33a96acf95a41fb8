using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>One side of a comparison.</summary>
/// <param name="Wrapped">What rules make of it; null when there are none, or when they do not fit.</param>
internal sealed record ComparedVersion(ComparedApi Label, CApi Api, WrappedApi? Wrapped)
{
    public static ComparedVersion Of(string name, CApi api, WrappedApi? wrapped = null) => new(new ComparedApi(name, api.Target.Source, api.Target.Triple), api, wrapped);
}
