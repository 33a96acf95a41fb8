using System.Collections.Immutable;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Clang;

public sealed class FunctionTests
{
    [LibClangFact]
    public void Only_what_is_neither_static_nor_inline_has_a_symbol()
    {
        var api = TestHeader.Parse("""
            int prototype(void);
            extern int with_extern(void) __attribute__((noreturn));
            static inline int a(void) { return 1; }
            static int b(void) { return 1; }
            inline int c(void) { return 1; }
            extern inline __attribute__((gnu_inline)) int d(void) { return 1; }
            static int later(void);
            static inline int later(void) { return 1; }
            """);

        Assert.Equal(["prototype", "with_extern"], api.Functions.Where(function => function.HasSymbol).Select(function => function.Name));
        Assert.Equal(7, api.Functions.Length);
    }

    [LibClangFact]
    public void An_assembler_label_is_the_symbol_whichever_declaration_has_it()
    {
        var api = TestHeader.Parse("""
            int plain(void) __attribute__((pure));
            int seek(int) __asm__("seek64") __attribute__((nothrow));
            int late(void);
            int late(void) __asm__("late" ".v2");
            int same(void) __asm__("same");
            extern int state __asm__("state64");
            extern int table[];
            """);

        Assert.Equal(["plain", "seek64", "late.v2", "same"], api.Functions.Select(function => function.Symbol));
        Assert.Equal([null, "seek64", "late.v2", null], api.Functions.Select(function => function.Label));
        Assert.Equal(["state64", "table"], api.Variables.Select(variable => variable.Symbol));
    }

    [LibClangFact]
    public void Several_declarations_are_one_function_at_the_first_place_with_the_names_of_all()
    {
        var api = TestHeader.Parse("int f(int, char b);\nint f(int a, char);\nint f(int other, char names);\n");

        Assert.Equal("(a int, b char) int", api.Signature("f"));
        Assert.Equal(new CLocation("test.h", 1), api.Function("f").Location);
    }

    [LibClangFact]
    public void A_function_may_be_declared_through_a_typedef() =>
        Assert.Equal("(int, *char) int", TestHeader.Parse("typedef int fn(int, char *); fn f;").Signature("f"));

    [LibClangFact]
    public void Old_style_definitions_have_their_parameters() =>
        Assert.StartsWith("(a int, b *char", TestHeader.Parse("static int f(a, b) int a; char *b; { return 0; }").Signature("f"), StringComparison.Ordinal);

    [LibClangFact]
    public void A_prototype_completes_an_open_list_of_parameters() =>
        Assert.Equal("(a int) int", TestHeader.Parse("int f();\nint f(int a);").Signature("f"));

    [LibClangFact]
    public void What_a_macro_declares_stands_where_the_macro_is_used()
    {
        var api = TestHeader.Parse("#define DECLARE(name) int name##_get(void); \\\n  int name##_put(void)\n\nDECLARE(foo);\n");

        Assert.Equal(["foo_get", "foo_put"], api.Functions.Select(function => function.Name));
        Assert.All(api.Functions, function => Assert.Equal(4, function.Location.Line));
    }

    [LibClangFact]
    public void Exports_are_asked_for_once_and_only_for_what_has_a_symbol()
    {
        IReadOnlySet<string>? asked = null;
        var request = TestHeader.Request(TestHeader.LibClang, "int a(void); int b(void); static inline int c(void) { return 0; }") with
        {
            Exports = names =>
            {
                Assert.Null(asked);
                asked = names;
                return ImmutableDictionary<string, CExport>.Empty.Add("b", new CExport("vmlinux", true));
            },
        };
        var api = TestHeader.TryParse(request).Api!;

        Assert.Equal(["a", "b"], asked!.Order(StringComparer.Ordinal));
        Assert.Null(api.Function("a").Export);
        Assert.Equal(new CExport("vmlinux", true), api.Function("b").Export);
    }

    [LibClangFact]
    public void Bodies_are_not_looked_at() =>
        Assert.Single(TestHeader.Parse("static inline int f(void) { return no_such_thing + 1; }").Functions);
}
