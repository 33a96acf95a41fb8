using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Finds the C type that an item names after its <c>=</c>.</summary>
internal static class TypeReference
{
    public static CRecord? Record(BlockItem item, BindingContext context)
    {
        if (item.Type?.Words is [{ Text: "struct" or "union" } tag, { Kind: WordKind.Name } name])
        {
            if (context.Index.Record(tag.Text == "union" ? CTag.Union : CTag.Struct, name.Text) is { } record)
                return record;
            Unknown(name, $"{tag.Text} {name.Text}", context.Index.Api.Records.Select(candidate => candidate.Name), context);
            return null;
        }
        if (item.Type?.Words is [{ Kind: WordKind.Name } alias])
        {
            if (context.Index.Resolve(new CNamedType(CTag.Typedef, alias.Text)) is CNamedType { Tag: CTag.Struct or CTag.Union } named)
                return context.Index.Record(named.Tag, named.Name);
            Unknown(alias, alias.Text, context.Index.Api.Typedefs.Select(candidate => candidate.Name), context);
            return null;
        }
        Malformed(item, "struct NAME", context);
        return null;
    }

    public static CEnum? Enum(BlockItem item, BindingContext context)
    {
        if (item.Type?.Words is not [{ Text: "enum" }, { Kind: WordKind.Name } name])
        {
            Malformed(item, "enum NAME", context);
            return null;
        }
        if (context.Index.Enum(name.Text) is { } @enum)
            return @enum;
        Unknown(name, $"enum {name.Text}", context.Index.Api.Enums.Select(candidate => candidate.Name), context);
        return null;
    }

    /// <summary>The type, without a word about what is wrong; null when there is none.</summary>
    public static CDeclaration? Find(BlockItem item, ApiIndex index) => item.Type?.Words switch
    {
        [{ Text: "struct" }, { Kind: WordKind.Name } name] => index.Record(CTag.Struct, name.Text),
        [{ Text: "union" }, { Kind: WordKind.Name } name] => index.Record(CTag.Union, name.Text),
        [{ Text: "enum" }, { Kind: WordKind.Name } name] => index.Enum(name.Text),
        [{ Kind: WordKind.Name } alias] => index.RecordOf(new CNamedType(CTag.Typedef, alias.Text)),
        _ => null,
    };

    private static void Malformed(BlockItem item, string form, BindingContext context) =>
        context.Error(
            DiagnosticKinds.SyntaxError, item.Type?.Span ?? item.Name.Span, $"'{item.Keyword.Text} {item.Name.Text}' names no C type",
            $"Write '{item.Keyword.Text} {item.Name.Text} = {form} {{ … }}'.");

    private static void Unknown(Word name, string spelling, IEnumerable<string> candidates, BindingContext context)
    {
        var nearest = NearestName.Find(name.Text, candidates);
        context.Error(
            DiagnosticKinds.UnknownSymbol, name.Span, $"the headers declare no '{spelling}'",
            nearest is null ? "If only some kernels have it, add 'since' or 'until' with a version." : $"Did you mean '{nearest}'?");
    }
}
