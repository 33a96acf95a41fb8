using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Clang;

public sealed class MacroTests
{
    [LibClangFact]
    public void Every_macro_has_its_value_or_the_reason_why_it_has_none()
    {
        var macros = TestHeader.Parse(EveryMacro.Text).Macros;

        Assert.Equal(
            """
            BIT takes arguments
            INT = int 5
            NEGATIVE = int -1
            HEX = unsigned int 2147483648
            LONG_MIN_ = long -9223372036854775808
            ALL_BITS = unsigned long long 18446744073709551615
            SHIFTED = unsigned long 9223372036854775808
            LOW = unsigned long 8
            CAST = unsigned char 44
            SHORT = short -2
            YES = _Bool 1
            LETTER = int 65
            REAL = double 1.5
            SINGLE = float 0.10000000149011612
            TINY = double 1E-300
            ENDLESS = double infinity
            SIZE = unsigned long 16
            OFFSET = unsigned long 8
            COLOR = enum color 5
            ENUMERATOR = int -7
            CHOICE = int 64
            SPLIT = int 4
            TEXT = "plain"
            PARTS = "one two"
            ESCAPES = "a\u0009b\"c\\d\u000a\u0001"
            UTF8 = "grüß"
            ZERO_INSIDE = "a\u0000b"
            EMPTY_TEXT = ""
            OTHER_ENCODING is not constant
            WIDE = int "w☺f\""
            WIDE_16 = unsigned short "grüß ☺ 😀"
            WIDE_32 = unsigned int "😀\u0000a"
            WIDE_BROKEN has a type that constants do not have
            NUMBERS is not constant
            LONG_REAL has a floating type that constants do not have
            HUGE_INT = __int128 1
            HUGE_NEGATIVE = __int128 -1267650600228229401496703205383
            HUGE_UNSIGNED = unsigned __int128 340282366920938463463374607431768211455
            HUGE_CALL is not constant
            NULL_POINTER = *void 0
            NULL_RECORD = *struct pair 0
            FAILED = *void -1
            MAPPED = *const char 4294934528
            COMPOUND has a type that constants do not have
            ADDRESS is an address
            ALIAS is a function
            CALL is not constant
            READ is not constant
            UNDECLARED names what is not declared
            UNDECLARED_CALL is not constant
            TYPE is no expression
            QUALIFIER is no expression
            STORAGE is no expression
            STATEMENT is no expression
            STATEMENT_EXPRESSION is no expression
            ATTRIBUTE is no expression
            TWO is no expression
            GUARD expands to nothing
            NOTHING_ELSE is no expression
            OPEN is no expression
            OPENS_LATER is no expression
            CLOSE_ is no expression
            PAREN is no expression
            BRACES is no expression
            AFTER = int 77
            GONE is undefined again
            TWICE = int 2
            MAX takes arguments
            LARGEST = int 9
            HIDDEN = int 11
            """,
            string.Join('\n', macros.Select(macro => $"{macro.Name} {(macro.Value is { } value ? $"= {ConstantNotation.Print(value)}" : macro.Reason)}")));
    }

    [LibClangFact]
    public void Compilers_agree_with_every_value()
    {
        var assertions = ConstantAssertions.Of(TestHeader.Parse(EveryMacro.Text), EveryMacro.Text + "\n");

        Assert.NotEmpty(CCompiler.Installed());
        Assert.All(CCompiler.Installed(), compiler => compiler.AssertCompiles(assertions, ["-std=gnu11"]));
        var wrong = assertions.Replace("(LOW) == 8", "(LOW) == 9", StringComparison.Ordinal);
        var wrongReal = assertions.Replace("(REAL) == 1.5", "(REAL) == 1.6", StringComparison.Ordinal);
        foreach (var text in new[] { wrong, wrongReal })
        {
            Assert.NotEqual(assertions, text);
            Assert.All(CCompiler.Installed(), compiler => Assert.ThrowsAny<Exception>(() => compiler.AssertCompiles(text, ["-std=gnu11"])));
        }
    }

    [KernelFact("6.1")]
    public void Compilers_agree_with_linux_6_1() => AssertKernel("6.1");

    [KernelFact("6.12")]
    public void Compilers_agree_with_linux_6_12() => AssertKernel("6.12");

    /// <summary>What the questions declare is no part of the API, and an API with questions is the same as one without.</summary>
    [LibClangFact]
    public void Nothing_of_the_questions_is_in_the_model()
    {
        var api = TestHeader.Parse("#define RECORD struct hidden { int x; }\n#define VALUE sizeof(struct named { int y; })\n#define ONE 1\nint f(void);\nint v;");

        Assert.Equal(["f"], api.Functions.Select(function => function.Name));
        Assert.Equal(["v"], api.Variables.Select(variable => variable.Name));
        Assert.Empty(api.Records);
        Assert.Equal(["RECORD", "VALUE", "ONE"], api.Macros.Select(macro => macro.Name));
    }

    [LibClangFact]
    public void An_enum_is_reached_by_a_constant_of_its_type()
    {
        var header = TestHeader.Parse("enum far { NEAR = 3 };\n#define FAR ((enum far)NEAR)");

        Assert.Equal(new CIntegerConstant(new CNamedType(CTag.Enum, "far"), 3), header.Macros[0].Value);
        Assert.Single(header.Enums);
    }

    /// <summary>What is wrong with a header stays wrong and keeps its place, whatever follows it.</summary>
    [LibClangFact]
    public void Errors_of_headers_are_those_that_they_have_without_questions()
    {
        string[] broken = ["struct s {", "int f(", "int x = {", "#if 1", "int y", "/* open", "extern int (", "struct t { int x; }", "enum e { A,", "_Static_assert(0, \"\")", "int z = no_such_thing;", "#define M (\nint q[M;"];
        foreach (var text in broken)
        {
            var (plain, expected) = TestHeader.TryParse(text);
            var (asked, found) = TestHeader.TryParse("#define ONE 1\n#define TWO ONE\n" + text);

            Assert.Null(plain);
            Assert.Null(asked);
            Assert.Equal(
                expected.Select(error => (error.Message, Line: error.Span!.Value.Line + 2)),
                found.Select(error => (error.Message, error.Span!.Value.Line)));
        }
    }

    [LibClangFact]
    public void Headers_are_parsed_again_only_when_a_macro_is_hidden_or_swallows_others()
    {
        Assert.Equal(1, Rounds("#define A 1\n#define B(x) x\n#define C {\n#define D\n#define E(x) x\n#undef E\n#define F no_such_thing\n"));
        Assert.Equal(2, Rounds("#define/**/A 1\n"));
        Assert.Equal(2, Rounds("#define B {\n#define A B\n#define C 2\n"));
        Assert.Equal(1, Rounds(""));
    }

    [LibClangFact]
    public void Macros_of_other_headers_are_not_asked_about() =>
        Assert.DoesNotContain(TestHeader.Parse("#include <limits.h>\n#define MINE INT_MAX\n").Macros, macro => macro.Name != "MINE");

    [LibClangFact]
    public void Globals_have_their_type_and_their_symbol()
    {
        var request = TestHeader.Request(TestHeader.LibClang, """
            struct table { int x; };
            extern struct table one, *two;
            extern const char names[];
            extern const char names[4];
            extern __thread int each;
            static const int copied = 3;
            int defined = 5, defined;
            extern void (*hook)(int);
            static inline void f(void) { static int hidden; extern int hidden_too; }
            """) with { Exports = names => names.Where(name => name is "two" or "copied").ToDictionary(name => name, name => new CExport("vmlinux", true)) };
        var variables = TestHeader.TryParse(request).Api!.Variables;

        Assert.Equal(
            """
            2 one struct table
            2 two *struct table, exported by vmlinux
            3 names [4]const char
            5 each int, of each thread
            6 copied const int, static
            7 defined int
            8 hook *fn(int) void
            """,
            string.Join('\n', variables.Select(variable =>
                $"{variable.Location.Line} {variable.Name} {TypeNotation.Print(variable.Type)}{(variable.IsThreadLocal ? ", of each thread" : "")}{(variable.IsStatic ? ", static" : "")}{(variable.Export is { } export ? $", exported by {export.Module}" : "")}")));
    }

    private static int Rounds(string text)
    {
        var parser = new HeaderParser(TestHeader.LibClang);
        Assert.NotNull(parser.Parse(TestHeader.Request(TestHeader.LibClang, text), new DiagnosticBag()));
        return parser.Rounds;
    }

    private static void AssertKernel(string series)
    {
        var tree = KernelTree.Find(series, KernelHeaders.X64)!;
        var request = KernelHeaders.Request(series, KernelHeaders.X64, TestHeader.LibClang);
        var parser = new HeaderParser(TestHeader.LibClang);
        var api = parser.Parse(request, new DiagnosticBag())!;

        Assert.Equal(1, parser.Rounds);
        var constant = Assert.Single(api.Macros, macro => macro.Name == "IO_PGTABLE_QUIRK_ARM_NS").Value;
        Assert.Equal(new CIntegerConstant(new CBuiltinType(CBuiltin.ULong), 1), constant);
        Assert.InRange(api.Macros.Count(macro => macro.Value is not null), 15, 1000);
        var assertions = ConstantAssertions.Of(api, request.UmbrellaText);
        Assert.All(CCompiler.Installed(), compiler => compiler.AssertCompiles(assertions, CompiledLayoutTests.Arguments(tree, compiler)));
    }
}
