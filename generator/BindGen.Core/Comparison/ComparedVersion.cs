using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>One side of a comparison.</summary>
internal sealed record ComparedVersion(ComparedApi Label, CApi Api)
{
    public static ComparedVersion Of(string name, CApi api) => new(new ComparedApi(name, api.Target.Source, api.Target.Triple), api);
}
