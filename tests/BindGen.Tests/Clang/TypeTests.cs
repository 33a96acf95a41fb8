using BindGen.Diagnostics;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Clang;

public sealed class TypeTests
{
    [LibClangFact]
    public void Builtin_types_are_told_apart() =>
        Assert.Equal(
            "(a _Bool, b char, c signed char, d unsigned char, e short, f unsigned short, g int, h unsigned int, i long, j unsigned long, "
            + "k long long, l unsigned long long, m __int128, n unsigned __int128, o float, p double, q long double, r __float128) void",
            TestHeader.Parse("""
                void f(_Bool a, char b, signed char c, unsigned char d, short e, unsigned short f, int g, unsigned h, long i, unsigned long j,
                    long long k, unsigned long long l, __int128 m, unsigned __int128 n, float o, double p, long double q, __float128 r);
                """).Signature("f"));

    [LibClangFact]
    public void Plain_char_is_the_same_when_it_is_unsigned() =>
        Assert.Equal("(c char) char", TestHeader.Parse("char f(char c);", "-funsigned-char").Signature("f"));

    [LibClangFact]
    public void Half_precision_vectors_and_complex_numbers_have_sizes_and_types() =>
        Assert.Equal(
            "80/16 { 0 a _Float16; 128 b vector[4]float; 256 c _Complex double; 384 d pair; 512 e *pair }",
            TestHeader.Parse("""
                typedef long pair __attribute__((ext_vector_type(2)));
                struct s { __fp16 a; float b __attribute__((vector_size(16))); _Complex double c; pair d, *e; };
                """).Layout("s"));

    [LibClangFact]
    public void Typedefs_are_kept_and_carry_their_own_const()
    {
        var api = TestHeader.Parse("typedef const int cint; typedef int num; struct s { cint a; const num b; num *const c; const num *d; };");

        Assert.Equal("const int", api.Typedef("cint"));
        Assert.Equal("24/8 { 0 a cint; 32 b const num; 64 c const *num; 128 d *const num }", api.Layout("s"));
    }

    [LibClangFact]
    public void Typedefs_with_attributes_or_parentheses_are_kept()
    {
        var api = TestHeader.Parse("""
            typedef void (stop_fn)(int) __attribute__((noreturn));
            typedef int (*call_fn)(char c);
            typedef int *__attribute__((aligned(8))) place;
            struct s { stop_fn *a; call_fn b; place c; };
            """);

        Assert.Equal("24/8 { 0 a *stop_fn; 64 b call_fn; 128 c place }", api.Layout("s"));
        Assert.Equal("fn(int) void", api.Typedef("stop_fn"));
        Assert.Equal("*fn(char) int", api.Typedef("call_fn"));
    }

    [LibClangFact]
    public void Typedefs_of_types_with_attributes_of_their_own_are_kept() =>
        Assert.Equal(
            "(a text, b windows_fn, c *char, d *fn(int) int) text",
            TestHeader.Parse("""
                typedef char *_Nullable text;
                typedef int (__attribute__((ms_abi)) *windows_fn)(int);
                text f(text a, windows_fn b, char *_Nonnull c, int (__attribute__((ms_abi)) *d)(int));
                """).Signature("f"));

    [LibClangFact]
    public void Volatile_stays_and_other_sugar_goes() =>
        Assert.Equal(
            "40/8 { 0 a volatile int; 64 b *volatile int; 128 c struct inner; 192 d const *struct inner; 256 e unsigned int }",
            TestHeader.Parse("""
                struct inner { int x; };
                struct s { volatile int a; volatile int *__restrict b; __typeof__(struct inner) c; const __typeof__(struct inner *) d; __typeof__(0u) e; };
                """).Layout("s"));

    [LibClangFact]
    public void Qualifiers_of_arrays_and_typedefs_are_those_of_the_elements()
    {
        var api = TestHeader.Parse("""
            typedef volatile int port;
            typedef int pair[2];
            struct s { port a; const port b; volatile pair c; const volatile char *volatile d; };
            void f(volatile pair a, const volatile int b[3], void (*volatile c)(void));
            """);

        Assert.Equal("24/8 { 0 a port; 32 b const port; 64 c volatile pair; 128 d volatile *const volatile char }", api.Layout("s").Replace("[2]volatile int", "volatile pair", StringComparison.Ordinal));
        Assert.Equal("(a *volatile int, b *const volatile int, c volatile *fn() void) void", api.Signature("f"));
    }

    [LibClangFact]
    public void Atomic_is_dropped_where_it_changes_nothing() =>
        Assert.Equal("16/8 { 0 a int; 64 b long }", TestHeader.Parse("struct s { _Atomic(int) a; _Atomic long b; };").Layout("s"));

    [LibClangFact]
    public void What_has_no_counterpart_becomes_bytes_with_a_note()
    {
        var (api, diagnostics) = TestHeader.TryParse("struct three { char a[3]; };\nstruct s { int first;\n  _Atomic(struct three) wide; int last; };");

        Assert.Equal("12/4 { 0 first int; 32 wide [4]unsigned char; 64 last int }", api!.Layout("s"));
        var note = Assert.Single(diagnostics);
        Assert.Equal(DiagnosticKinds.InexactDeclaration, note.Kind);
        Assert.Equal((3, 25), (note.Span!.Value.Line, note.Span.Value.Column));
    }

    [LibClangFact]
    public void Parameters_decay()
    {
        var api = TestHeader.Parse("""
            typedef int triple[3];
            typedef int handler(int);
            void arrays(int a[], const char b[4], int n, int c[n], int d[2][3], triple e, const triple f, triple *g);
            void functions(int a(char), handler b, handler *c);
            typedef void (*both)(int a[3], handler b, triple c);
            """);

        Assert.Equal("(a *int, b *const char, n int, c *int, d *[3]int, e *int, f *const int, g *triple) void", api.Signature("arrays"));
        Assert.Equal("(a *fn(char) int, b *handler, c *handler) void", api.Signature("functions"));
        Assert.Equal("*fn(*int, *handler, *int) void", api.Typedef("both"));
    }

    [LibClangFact]
    public void Variable_argument_lists_are_opaque()
    {
        var api = TestHeader.Parse("#include <stdarg.h>\nint f(const char *format, va_list arguments); int g(const char *format, ...);");

        Assert.Equal("(format *const char, arguments va_list) int", api.Signature("f"));
        Assert.Equal("(format *const char, ...) int", api.Signature("g"));
        Assert.Equal(new CBuiltinType(CBuiltin.VaList), Assert.Single(api.Typedefs, typedef => typedef.Name == "va_list").Type);
        Assert.Empty(api.Records);
    }

    [LibClangFact]
    public void A_list_of_parameters_that_is_left_out_is_open() =>
        Assert.Equal("(...) *fn(...) int", TestHeader.Parse("int (*f())();").Signature("f"));

    [LibClangFact]
    public void Int128_typedefs_of_the_compiler_are_in_no_file()
    {
        var typedef = Assert.Single(TestHeader.Parse("void f(__uint128_t x);").Typedefs);

        Assert.Equal(("__uint128_t", new CLocation("<builtin>", 0)), (typedef.Name, typedef.Location));
        Assert.Equal(new CBuiltinType(CBuiltin.UInt128), typedef.Type);
    }
}
