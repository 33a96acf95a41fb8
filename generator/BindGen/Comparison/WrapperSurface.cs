using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BindGen.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BindGen.Comparison;

/// <summary>Finds the public members of a generated safe layer.</summary>
internal static partial class WrapperSurface
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);

    /// <param name="files">Those of the safe layer.</param>
    public static ImmutableArray<WrapperMember> Of(IReadOnlyList<GeneratedFile> files)
    {
        var found = new ImmutableArray<WrapperMember>[files.Count];
        Parallel.For(0, files.Count, i => found[i] = [.. Types(CSharpSyntaxTree.ParseText(files[i].Text, Options).GetCompilationUnitRoot(), files[i].Symbol)]);
        return [.. found.SelectMany(members => members)];
    }

    private static IEnumerable<WrapperMember> Types(CompilationUnitSyntax unit, string item) =>
        unit.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<MemberDeclarationSyntax>()
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax).SelectMany(type => Members(type, item, ""));

    private static IEnumerable<WrapperMember> Members(MemberDeclarationSyntax type, string item, string prefix)
    {
        if (!IsPublic(type))
            yield break;
        var name = prefix + NameOf(type) + (type is TypeDeclarationSyntax { TypeParameterList: { } parameters } ? parameters.ToString() : "");
        if (type is DelegateDeclarationSyntax @delegate)
        {
            yield return Member(type, item, name, "", @delegate.ParameterList);
            yield break;
        }
        yield return Member(type, item, name, "", (type as TypeDeclarationSyntax)?.ParameterList);
        foreach (var member in type is EnumDeclarationSyntax @enum ? @enum.Members.AsEnumerable<MemberDeclarationSyntax>() : ((TypeDeclarationSyntax)type).Members)
        {
            if (member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            {
                foreach (var inner in Members(member, item, name + "."))
                    yield return inner;
            }
            else if (IsPublic(member))
                yield return Member(member, item, name, NameOf(member), (member as BaseMethodDeclarationSyntax)?.ParameterList);
        }
    }

    private static WrapperMember Member(MemberDeclarationSyntax member, string item, string type, string name, ParameterListSyntax? parameters) => new(
        item,
        type,
        name,
        Signature(member),
        name.Length > 0 && CalledSymbol().Match(member.GetLeadingTrivia().ToFullString()) is { Success: true } match ? match.Groups[1].Value : "",
        member.Modifiers.Any(SyntaxKind.RequiredKeyword) || member.Modifiers.Any(SyntaxKind.AbstractKeyword),
        [.. (parameters?.Parameters ?? []).Select(parameter => new WrapperParameter($"{parameter.Modifiers} {parameter.Type}".Trim(), parameter.Identifier.Text, parameter.Default is not null))]);

    /// <summary>Members of an enum have no modifier, and those of an interface need none.</summary>
    private static bool IsPublic(MemberDeclarationSyntax member) =>
        member is EnumMemberDeclarationSyntax || member.Modifiers.Any(SyntaxKind.PublicKeyword) || member.Parent is InterfaceDeclarationSyntax;

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax @delegate => @delegate.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        EventDeclarationSyntax @event => @event.Identifier.Text,
        ConstructorDeclarationSyntax => "new",
        IndexerDeclarationSyntax => "this[]",
        OperatorDeclarationSyntax @operator => $"operator {@operator.OperatorToken.Text}",
        ConversionOperatorDeclarationSyntax conversion => $"{conversion.ImplicitOrExplicitKeyword.Text} operator",
        EnumMemberDeclarationSyntax value => value.Identifier.Text,
        BaseFieldDeclarationSyntax field => string.Join(", ", field.Declaration.Variables.Select(variable => variable.Identifier.Text)),
        _ => member.Kind().ToString(),
    };

    private static string Signature(MemberDeclarationSyntax member)
    {
        var bare = member.WithAttributeLists([]);
        bare = bare.WithModifiers([.. bare.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.UnsafeKeyword) && !modifier.IsKind(SyntaxKind.PartialKeyword))]);
        bare = bare switch
        {
            EnumDeclarationSyntax @enum => @enum.WithMembers([]).WithOpenBraceToken(default).WithCloseBraceToken(default),
            TypeDeclarationSyntax type => type.WithMembers([]).WithOpenBraceToken(default).WithCloseBraceToken(default).WithSemicolonToken(default),
            ConstructorDeclarationSyntax constructor => constructor.WithInitializer(null).WithBody(null).WithExpressionBody(null).WithSemicolonToken(End),
            BaseMethodDeclarationSyntax method => method.WithBody(null).WithExpressionBody(null).WithSemicolonToken(End),
            PropertyDeclarationSyntax property => property.WithAccessorList(Accessors(property)).WithExpressionBody(null).WithInitializer(null).WithSemicolonToken(default),
            IndexerDeclarationSyntax indexer => indexer.WithAccessorList(Accessors(indexer)).WithExpressionBody(null).WithSemicolonToken(default),
            _ => bare,
        };
        return bare.NormalizeWhitespace(" ", " ").WithoutTrivia().ToFullString().Trim();
    }

    private static AccessorListSyntax Accessors(BasePropertyDeclarationSyntax property) => SyntaxFactory.AccessorList(
    [
        .. property.AccessorList is { } list
            ? list.Accessors.Where(accessor => !accessor.Modifiers.Any(SyntaxKind.PrivateKeyword) && !accessor.Modifiers.Any(SyntaxKind.InternalKeyword))
                .Select(accessor => SyntaxFactory.AccessorDeclaration(accessor.Kind()).WithSemicolonToken(End))
            : [SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration).WithSemicolonToken(End)],
    ]);

    private static SyntaxToken End => SyntaxFactory.Token(SyntaxKind.SemicolonToken);

    /// <summary>The documentation of what calls C begins with the function's name.</summary>
    [GeneratedRegex("<summary>[A-Z][a-z]+ <c>([A-Za-z_]\\w*)</c>")]
    private static partial Regex CalledSymbol();
}
