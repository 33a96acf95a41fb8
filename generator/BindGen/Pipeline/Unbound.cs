using System.Collections.Immutable;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Model.Comments;
using BindGen.Ownership;

namespace BindGen.Pipeline;

/// <summary>A declared name that the raw layer does not have.</summary>
/// <param name="Reason">Completes a sentence that begins with the name: <c>is inline …</c>.</param>
internal sealed record Unbound(CDeclaration Declaration, string Reason)
{
    public string Name => Declaration.Name;

    /// <summary>Functions, then variables, then macros, each in the order of the model.</summary>
    public static ImmutableArray<Unbound> Of(CApi api) =>
    [
        .. Functions(api),
        .. Those(api.Variables, View(api).Constants.Reason),
        .. Those(api.Macros, macro => macro.IsFunctionLike ? "is a macro with parameters" : macro.Reason),
    ];

    public static IEnumerable<Unbound> Functions(CApi api) => Those(api.Functions, View(api).Reason);

    private static IEnumerable<Unbound> Those<T>(ImmutableArray<T> declarations, Func<T, string?> why) where T : CDeclaration =>
        from declaration in declarations
        let reason = why(declaration)
        where reason is not null
        select new Unbound(declaration, reason);

    private static RawView View(CApi api) => new(OwnershipModel.WithoutRules("", "", api), new ApiIndex(api), new RawStyle("", ""), CommentIndex.Empty);
}
