using System.Collections.Immutable;
using BindGen.Check.Btf;
using BindGen.Check.Layouts;
using BindGen.Diagnostics;
using BindGen.Model;

namespace BindGen.Tests.Check.Btf;

/// <summary>An API with every form that BTF can describe, and the BTF of it.</summary>
internal static class SmallApi
{
    private static readonly CBuiltinType Int = new(CBuiltin.Int);
    private static readonly CBuiltinType UInt = new(CBuiltin.UInt);

    public static CApi Api { get; } = new(
        new CTarget("x86_64-linux-gnu", "linux 9.9.1", HasExportTable: false),
        ["small.h"],
        [
            Record("plain", 1, 24, 8, Field("count", Int, 0), Field("next", new CPointerType(new CNamedType(CTag.Struct, "plain")), 64), Field("text", new CArrayType(new CBuiltinType(CBuiltin.Char), 8), 128)),
            Record("bits", 2, 8, 4, Bits("low", 0, 3), Bits("high", 3, 5), Field("rest", UInt, 32)),
            Record("outer", 3, 16, 4, Field("", Named(CTag.Union, "outer.anon0"), 0), Field("inner", new CArrayType(Named(CTag.Struct, "outer.inner"), 2), 32)),
            new CRecord("outer.anon0", Place(4), true, 4, 4, [Field("whole", UInt, 0), Bits("part", 4, 7)]),
            Record("outer.inner", 5, 4, 2, Field("a", new CBuiltinType(CBuiltin.Short), 0), Field("b", new CBuiltinType(CBuiltin.Short), 16)),
            Record("typedef.pair_t", 6, 16, 8, Field("first", new CBuiltinType(CBuiltin.Double), 0), Field("second", new CNamedType(CTag.Typedef, "pair_number"), 64)),
            Record("elsewhere", 7, 4, 4, Field("a", Int, 0)),
            new CRecord("opaque", Place(8), false, null, null, []),
        ],
        [
            new CEnum("color", Place(10), CBuiltin.Int, [new("RED", -1), new("BLUE", 7)]),
            new CEnum("wide", Place(11), CBuiltin.ULong, [new("WIDE", unchecked((long)0x8000_0000_0000_0001))]),
            new CEnum("enum.LONE", Place(12), CBuiltin.UInt, [new("LONE", 3_000_000_000)]),
            new CEnum("typedef.mode_kind", Place(13), CBuiltin.UInt, [new("MODE", 1)]),
        ],
        [
            new CTypedef("pair_t", Place(6), Named(CTag.Struct, "typedef.pair_t")),
            new CTypedef("pair_number", Place(6), new CBuiltinType(CBuiltin.ULong)),
            new CTypedef("mode_kind", Place(13), Named(CTag.Enum, "typedef.mode_kind")),
        ],
        [], [], []);

    /// <summary>With types that no record uses, so that every kind is there.</summary>
    public static BtfWriter Btf(bool isBigEndian = false, bool hasWidths = true)
    {
        var btf = new BtfWriter(isBigEndian);
        var @int = btf.Int("int", 4);
        var @uint = btf.Int("unsigned int", 4);
        var @char = btf.Int("char", 1);
        var @short = btf.Int("short", 2);
        var @long = btf.Int("unsigned long", 8);
        var @double = btf.Add(BtfKind.Float, "double", 8);
        var number = btf.Add(BtfKind.Typedef, "pair_number", btf.Add(BtfKind.Const, "", btf.Add(BtfKind.Volatile, "", btf.Add(BtfKind.TypeTag, "user", @long))));
        btf.Struct("plain", 24, ("count", @int, 0), ("next", btf.Add(BtfKind.Pointer, "", btf.Add(BtfKind.Restrict, "", @int)), 64), ("text", btf.Array(@char, 8), 128));
        if (hasWidths)
            btf.BitStruct("bits", 8, ("low", @uint, 0, 3), ("high", @uint, 3, 5), ("rest", @uint, 32, 0));
        else
            btf.Struct("bits", 8, ("low", btf.Int("", 4, 3), 0), ("high", btf.Int("", 4, 5, 1), 2), ("rest", @uint, 32));
        var part = btf.Int("", 4, 7);
        var choice = btf.Union("", 4, ("whole", @uint, 0), ("part", part, 4));
        btf.Struct("outer", 16, ("", choice, 0), ("inner", btf.Array(btf.Struct("", 4, ("a", @short, 0), ("b", @short, 16)), 2), 32));
        btf.Add(BtfKind.Typedef, "pair_t", btf.Struct("", 16, ("first", @double, 0), ("second", number, 64)));
        btf.Add(BtfKind.Forward, "elsewhere", 0);
        btf.Add(BtfKind.Forward, "opaque", 0);
        btf.Enum("color", 4, true, ("RED", -1), ("BLUE", 7));
        btf.Enum64("wide", false, ("WIDE", unchecked((long)0x8000_0000_0000_0001)));
        btf.Enum("", 4, false, ("LONE", 3_000_000_000));
        btf.Add(BtfKind.Typedef, "mode_kind", btf.Enum("", 4, false, ("MODE", 1)));
        var prototype = btf.Add(BtfKind.FunctionPrototype, "", @int, 1, false, 0, @long);
        btf.Add(BtfKind.DeclarationTag, "tag", btf.Add(BtfKind.Function, "call", prototype), data: uint.MaxValue);
        btf.Add(BtfKind.DataSection, ".data", 4, 1, false, btf.Add(BtfKind.Variable, "variable", @int, data: 1), 0, 4);
        return btf;
    }

    /// <returns>The figures and the messages of a comparison with the API.</returns>
    public static (LayoutFigures? Figures, ImmutableArray<Diagnostic> Diagnostics) Compare(byte[] file)
    {
        var diagnostics = new DiagnosticBag();
        using var stream = new MemoryStream(file);
        var figures = BtfFile.Read("vmlinux", stream, diagnostics) is { } btf ? BtfCheck.Run(Api, btf, "vmlinux", diagnostics) : null;
        return (figures, diagnostics.ToSorted());
    }

    private static CRecord Record(string name, int line, long size, long align, params CField[] fields) => new(name, Place(line), false, size, align, [.. fields]);

    private static CField Field(string name, CType type, long bit) => new(name, type, bit);

    private static CField Bits(string name, long bit, int width) => new(name, UInt, bit, width);

    private static CNamedType Named(CTag tag, string name) => new(tag, name);

    private static CLocation Place(int line) => new("small.h", line);
}
