using Xunit;

namespace BindGen.Tests.Clang;

public sealed class NamingTests
{
    [LibClangFact]
    public void A_typedef_names_the_record_or_enum_that_it_holds()
    {
        var api = TestHeader.Parse("typedef struct { int a; } A, *B; typedef union { int b; } *only_pointer; typedef enum { E1 } kind;");

        Assert.Equal("struct typedef.A", api.Typedef("A"));
        Assert.Equal("*struct typedef.A", api.Typedef("B"));
        Assert.Equal("*union typedef.only_pointer", api.Typedef("only_pointer"));
        Assert.Equal("enum typedef.kind", api.Typedef("kind"));
        Assert.Equal(["typedef.A", "typedef.only_pointer"], api.Records.Select(record => record.Name));
    }

    [LibClangFact]
    public void A_member_names_the_type_that_stands_in_it()
    {
        var api = TestHeader.Parse("struct s { struct { int a; } m, *again; union { int b; } array[2], (*function)(void); enum { E } e : 3; };");

        Assert.Equal(
            "40/8 { 0 m struct s.m; 64 again *struct s.m; 128 array [2]union s.array; 192 function *fn() union s.array; 256:3 e enum s.e }",
            api.Layout("s"));
    }

    [LibClangFact]
    public void A_member_of_an_anonymous_member_is_named_by_where_c_promotes_it()
    {
        var api = TestHeader.Parse("struct cfg { int a; union { struct { int b; } first; struct { struct { int c; } second; }; }; struct { int d; }; };");

        Assert.Equal(
            ["cfg", "cfg.anon0", "cfg.anon0.anon0", "cfg.anon1", "cfg.first", "cfg.second"],
            api.Records.Select(record => record.Name).Order(StringComparer.Ordinal));
    }

    [LibClangFact]
    public void A_nested_record_with_a_tag_keeps_it() =>
        Assert.Equal(
            ["inner", "outer", "unused"],
            TestHeader.Parse("struct outer { struct inner { int a; } m; struct unused { int b; }; };").Records.Select(record => record.Name));

    [LibClangFact]
    public void An_enum_that_nothing_names_is_named_by_its_first_constant()
    {
        var api = TestHeader.Parse("enum { LOOSE = 1 }; typedef int next; struct s { enum { INSIDE, OTHER }; int x; };");

        Assert.Equal(["enum.INSIDE", "enum.LOOSE"], api.Enums.Select(item => item.Name));
        Assert.Equal("int", api.Typedef("next"));
    }

    [LibClangFact]
    public void A_name_does_not_depend_on_who_asks_first()
    {
        var api = TestHeader.Parse("""
            struct late { struct { int a; } m; };
            typedef struct { int b; } T;
            typedef __typeof__(((struct late *)0)->m) first_to_ask;
            __typeof__((T){0}) f(void);
            """);

        Assert.Equal("struct late.m", api.Typedef("first_to_ask"));
        Assert.Equal("() struct typedef.T", api.Signature("f"));
    }

    [LibClangFact]
    public void Variables_results_and_places_name_what_is_left()
    {
        var api = TestHeader.Parse("""
            extern struct { int a; } v;
            __typeof__(v) *get(void);
            struct { int b; } make(void);
            void useless(struct { int c; } *p);
            """, "-Wno-visibility");

        Assert.Equal("() *struct variable.v", api.Signature("get"));
        Assert.Equal("() struct function.make", api.Signature("make"));
        Assert.Equal("(p *struct unnamed.test_h.4.14) void", api.Signature("useless"));
    }
}
