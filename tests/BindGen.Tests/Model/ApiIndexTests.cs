using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Model;

public sealed class ApiIndexTests
{
    private static readonly CType Int = new CBuiltinType(CBuiltin.Int);

    [Fact]
    public void Declarations_are_found_by_name()
    {
        var index = new ApiIndex(EveryDeclaration.Api);

        Assert.Equal("color", index.Enum("color")!.Name);
        Assert.Equal("unnamed", index.Function("unnamed")!.Name);
        Assert.Equal("u8", index.Typedef("u8")!.Name);
        Assert.Null(index.Enum("colour"));
        Assert.Null(index.Function("Unnamed"));
        Assert.Null(index.Typedef("plain"));
    }

    [Fact]
    public void Structs_and_unions_have_names_of_their_own()
    {
        var index = new ApiIndex(EveryDeclaration.OfRecords(
            new CRecord("both", new CLocation("a.h", 1), false, 4, 4, []), new CRecord("both", new CLocation("a.h", 2), true, 8, 8, [])));

        Assert.Equal(4, index.Record(CTag.Struct, "both")!.Size);
        Assert.Equal(8, index.Record(CTag.Union, "both")!.Size);
    }

    [Fact]
    public void Chains_of_typedefs_are_followed_and_const_on_the_way_is_kept()
    {
        var index = Typedefs(("one", Int), ("two", Name("one", isConst: true)), ("three", Name("two")));

        Assert.Equal(new CBuiltinType(CBuiltin.Int, IsConst: true), index.Resolve(Name("three")));
        Assert.Equal(Int, index.Resolve(Name("one")));
        Assert.Equal(new CBuiltinType(CBuiltin.Int, IsConst: true), index.Resolve(Name("one", isConst: true)));
    }

    [Fact]
    public void A_constant_array_is_an_array_of_constants()
    {
        var index = Typedefs(("row", new CArrayType(Int, 4)), ("rows", new CArrayType(Name("row"), 2)));

        Assert.Equal(new CArrayType(new CBuiltinType(CBuiltin.Int, IsConst: true), 4), index.Resolve(Name("row", isConst: true)));
        Assert.Equal(new CArrayType(Name("row", isConst: true), 2), index.Resolve(Name("rows", isConst: true)));
    }

    [Fact]
    public void Only_the_outermost_level_is_resolved()
    {
        var index = Typedefs(("number", Int), ("pointer", new CPointerType(Name("number"))));

        Assert.Equal(new CPointerType(Name("number")), index.Resolve(Name("pointer")));
        Assert.Equal(Name("unknown"), index.Resolve(Name("unknown")));
    }

    [Fact]
    public void The_record_behind_a_pointer_is_found_through_typedefs_on_both_sides()
    {
        var index = new ApiIndex(EveryDeclaration.Api with
        {
            Typedefs =
            [
                new CTypedef("plain_t", default, new CNamedType(CTag.Struct, "plain", IsConst: true)),
                new CTypedef("plain_p", default, new CPointerType(Name("plain_t"))),
            ],
        });

        Assert.Equal("plain", index.Pointee(Name("plain_p"))!.Name);
        Assert.Equal("choice", index.Pointee(new CPointerType(new CNamedType(CTag.Union, "choice")))!.Name);
        Assert.Null(index.Pointee(Name("plain_t")));
        Assert.Null(index.Pointee(new CPointerType(Name("plain_p"))));
        Assert.Null(index.Pointee(new CPointerType(new CNamedType(CTag.Enum, "color"))));
        Assert.Null(index.Pointee(new CPointerType(new CNamedType(CTag.Struct, "unknown"))));
    }

    private static CNamedType Name(string typedef, bool isConst = false) => new(CTag.Typedef, typedef, isConst);

    private static ApiIndex Typedefs(params (string Name, CType Type)[] typedefs) =>
        new(EveryDeclaration.OfRecords() with { Typedefs = [.. typedefs.Select(typedef => new CTypedef(typedef.Name, default, typedef.Type))] });
}
