using System.Collections.Immutable;
using BindGen.Check.Compiled;
using BindGen.Check.Layouts;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Tests.Clang;
using VerifyXunit;
using Xunit;
using CheckedCompiler = BindGen.Check.Compiled.CCompiler;

namespace BindGen.Tests.Check.Compiled;

/// <summary>A compiler of this machine is asked about headers; which one does not matter, so every test asks all.</summary>
public sealed class CompiledCheckTests
{
    /// <summary>Every record of the text but the one that only a pointer reaches, with those inside others.</summary>
    private const int ExpectedRecords = 21;

    private const string ManyForms = """
        typedef unsigned u32;
        struct bits { unsigned a : 3; unsigned : 2; int b : 4; unsigned : 0; _Bool c : 1; unsigned short d : 7; unsigned long e : 40, f : 20; };
        struct packed_bits { char a; u32 b : 7, c : 13; unsigned long d : 33; } __attribute__((packed));
        struct line { char a; } __attribute__((__aligned__(64)));
        struct two { char a; struct line b; struct { u32 x : 9; union { long y; struct { u32 z : 4, w : 6; }; }; } m, n[3][2]; };
        struct none {}; struct flex { int n; struct { u32 a : 4; int b; } rows[]; }; struct zero { long a; struct none b; struct { u32 c : 2; } d[0]; };
        union u { char a[5]; double b; struct { u32 c : 1, d : 30; }; unsigned __int128 e; };
        typedef struct { long double a; float c __attribute__((vector_size(16))); enum { X = -1, Y = 0x7fffffff } d : 32; } mixed_t;
        typedef struct { int only; } *behind_pointer;
        typedef enum { KIND_A, KIND_B } kind_t;
        enum negative { N = -1 }; enum wide { W = 0x8000000000000000ul }; enum small { S = 200 } __attribute__((packed));
        typedef struct { union { void *kernel; long user; }; struct { u32 flag : 3; } state; } either_t;
        struct hidden { int current; int line; };
        struct holds { enum small a; kind_t b; behind_pointer c; struct { char in; } in; };
        #define current no_such_member
        #define N -7
        """;

    [LibClangFact]
    public void Every_compiler_agrees_with_what_was_captured()
    {
        var api = TestHeader.Parse(ManyForms);

        foreach (var compiler in Installed.Value)
        {
            var (figures, diagnostics) = Check(api, compiler);

            Assert.Empty(diagnostics);
            Assert.Equal((0, 0, 1), (figures!.Differ, figures.OnlyHere, figures.Unnamed));   // what only a pointer reaches has no name
            Assert.Equal(ExpectedRecords, figures.Records);
            Assert.Equal(5, figures.Enums);
        }
    }

    [LibClangFact]
    public Task Every_difference_names_the_member_and_both_figures()
    {
        var api = TestHeader.Parse(ManyForms);
        var wrong = api with
        {
            Records =
            [
                .. api.Records.Select(record => record.Name switch
                {
                    "bits" => Change(record, "b", field => field with { BitOffset = field.BitOffset + 1, BitWidth = 5 }),
                    "line" => record with { Size = 32, Align = 16 },
                    "two.m" => Change(record with { Align = 4 }, "x", field => field with { BitWidth = 10 }),
                    "u" => Change(record, "a", field => field with { Type = new CArrayType(new CBuiltinType(CBuiltin.Char), 6) }),
                    "typedef.mixed_t" => Change(record, "c", field => field with { BitOffset = field.BitOffset + 128 }),
                    "hidden" => Change(record, "line", field => field with { Name = "no_such" }),
                    "none" => record with { Name = "no_such_record" },
                    _ => record,
                }),
            ],
            Enums =
            [
                .. api.Enums.Select(@enum => @enum.Name switch
                {
                    "negative" => @enum with { Values = [new CEnumerator("N", 5), new CEnumerator("NO_SUCH", 1)] },
                    "small" => @enum with { Underlying = CBuiltin.Int },
                    _ => @enum,
                }),
            ],
        };

        var texts = Installed.Value.Select(compiler => Check(wrong, compiler).Diagnostics).Select(found =>
            string.Join("\n", found.Select(item => $"{item.Span}: {WithoutWords(item.Message)}"))).Distinct().ToList();

        Assert.All(texts, text => Assert.Equal(texts[0], text));
        return Verifier.Verify(texts[0]).UseDirectory("Snapshots");
    }

    [LibClangFact]
    public void A_header_that_does_not_compile_is_its_own_finding()
    {
        var api = TestHeader.Parse("struct s { int a; };");

        foreach (var compiler in Installed.Value)
        {
            var (figures, diagnostics) = Check(api, compiler, "struct s { int a; };\nint broken(;\n");

            Assert.Null(figures);
            Assert.All(diagnostics, item => Assert.Equal(DiagnosticKinds.HeaderError, item.Kind));
            Assert.Contains(diagnostics, item => item.Span!.Value.ToString().EndsWith("layout.c(3,1)", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("no-such-compiler", "there is no such program")]
    [InlineData("true", "it does not answer to -dumpmachine, as C compilers do")]
    public void A_program_that_is_no_compiler_is_refused(string program, string why)
    {
        var diagnostics = new DiagnosticBag();

        Assert.Null(CheckedCompiler.Find(program, diagnostics));
        Assert.Equal([(DiagnosticKinds.UnusableCompiler, $"'{program}' cannot be used: {why}")], diagnostics.ToSorted().Select(item => (item.Kind, item.Message)));
    }

    [Fact]
    public void A_gcc_for_another_machine_is_refused_and_gets_no_option_of_clang()
    {
        var gcc = new CheckedCompiler("gcc", IsClang: false, "x86_64-linux-gnu", "/include");
        var diagnostics = new DiagnosticBag();

        Assert.Equal(["-x", "c", "-O1"], gcc.Adapt(["-x", "c", "--target=x86_64-linux-gnu", "-resource-dir", "/r", "-O1"], "x86_64-pc-linux-gnu", diagnostics)!.Value.AsEnumerable());
        Assert.Empty(diagnostics.ToSorted());
        Assert.Null(gcc.Adapt([], "aarch64-linux-gnu", diagnostics));
        Assert.Equal([DiagnosticKinds.UnusableCompiler], diagnostics.ToSorted().Select(item => item.Kind));
        Assert.Equal(["--target=aarch64-linux-gnu"], (gcc with { IsClang = true }).Adapt(["--target=aarch64-linux-gnu"], "aarch64-linux-gnu", diagnostics)!.Value.AsEnumerable());
    }

    private static CRecord Change(CRecord record, string name, Func<CField, CField> change) =>
        record with { Fields = [.. record.Fields.Select(field => field.Name == name ? change(field) : field)] };

    private static readonly Lazy<IReadOnlyList<CheckedCompiler>> Installed = new(() =>
    {
        var diagnostics = new DiagnosticBag();
        var found = BindGen.Tests.Clang.CCompiler.Installed().Select(compiler => CheckedCompiler.Find(compiler.Path, diagnostics)).OfType<CheckedCompiler>().ToList();
        Assert.Empty(diagnostics.ToSorted());
        Assert.NotEmpty(found);
        return found;
    });

    private static (LayoutFigures? Figures, ImmutableArray<Diagnostic> Diagnostics) Check(CApi api, CheckedCompiler compiler, string text = ManyForms)
    {
        var diagnostics = new DiagnosticBag();
        var figures = CompiledCheck.Run(api, compiler, new CheckedHeaders(text, ".", TestHeader.Target.Triple, _ => ["-std=gnu11"]), diagnostics);
        return (figures, diagnostics.ToSorted());
    }

    /// <summary>Without the compiler's name and its own words.</summary>
    private static string WithoutWords(string message)
    {
        foreach (var compiler in Installed.Value)
        {
            message = message.Replace($"in {compiler.Name} ", "in CC ", StringComparison.Ordinal);
            if (message.IndexOf($": {compiler.Name} says: ", StringComparison.Ordinal) is >= 0 and var at)
                message = $"{message[..at]}: CC says: …";
        }
        return message;
    }
}
