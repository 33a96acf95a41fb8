using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.Emit;

/// <summary>The promise that no call passes a struct where C does not look for it: compiled C is called with each shape, both ways.</summary>
public sealed class ByValueTests
{
    private const string Shapes =
        """
        struct one_float { float a; };
        struct two_floats { float a, b; };
        struct three_floats { float a, b, c; };
        struct four_floats { float a[4]; };
        struct five_floats { float a[5]; };
        struct float_array { float a[2]; float b; };
        struct one_double { double a; };
        struct two_doubles { double a, b; };
        struct three_doubles { double a, b, c; };
        struct float_then_int { float a; int b; };
        struct int_then_float { int a; float b; };
        struct double_then_int { double a; int b; };
        struct pointer_then_float { void *a; float b; };
        struct float_double { float a; double b; };
        struct short_float_double { short a; float b; double c; };
        struct chars3 { char a[3]; };
        struct bytes16 { unsigned char a[16]; };
        struct bytes17 { unsigned char a[17]; };
        struct two_longs { long a, b; };
        struct long_char { long a; char b; };
        struct truth { _Bool a; };
        struct truths { _Bool a, b; double c; };
        struct pointers { void *a; char *b; };
        struct functions { int (*a)(void); float b; };
        struct nested { struct two_floats a; struct one_double b; };
        struct deep { struct { struct { float a; } b; int c; } d; float e; };
        struct anonymous { struct { float a; float b; }; union { int c; float d; }; };
        union int_float { int a; float b; };
        union floats { float a; float b[2]; };
        union double_long { double a; long b; };
        union double_float { double a; float b; };
        union wide { double a[2]; long b; };
        union bytes_double { unsigned char a[3]; double b; };
        union short_bytes { unsigned char a[5]; };
        union large { double a; char b[24]; };
        struct float_in_union { float a; union floats b; };
        struct pointer_and_union { void *a; union int_float b; };
        struct tagged { int a; union { double b; void *c; } d; };
        struct packed_in_order { int a; char b; } __attribute__((packed));
        struct packed_across { char a; int b; } __attribute__((packed));
        struct packed_float { char a; float b; } __attribute__((packed));
        struct packed_double { float a; double b; } __attribute__((packed));
        struct bits { unsigned a : 3; unsigned b : 20; };
        struct bits_and_float { unsigned a : 8; unsigned b : 16; float c; };
        struct bits_then_double { int a : 16; double b; };
        struct wide_bits { unsigned long a : 40; unsigned long b : 48; };
        struct unnamed_bits { float a; int : 32; float b; };
        struct gap_of_bits { int : 16; short a; float b; };
        struct gap_before_bits { float a; int : 32; long b; };
        struct bits_in_integers { unsigned a : 4; unsigned : 4; unsigned b : 8; short c; long d; };
        struct hidden_bits { char a; int : 8; short : 8; int b; float c; };
        struct hidden_behind { float a; char b; int : 8; float c; };
        struct bits_at_the_end { long a; int b; int : 32; };
        struct bits_alone { double a; long : 64; };
        struct bits_below_float { struct { int : 8; char a; } b; float c; float d; int : 8; };
        struct moved_float { char a; float b __attribute__((aligned(8))); };
        struct moved_char { float a; char b __attribute__((aligned(8))); };
        struct unit { char a; int : 0; char b; float c; };
        struct padded { float a; } __attribute__((aligned(8)));
        struct padded16 { float a, b, c; char d; } __attribute__((aligned(8)));
        struct less_aligned { long a; } __attribute__((packed, aligned(4)));
        struct aligned16 { int a; } __attribute__((aligned(16)));
        struct aligned32 { long a[8]; } __attribute__((aligned(32)));
        struct flexible { long a; char b[]; };
        struct zero_length { long a; float b[0]; };
        struct empty { };
        struct quad { __int128 a; };
        struct extended { long double a; };
        struct complex { float _Complex a; };
        """;

    private const int Seed = 20261120;
    private const int Count = 120;

    private static readonly string[] Refused = ["unnamed_bits", "gap_before_bits", "bits_alone", "bits_below_float", "aligned16", "aligned32", "flexible", "zero_length", "empty", "quad", "extended", "complex"];

    [LibClangFact]
    public void Structs_of_many_shapes_are_passed_as_C_passes_them()
    {
        var types = Shapes.Split('\n').Select(line => string.Join(' ', line.Split(' ').Take(2))).ToList();
        Check(Shapes, types, library => Assert.Equal(Refused, library.LeftOut.Select(type => type.Split(' ')[1])));
    }

    [LibClangFact]
    public void Structs_by_chance_have_the_layout_of_C_and_are_passed_as_C_passes_them()
    {
        var records = new RandomRecords(Seed);
        Check(records.Write(Count), records.Types, library =>
        {
            Assert.Equal([], RawLayoutTests.Differences(library.Raw));
            Assert.Equal([], BitfieldProbe.Differences(library.Raw));
            Assert.InRange(library.LeftOut.Count, 1, records.Types.Count / 2);
        });
    }

    private static string? Definition(string records, string difference) =>
        Array.Find(records.Split('\n'), line => line.StartsWith(string.Join(' ', difference.Split(' ').Take(2)) + " {", StringComparison.Ordinal));

    private static void Check(string records, IReadOnlyList<string> types, Action<ByValueLibrary> check)
    {
        foreach (var compiler in CCompiler.Installed().DistinctBy(compiler => compiler.IsGcc))
        {
            using var library = new ByValueLibrary(compiler, records, types);
            check(library);
            Assert.Equal([], library.Differences().Select(difference => $"{difference}: {Definition(records, difference)} {compiler.Path}"));
        }
    }
}
