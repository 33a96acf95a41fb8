using Xunit;

namespace BindGen.Tests.Clang;

public sealed class LayoutTests
{
    [LibClangFact]
    public void Members_have_the_offsets_of_the_compiler() =>
        Assert.Equal("24/8 { 0 a char; 32 b int; 64 c *void; 128 d short }", TestHeader.Parse("struct s { char a; int b; void *c; short d; };").Layout("s"));

    [LibClangFact]
    public void Unions_begin_at_zero()
    {
        var api = TestHeader.Parse("union u { char a; double b; struct { long c, d; } e; };");

        Assert.True(api.Record("u").IsUnion);
        Assert.Equal("16/8 { 0 a char; 0 b double; 0 e struct u.e }", api.Layout("u"));
    }

    [LibClangFact]
    public void Bitfields_have_widths_and_unnamed_ones_have_no_name() =>
        Assert.Equal(
            "12/4 { 0:3 a unsigned int; 3:2 _ unsigned int; 5:4 b int; 32:0 _ unsigned int; 32:1 c _Bool; 33:31 _ int; 64:7 d unsigned short }",
            TestHeader.Parse("struct s { unsigned a : 3; unsigned : 2; int b : 4; unsigned : 0; _Bool c : 1; int : 31; unsigned short d : 7; };").Layout("s"));

    [LibClangFact]
    public void A_bitfield_may_have_the_name_of_its_type() =>
        Assert.Equal("4/4 { 0:4 _ u32; 4:4 u32 u32 }", TestHeader.Parse("typedef unsigned u32; struct s { u32 : 4; u32 u32 : 4; };").Layout("s"));

    [LibClangFact]
    public void Packed_and_aligned_may_come_together() =>
        Assert.Equal(
            "8/4 { 0 a char; 8 b int; 40 c short }",
            TestHeader.Parse("struct s { char a; int b; short c; } __attribute__((packed, aligned(4)));").Layout("s"));

    [LibClangFact]
    public void Attributes_after_the_brace_and_alignment_above_16_count()
    {
        var api = TestHeader.Parse("""
            struct line { char a; } __attribute__((__aligned__(64)));
            struct two { char a; struct line b; int c __attribute__((aligned(128))); };
            """);

        Assert.Equal("64/64 { 0 a char }", api.Layout("line"));
        Assert.Equal("256/128 { 0 a char; 512 b struct line; 1024 c int }", api.Layout("two"));
    }

    [LibClangFact]
    public void A_record_without_a_tag_is_aligned_as_its_typedef()
    {
        var api = TestHeader.Parse("typedef struct { char a; int b; } wide __attribute__((aligned(16))), other; struct holder { wide w; other o; };");

        Assert.Equal("8/16 { 0 a char; 32 b int }", api.Layout("typedef.wide"));
        Assert.Equal("16/16 { 0 w wide; 64 o other }", api.Layout("holder"));
    }

    [LibClangFact]
    public void A_flexible_array_has_no_count_and_no_size()
    {
        var api = TestHeader.Parse("struct flex { int n; long a[]; }; struct zero { int n; long a[0]; }; struct one { int n; long a[1]; };");

        Assert.Equal("8/8 { 0 n int; 64 a []long }", api.Layout("flex"));
        Assert.Equal("8/8 { 0 n int; 64 a [0]long }", api.Layout("zero"));
        Assert.Equal("16/8 { 0 n int; 64 a [1]long }", api.Layout("one"));
    }

    [LibClangFact]
    public void A_record_that_holds_a_flexible_one_has_offsets_too() =>
        Assert.Equal(
            "16/8 { 0 a long; 64 b struct flex }",
            TestHeader.Parse("struct flex { int n; long a[]; }; struct s { long a; struct flex b; };").Layout("s"));

    [LibClangFact]
    public void A_counted_array_keeps_the_typedef_of_its_elements()
    {
        var api = TestHeader.Parse("""
            typedef unsigned char u8;
            struct a { int n; u8 a[] __attribute__((__counted_by__(n))); };
            struct b { int n; u8 a[] __attribute__((counted_by(n))); };
            """);

        Assert.Equal("4/4 { 0 n int; 32 a []u8 }", api.Layout("a"));
        Assert.Equal("4/4 { 0 n int; 32 a []u8 }", api.Layout("b"));
    }

    [LibClangFact]
    public void An_empty_struct_has_size_zero_and_takes_no_room()
    {
        var api = TestHeader.Parse("struct none {}; struct s { int a; struct none b; int c; };");

        Assert.Equal("0/1 {  }", api.Layout("none"));
        Assert.Equal("8/4 { 0 a int; 32 b struct none; 32 c int }", api.Layout("s"));
    }

    [LibClangFact]
    public void Anonymous_members_stay_members_without_a_name()
    {
        var api = TestHeader.Parse("struct s { int a; union { long b; struct { short c; union { char d; int e; }; }; }; int f; };");

        Assert.Equal("24/8 { 0 a int; 64 _ union s.anon0; 128 f int }", api.Layout("s"));
        Assert.Equal("8/8 { 0 b long; 0 _ struct s.anon0.anon0 }", api.Layout("s.anon0"));
        Assert.Equal("8/4 { 0 c short; 32 _ union s.anon0.anon0.anon0 }", api.Layout("s.anon0.anon0"));
    }

    [LibClangFact]
    public void A_qualified_anonymous_member_has_no_name_either() =>
        Assert.Equal(
            "8/4 { 0 _ struct s.anon0; 32 _ struct s.anon1 }",
            TestHeader.Parse("struct s { const struct { int a; }; __extension__ struct { int b; }; };").Layout("s"));

    [LibClangFact]
    public void A_record_that_is_never_defined_has_no_size()
    {
        var record = TestHeader.Parse("struct hidden; void f(struct hidden *p);").Record("hidden");

        Assert.False(record.IsComplete);
        Assert.Null(record.Align);
        Assert.Empty(record.Fields);
    }

    [LibClangFact]
    public void A_record_is_complete_when_only_its_first_mention_was_not()
    {
        var api = TestHeader.Parse("struct user { void (*f)(struct late *p); }; struct late { int a; };");

        Assert.Equal("4/4 { 0 a int }", api.Layout("late"));
    }
}
