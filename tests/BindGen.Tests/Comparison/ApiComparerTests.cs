using System.Collections.Immutable;
using BindGen.Comparison;
using BindGen.Model;
using BindGen.Tests.Emit;
using BindGen.Tests.Model;
using Xunit;

namespace BindGen.Tests.Comparison;

public sealed class ApiComparerTests
{
    private static CApi Api => EveryDeclaration.Api;

    [Fact]
    public void The_same_api_has_no_changes()
    {
        var comparison = ApiText.Compare(Api, Api);

        Assert.Empty(comparison.Changes);
        Assert.Equal(0, comparison.Moved);
    }

    [Fact]
    public void What_only_moved_is_counted_and_is_no_change()
    {
        var moved = Api with
        {
            Functions = Api.Functions.SetItem(0, Api.Functions[0] with { Location = new CLocation("other.h", 1) }),
            Enums = [.. Api.Enums.Select(@enum => @enum with { Location = @enum.Location with { Line = @enum.Location.Line + 1 } })],
        };

        var comparison = ApiText.Compare(Api, moved);

        Assert.Empty(comparison.Changes);
        Assert.Equal(1 + Api.Enums.Length, comparison.Moved);
    }

    [Fact]
    public void Every_fact_of_a_declaration_counts()
    {
        CApi[] variants =
        [
            .. Api.Functions.SelectMany(Variants, (function, variant) => Api with { Functions = Api.Functions.Replace(function, variant) }),
            .. Api.Variables.SelectMany(Variants, (variable, variant) => Api with { Variables = Api.Variables.Replace(variable, variant) }),
            .. Api.Typedefs.Where(typedef => typedef.Type is not CNamedType).Select(typedef => Api with { Typedefs = Api.Typedefs.Replace(typedef, typedef with { Type = new CPointerType(typedef.Type) }) }),
            .. Api.Macros.Where(macro => macro.Kind != CMacroKind.NotConstant).Select(macro => Api with { Macros = Api.Macros.Replace(macro, macro with { Kind = CMacroKind.NotConstant, Value = null }) }),
            .. Api.Enums.Where(@enum => !@enum.Values.IsEmpty)
                .Select(@enum => Api with { Enums = Api.Enums.Replace(@enum, @enum with { Values = @enum.Values.Add(new CEnumerator("ADDED", 77)) }) }),
            .. Api.Records.Where(record => record.IsComplete && !RecordMember.IsPartOfAnother(record.Name))
                .SelectMany(Variants, (record, variant) => Api with { Records = Api.Records.Replace(record, variant) }),
        ];

        Assert.All(variants, variant => Assert.Single(ApiText.Compare(Api, variant).Changes));
        Assert.All(variants, variant => Assert.Single(ApiText.Compare(variant, Api).Changes));
    }

    [Theory]
    [MemberData(nameof(KernelModel.Captures), MemberType = typeof(KernelModel))]
    public void A_kernel_does_not_differ_from_itself(string capture) => Assert.Empty(ApiText.Compare(KernelModel.Api(capture), KernelModel.Api(capture)).Changes);

    [Fact]
    public void What_is_new_one_way_is_gone_the_other_way()
    {
        var (forward, back) = (ApiText.Compare(KernelModel.Api("6.1"), KernelModel.Api("6.12")), ApiText.Compare(KernelModel.Api("6.12"), KernelModel.Api("6.1")));

        Assert.Equal(Names(forward, ChangeKind.Added), Names(back, ChangeKind.Removed));
        Assert.Equal(forward.Unchanged, back.Unchanged);
        Assert.Equal(forward.Moved, back.Moved);
        Assert.Equal(Members(forward, "is new: "), Members(back, "is gone: "));

        // What was a macro and is an enumerator has an entry of its own only where it is the macro.
        var enumerators = forward.Changes.Count(change => change.Details.Any(detail => detail.Text.StartsWith("was a macro, is an enumerator", StringComparison.Ordinal)));
        Assert.Equal(Names(forward, ChangeKind.Changed).Count() - enumerators, Names(back, ChangeKind.Changed).Count());
        Assert.Equal(Names(forward, ChangeKind.Removed).Count() + enumerators, Names(back, ChangeKind.Added).Count());
    }

    [Fact]
    public void A_struct_that_became_a_union_is_one_change() => Assert.Equal(
        ["Changed Record plain: was a struct, is a union [Breaking, Unaffected, Breaking]"],
        ApiText.Lines(ApiText.Compare(Api, Api with { Records = [.. Api.Records.Select(record => record.Name == "plain" ? record with { IsUnion = true } : record)] })));

    [Fact]
    public void An_unnamed_enum_keeps_its_identity_when_another_enumerator_is_first() => Assert.Equal(
        ["Changed Enum enum.A: 'A' is new, 0 [Compatible, Unaffected, Unaffected]"],
        ApiText.Lines(ApiText.Compare("enum enum.B\n: unsigned int\nB = 1", "enum enum.A\n: unsigned int\nA = 0\nB = 1")));

    [Fact]
    public void Members_that_moved_alike_are_one_finding() => Assert.Equal(
        [
            "Changed Record s: 'b' was at 4, is at 8, and 1 more member as far [Compatible, Unaffected, Breaking]",
            "Changed Record s: its size was 12 bytes, is 16 bytes [Compatible, Unaffected, Breaking]",
            "Changed Record s: member 'n' is new: 'int' [Compatible, Unaffected, Unaffected]",
        ],
        ApiText.Lines(ApiText.Compare("struct s\nsize 12 align 4\n0 a int\n4 b int\n8 c int", "struct s\nsize 16 align 4\n0 a int\n4 n int\n8 b int\n12 c int")));

    [Fact]
    public void A_parameter_that_left_its_place_is_not_renamed() => Assert.Equal(
        [
            "Changed Function f: parameter 'a' is gone [Breaking, Unaffected, Breaking]",
            "Changed Function f: parameter 'c' is new [Breaking, Unaffected, Breaking]",
        ],
        ApiText.Lines(ApiText.Compare("function f\n(a int, b *char) void", "function f\n(b *char, c int) void")));

    private static IEnumerable<string> Names(ApiComparison comparison, ChangeKind kind) =>
        comparison.Changes.Where(change => change.Kind == kind).Select(change => change.Name).Order(StringComparer.Ordinal).Where(name => kind != ChangeKind.Removed || !name.StartsWith("BUS_NOTIFY", StringComparison.Ordinal));

    private static IEnumerable<string> Members(ApiComparison comparison, string what) => comparison.Changes
        .SelectMany(change => change.Details.Where(detail => detail.Text.Contains(what, StringComparison.Ordinal)), (change, detail) => $"{change.Name}.{detail.Text.Split('\'')[1]}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<CFunction> Variants(CFunction function) =>
    [
        function with { Result = new CPointerType(function.Result) },
        function with { Parameters = function.Parameters.Add(new CParameter("added", new CBuiltinType(CBuiltin.Int))) },
        function with { IsVariadic = !function.IsVariadic },
        function with { Linkage = function.Linkage == CLinkage.Inline ? CLinkage.External : CLinkage.Inline },
        .. function.HasSymbol ? [function with { Label = "other" }, function with { Export = new CExport("other", true) }] : Array.Empty<CFunction>(),
        .. function.Parameters.Select(parameter => function with { Parameters = function.Parameters.Replace(parameter, parameter with { Name = "renamed" }) }),
    ];

    private static IEnumerable<CVariable> Variants(CVariable variable) =>
    [
        variable with { Type = new CPointerType(variable.Type) },
        variable with { IsThreadLocal = !variable.IsThreadLocal },
        variable with { IsStatic = !variable.IsStatic },
    ];

    private static IEnumerable<CRecord> Variants(CRecord record) =>
    [
        record with { Size = record.Size + 8 },
        record with { Align = record.Align * 2 },
        record with { Size = null, Align = null, Fields = [] },
        .. record.Fields.Where(field => field.Name.Length > 0).Select(field => record with { Fields = record.Fields.Remove(field) }),
        .. record.Fields.Where(field => field.Name.Length > 0).Select(field => record with { Fields = record.Fields.Replace(field, field with { Type = new CPointerType(field.Type) }) }),
    ];
}
