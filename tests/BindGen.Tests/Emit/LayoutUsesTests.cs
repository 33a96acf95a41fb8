using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Tests.Clang;
using BindGen.Tests.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace BindGen.Tests.Emit;

/// <summary>What the library is asked for is what the safe layer depends on: no record more, and no member less.</summary>
public sealed partial class LayoutUsesTests
{
    [Fact]
    public void The_sample_is_asked_about_what_its_safe_layer_uses() => AssertComplete(OwnershipSample.Model);

    [Fact]
    public void The_kernel_is_asked_about_what_its_safe_layer_uses() => AssertComplete(KernelModel.Bind("6.12"));

    [Fact]
    public void What_is_only_pointed_to_is_not_asked_about()
    {
        var expected = Files(KernelModel.Bind("6.12")).Single(file => file.Path == "safe/NativeLayouts.cs").Text;

        Assert.DoesNotContain("struct device\"", expected, StringComparison.Ordinal);
        Assert.Contains("struct platform_device\"", expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_without_a_tag_is_asked_by_its_typedef_and_a_bitfield_by_the_size_of_its_record()
    {
        var uses = Uses("typedef struct { int width, height; } size_pair; struct bits { unsigned visible : 1; int order; char rest[]; };", out var api);
        uses.Member(api.Record("typedef.size_pair"), "height");
        uses.Member(api.Record("bits"), "visible");
        uses.Member(api.Record("bits"), "rest");

        Assert.Equal(["size_pair: height 4+4", "struct bits: rest 8+0"], uses.Records.Select(Text));
    }

    [Fact]
    public void A_path_leads_through_records_with_and_without_a_name()
    {
        var uses = Uses("struct inner { int first; union { int second; long third; }; }; struct outer { char head; struct { struct inner inner; }; };", out var api);
        Assert.Equal("inner.third", uses.Member(api.Record("outer"), "inner.third"));

        Assert.Equal(["struct outer: inner.third 16+8"], uses.Records.Select(Text));
    }

    [Fact]
    public void What_has_no_layout_or_no_name_is_not_asked_about()
    {
        var uses = Uses("struct hidden; struct outer { struct { int x; } inner; struct hidden *hidden; };", out var api);
        Assert.Equal("hidden", uses.Type(api.Record("hidden")));
        uses.Type(api.Record("outer.inner"));

        Assert.Empty(uses.Records);
    }

    [Fact]
    public void A_macro_of_the_same_name_is_out_of_the_way()
    {
        var macro = new CMacro("order", new CLocation("sample/thing.h", 1), CMacroKind.Empty);
        var model = OwnershipSample.Model with { Api = OwnershipSample.Api with { Macros = [.. OwnershipSample.Api.Macros, macro] } };

        Assert.Contains("\n\n#undef order\n\n", Files(model).Single(file => file.Path == "shims/layouts.c").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_shims_nobody_is_asked_and_the_report_of_holes_says_so()
    {
        var model = OwnershipSample.Bind(
            """
            header <sample/table.h>;
            record TableConfig = struct table_config { .size; .order; }
            """, api: OwnershipSample.Api with { Functions = [] });

        var files = Files(model);

        Assert.DoesNotContain(files, file => file.Path is "safe/NativeLayouts.cs" || file.Path.StartsWith("shims/", StringComparison.Ordinal));
        Assert.Contains("\n| LAYOUT | `struct table_config` | ", files.Single(file => file.Path == "holes.md").Text, StringComparison.Ordinal);
        Assert.DoesNotContain("| LAYOUT |", Files(OwnershipSample.Model).Single(file => file.Path == "holes.md").Text, StringComparison.Ordinal);
    }

    private static LayoutUses Uses(string header, out CApi api)
    {
        api = TestHeader.Parse(header);
        var index = new ApiIndex(api);
        return new LayoutUses(index, new RawTypes(index));
    }

    private static string Text(UsedRecord record) => $"{record.Spelling}: {string.Join(", ", record.Members.Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Path} {member.Offset}+{member.Size}")))}";

    /// <summary>Compares with what the C# compiler says about the emitted text.</summary>
    private static void AssertComplete(OwnershipModel model)
    {
        var compilation = RawAssembly.Compile(model);
        var (asked, used) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith("safe/", StringComparison.Ordinal)))
        {
            if (tree.FilePath == "safe/NativeLayouts.cs")
                asked.UnionWith(Asked(tree.ToString()));
            else
                used.UnionWith(Used(tree.GetRoot(), compilation.GetSemanticModel(tree)));
        }

        Assert.NotEmpty(used);
        Assert.Equal(used, asked);
    }

    private static IEnumerable<string> Asked(string text)
    {
        var record = "";
        foreach (Match row in Row().Matches(text))
            yield return row.Groups["type"].Success ? record = row.Groups["type"].Value : $"{record}.{row.Groups["name"].Value}";
    }

    private static IEnumerable<string> Used(SyntaxNode root, SemanticModel model)
    {
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case SizeOfExpressionSyntax size when IsRaw(model.GetTypeInfo(size.Type).Type):
                    yield return size.Type.ToString();
                    break;
                case MemberAccessExpressionSyntax access when Path(access, model) is var (type, path) && !(access.Parent is MemberAccessExpressionSyntax outer && outer.Expression == access && IsOfRaw(outer, model)):
                    yield return type.Name;
                    // Bitfields, and what is inside of an anonymous member, are properties.
                    if (model.GetSymbolInfo(access).Symbol is IFieldSymbol or IPropertySymbol { ReturnsByRef: true })
                        yield return $"{type.Name}.{path}";
                    break;
                case VariableDeclarationSyntax declared when IsRaw(model.GetTypeInfo(declared.Type).Type):
                    yield return model.GetTypeInfo(declared.Type).Type!.Name;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The record that an access begins with, and all members behind it.</summary>
    private static (ITypeSymbol Type, string Path)? Path(MemberAccessExpressionSyntax access, SemanticModel model)
    {
        if (!IsOfRaw(access, model))
            return null;
        // C# refuses a member with the name of its type.
        var name = access.Name.Identifier.ValueText.TrimStart('_');
        return access.Expression is MemberAccessExpressionSyntax inner && access.IsKind(SyntaxKind.SimpleMemberAccessExpression) && Path(inner, model) is var (type, path)
            ? (type, $"{path}.{name}")
            : (model.GetSymbolInfo(access).Symbol!.ContainingType, name);
    }

    private static bool IsOfRaw(MemberAccessExpressionSyntax access, SemanticModel model) =>
        model.GetSymbolInfo(access).Symbol is (IFieldSymbol or IPropertySymbol) and { IsStatic: false } member && IsRaw(member.ContainingType);

    private static bool IsRaw(ITypeSymbol? type) => type is { TypeKind: TypeKind.Struct, ContainingNamespace.Name: "Raw" };

    private static ImmutableArray<GeneratedFile> Files(OwnershipModel model)
    {
        var diagnostics = new DiagnosticBag();
        var files = Emitter.Emit(model, null, diagnostics);
        Assert.False(diagnostics.HasErrors);
        return files;
    }

    [GeneratedRegex(@"new\(""(?<name>[^""]+)"", \d+, \d+(, sizeof\(@?(?<type>\w+)\))?")]
    private static partial Regex Row();
}
