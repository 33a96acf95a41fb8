using System.Collections.Immutable;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Model;

public sealed class ApiChangesTests
{
    private static CApi Api => EveryDeclaration.Api;

    [Fact]
    public void The_same_api_has_no_changes()
    {
        var changes = ApiChanges.Between(Api, Api);

        Assert.True(changes.IsEmpty);
        Assert.Equal(0, changes.Moved);
    }

    [Fact]
    public void What_only_moved_is_counted_and_is_no_change()
    {
        var moved = Api with
        {
            Functions = Api.Functions.SetItem(0, Api.Functions[0] with { Location = new CLocation("other.h", 1) }),
            Records = [.. Api.Records.Select(record => record with { Location = record.Location with { Line = record.Location.Line + 1 } })],
        };

        var changes = ApiChanges.Between(Api, moved);

        Assert.True(changes.IsEmpty);
        Assert.Equal(1 + Api.Records.Length, changes.Moved);
    }

    [Fact]
    public void Additions_removals_and_changes_come_in_one_order()
    {
        var after = Api with
        {
            Functions = Api.Functions.RemoveAt(0).Add(Api.Functions[0] with { Name = "zz_new" }).Add(Api.Functions[0] with { Name = "aa_new" }),
            Macros = Api.Macros.RemoveAt(1).SetItem(0, Api.Macros[0] with { Value = new CIntegerConstant(new CBuiltinType(CBuiltin.Int), 17) }),
            Variables = Api.Variables.SetItem(0, Api.Variables[0] with { IsThreadLocal = true }).RemoveAt(1),
            Typedefs = Change(Api.Typedefs, typedef => typedef.Name == "u8", typedef => typedef with { Type = new CBuiltinType(CBuiltin.Char) }),
            Enums = Change(Api.Enums, @enum => @enum.Name == "color", @enum => @enum with { Values = @enum.Values.RemoveAt(1) }),
            Records = Change(Api.Records, record => record.Name == "flags", record => record with { Fields = Widen(record.Fields) }),
        };

        Assert.Equal(
            [
                "Added function aa_new", "Added function zz_new",
                "Removed function nothing", "Removed macro sample_min", "Removed variable table",
                "Changed constant SAMPLE_MAX", "Changed enum color", "Changed struct flags", "Changed typedef u8", "Changed variable counter",
            ],
            Lines(Api, after));
    }

    [Fact]
    public void Every_fact_of_a_function_counts()
    {
        var function = Api.Functions.Single(function => function.Name == "unnamed");
        CFunction[] variants =
        [
            function with { Result = new CBuiltinType(CBuiltin.Long) },
            function with { Parameters = function.Parameters.SetItem(0, new CParameter("named", function.Parameters[0].Type)) },
            function with { IsVariadic = true },
            function with { Linkage = CLinkage.Inline },
            function with { Export = null },
            function with { Export = function.Export! with { IsGplOnly = false } },
        ];

        foreach (var variant in variants)
            Assert.Equal(["Changed function unnamed"], Lines(Api, Api with { Functions = Api.Functions.Replace(function, variant) }));
    }

    [Fact]
    public void A_struct_that_became_a_union_is_another_declaration()
    {
        var after = Api with { Records = Change(Api.Records, record => record.Name == "plain", record => record with { IsUnion = true }) };

        Assert.Equal(["Added union plain", "Removed struct plain"], Lines(Api, after));
    }

    private static string[] Lines(CApi before, CApi after) =>
        [.. ApiChanges.Between(before, after).Items.Select(change => $"{change.Kind} {change.Declaration}")];

    private static ImmutableArray<T> Change<T>(ImmutableArray<T> items, Func<T, bool> which, Func<T, T> change) =>
        [.. items.Select(item => which(item) ? change(item) : item)];

    private static ImmutableArray<CField> Widen(ImmutableArray<CField> fields) => fields.SetItem(0, fields[0] with { BitWidth = 2 });
}
