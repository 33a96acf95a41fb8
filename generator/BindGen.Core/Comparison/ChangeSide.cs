using System.Collections.Immutable;
using System.Text;
using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>Shows one version of what changed.</summary>
internal sealed class ChangeSide(ApiIndex index, WrappedApi? wrapped)
{
    private readonly DeclarationText _text = new(index);

    public DeclarationSide? Of(CDeclaration? declaration, string key)
    {
        if (declaration is null)
            return null;
        var items = wrapped?.KeysOfItems.Where(pair => pair.Value == key).Select(pair => pair.Key).OrderBy(item => item, StringComparer.Ordinal).ToList() ?? [];
        var fact = wrapped?.Fact(declaration.Name) is { } found && key == SubjectKey.Ordinary(declaration.Name) ? found : null;
        return new DeclarationSide(
            _text.Of(declaration),
            fact is not null ? wrapped!.RuleOf(fact).TrimEnd() : string.Join("\n\n", items.Select(item => wrapped!.RuleOf(item).TrimEnd()).Where(text => text.Length > 0)),
            wrapped is null ? "" : CSharp(wrapped.BySubject[key]),
            [.. fact?.Method is { } method ? OwnershipLines.Of(method).Select(line => line.Text) : items.SelectMany(item => wrapped!.LinesOf(item)).Select(line => line.Text)]);
    }

    /// <returns>Null where no rule declares the item.</returns>
    public DeclarationSide? OfItem(string item) =>
        wrapped is null || !wrapped.KeysOfItems.TryGetValue(item, out var key)
            ? null
            : new DeclarationSide(
                "", wrapped.RuleOf(item).TrimEnd(), CSharp(wrapped.BySubject[key].Where(member => member.Item == item || member.Item == WrappedApi.BoundPrefix + item)),
                [.. wrapped.LinesOf(item).Select(line => line.Text)]);

    private static string CSharp(IEnumerable<WrapperMember> members)
    {
        var text = new StringBuilder();
        var type = "";
        foreach (var member in members)
        {
            if (member.Type != type && member.Name.Length > 0)
                text.Append("// ").Append(member.Type).Append('\n');
            type = member.Type;
            text.Append(member.Name.Length > 0 ? "    " : "").Append(member.Signature).Append('\n');
        }
        return text.ToString().TrimEnd('\n');
    }
}
