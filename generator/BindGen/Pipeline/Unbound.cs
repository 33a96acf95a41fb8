using System.Collections.Immutable;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Ownership;

namespace BindGen.Pipeline;

/// <summary>A declared name that the raw layer does not have.</summary>
/// <param name="Reason">Completes a sentence that begins with the name: <c>is inline …</c>.</param>
internal sealed record Unbound(CDeclaration Declaration, string Reason)
{
    public string Name => Declaration.Name;

    /// <summary>Functions, then macros, each in the order of the model.</summary>
    public static ImmutableArray<Unbound> Of(CApi api) =>
    [
        .. Functions(api),
        .. api.Macros.Where(macro => macro.IsFunctionLike).Select(macro => new Unbound(macro, "is a macro with parameters")),
    ];

    public static IEnumerable<Unbound> Functions(CApi api)
    {
        var raw = new RawView(OwnershipModel.WithoutRules("", "", api), new ApiIndex(api));
        return from function in api.Functions
               let reason = raw.Reason(function)
               where reason is not null
               select new Unbound(function, reason);
    }
}
