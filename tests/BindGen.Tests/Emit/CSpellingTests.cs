using BindGen.Emit;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Emit;

public sealed class CSpellingTests
{
    [Theory]
    [InlineData("*const char", "s", "const char *s")]
    [InlineData("const *const char", "s", "const char *const s")]
    [InlineData("[4][2]int", "m", "int m[4][2]")]
    [InlineData("[]u8", "tail", "u8 tail[]")]
    [InlineData("*[4]int", "p", "int (*p)[4]")]
    [InlineData("[4]*int", "p", "int *p[4]")]
    [InlineData("*fn() void", "f", "void (*f)(void)")]
    [InlineData("*fn(int, *void, ...) *struct s", "f", "struct s *(*f)(int, void *, ...)")]
    [InlineData("**fn(int) int", "f", "int (**f)(int)")]
    [InlineData("*fn(int) *fn(char) void", "f", "void (*(*f)(int))(char)")]
    [InlineData("[2]*fn() int", "f", "int (*f[2])(void)")]
    [InlineData("const *fn() int", "f", "int (*const f)(void)")]
    [InlineData("fn(int) void", "f", "void f(int)")]
    [InlineData("enum e", "x", "enum e x")]
    [InlineData("const union u", "x", "const union u x")]
    [InlineData("struct typedef.atomic_t", "x", "atomic_t x")]
    [InlineData("_Complex float", "z", "_Complex float z")]
    [InlineData("_Bool", "b", "bool b")]
    [InlineData("unsigned long long", "n", "unsigned long long n")]
    [InlineData("__builtin_va_list", "a", "__builtin_va_list a")]
    [InlineData("vector[4]float", "v", "float v __attribute__((vector_size(4 * sizeof(float))))")]
    public void A_declaration_is_spelled_as_in_C(string notation, string name, string expected) => Assert.Equal(expected, CSpelling.Print(Parse(notation), name));

    [Theory]
    [InlineData("*const char", "const char *")]
    [InlineData("*fn(int) void", "void (*)(int)")]
    [InlineData("[3]int", "int [3]")]
    [InlineData("const int", "const int")]
    public void A_type_alone_has_no_name(string notation, string expected) => Assert.Equal(expected, CSpelling.Print(Parse(notation)));

    private static CType Parse(string notation)
    {
        var rest = notation.AsSpan();
        return TypeNotation.Parse(ref rest);
    }
}
