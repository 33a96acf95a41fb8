using BindGen.Emit;
using BindGen.Model;
using BindGen.Tests.Clang;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BindGen.Tests.Emit;

/// <summary>Names that C allows and that mean something else in C#, or the same twice.</summary>
public sealed class RawNamesTests
{
    private const string Header =
        """
        struct Methods { int Methods; };
        struct Int128 { __int128 a; unsigned __int128 b; };
        struct Half { _Float16 a; };
        struct Span { int Span; int items[]; };
        struct NativeTypeName { const char *a; };
        struct Bitfield { unsigned Bitfield : 3; unsigned Unsafe : 3; };
        struct Unsafe { int MemoryMarshal; char Unsafe[]; };
        struct Flags { int System; };
        enum System { FIRST = 1, value__ = 2, GetType = 4, GetHashCode_ = 8 };
        struct StructLayout { struct { int a : 3; }; };
        struct FieldOffset { union { int FieldOffset; float b; }; };
        struct LayoutKind { char a; } __attribute__((packed));
        struct object { int Equals, GetHashCode, ToString, GetType, MemberwiseClone, Finalize, ReferenceEquals; };
        struct hidden { struct { int ToString; int hidden; unsigned Equals : 2; int GetType[2]; }; };
        struct generated { unsigned bits : 3; int _bitfield0; int __bitfield0_e__FixedBuffer; int list[2]; int _list_e__FixedBuffer; struct { int a; }; int Anonymous; int _Anonymous_e__Struct; };
        struct twice { struct { int a; }; struct { int b; } Anonymous; union { int c; }; };
        struct words { int string; int class; int event; int field; int value; int var; int record; int get; int set; };
        struct record { int a; }; struct var { int a; }; struct string { int a; }; struct dynamic { int a; };
        struct pair { int a; };
        typedef struct { int b; } pair;
        struct pair_typedef { int c; };
        enum { LONELY };
        struct Enum_LONELY { int a; };
        int uses(struct pair *a, pair *b, struct pair_typedef *c, struct dynamic *d, enum System e);
        int Methods(int arg1, int);
        int Equals(void *a, void *b);
        void Finalize(void);
        int GetHashCode(void);
        int ToString(void);
        int unnamed(int arg1, int, int arg0_);
        int operator(int string, int ref);
        """;

    [LibClangFact]
    public void What_collides_gets_another_name_and_compiles_without_a_warning()
    {
        var api = TestHeader.Parse(Header);
        var found = RawAssembly.Compile(KernelModel.Raw(api)).GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning);
        Assert.Equal([], found.Select(RawAssembly.Describe));

        using var raw = new RawAssembly(api);
        Assert.Equal([], RawLayoutTests.Differences(raw));
    }

    [LibClangFact]
    public void The_new_name_depends_on_nothing_but_the_header()
    {
        var index = new ApiIndex(TestHeader.Parse(Header));
        var names = new RawNames(index);

        Assert.Equal("Methods_", names.Simple(CTag.Struct, "Methods"));
        Assert.Equal("Span_", names.Simple(CTag.Struct, "Span"));
        Assert.Equal("pair", names.Simple(CTag.Struct, "pair"));
        Assert.Equal("pair_typedef", names.Simple(CTag.Struct, "pair_typedef"));
        Assert.Equal("pair_typedef_", names.Simple(CTag.Struct, "typedef.pair"));
        Assert.Equal("Enum_LONELY_", names.Simple(CTag.Enum, "enum.LONELY"));
        Assert.Equal("ToString_", names.Member(index.Record(CTag.Struct, "hidden")!, "ToString"));
        Assert.Equal("_hidden", names.Member(index.Record(CTag.Struct, "hidden")!, "hidden"));
        Assert.Equal("Anonymous", names.Member(index.Record(CTag.Struct, "generated")!, "Anonymous"));
        Assert.Equal("_bitfield0_", names.Storage(index.Record(CTag.Struct, "generated")!, 0));
        Assert.Equal("Finalize_", names.Function("Finalize"));
        Assert.Equal("@operator", names.Function("operator"));
    }
}
