using System.Collections.Immutable;
using System.Numerics;
using BindGen.Model;

namespace BindGen.Tests.Model;

/// <summary>A small API by hand, with every kind of declaration and type, laid out as a C compiler for x86-64 would.</summary>
internal static class EveryDeclaration
{
    private static readonly CType Void = new CBuiltinType(CBuiltin.Void);
    private static readonly CType Bool = new CBuiltinType(CBuiltin.Bool);
    private static readonly CType Char = new CBuiltinType(CBuiltin.Char);
    private static readonly CType Short = new CBuiltinType(CBuiltin.Short);
    private static readonly CType Int = new CBuiltinType(CBuiltin.Int);
    private static readonly CType UInt = new CBuiltinType(CBuiltin.UInt);
    private static readonly CType Long = new CBuiltinType(CBuiltin.Long);
    private static readonly CType ULong = new CBuiltinType(CBuiltin.ULong);
    private static readonly CType ULongLong = new CBuiltinType(CBuiltin.ULongLong);
    private static readonly CType ConstChar = new CBuiltinType(CBuiltin.Char, IsConst: true);

    public static CApi Api { get; } = new(
        new CTarget("x86_64-linux-gnu", "sample 1.2.3", true),
        ["sample/all.h", "sample/more.h"],
        [.. Records()],
        [.. Enums()],
        [.. Typedefs()],
        [.. Functions()],
        [.. Macros()],
        [.. Variables()])
    {
        Annotations =
        [
            new(CAnnotated.Function, "sample_open", "", "owned by sample_close", At(130), 1),
            new(CAnnotated.Parameter, "sample_open", "0", "unstable \"why = \\\"so\\\"\"", At(130), 40),
            new(CAnnotated.Struct, "plain", "", "handle Plain", At(131), 8),
            new(CAnnotated.Union, "choice", "", "record Choice", At(132), 7),
            new(CAnnotated.Field, "choice", "bytes", "skip \"\"", At(133), 5),
            new(CAnnotated.Enum, "color", "", "enum Color", At(134), 6),
        ],
    };

    /// <summary>An API of nothing but records; sizes and offsets are the caller's business.</summary>
    public static CApi OfRecords(params CRecord[] records) => new(new CTarget("x86_64-linux-gnu", "", false), ["a.h"], [.. records], [], [], [], [], []);

    private static IEnumerable<CRecord> Records() =>
    [
        new("incomplete", At(10), false, null, null, []),
        new("incomplete_union", At(11), true, null, null, []),
        Struct("empty", 12, 0, 1),
        Struct("plain", 13, 24, 8, ("flag", Bool, 0), ("number", Int, 4), ("name", Pointer(ConstChar), 8), ("tail", Char, 16)),
        Struct("packed", 14, 13, 1, ("kind", Char, 0), ("address", ULongLong, 1), ("length", Int, 9)),
        Struct("over_aligned", 15, 64, 64, ("value", Int, 0)),
        new("flags", At(16), false, 16, 8,
        [
            new("ready", UInt, 0, 1),
            new("mode", UInt, 1, 3),
            new("", UInt, 4, 4),
            new("level", Int, 8, 5),
            new("kind", Named(CTag.Enum, "color"), 13, 2),
            new("is_open", Bool, 15, 1),
            new("", UInt, 32, 0),
            new("first", UInt, 32, 1),
            new("wide", ULongLong, 64, 57),
            new("delta", Long, 121, 7),
        ]),
        new("whole_bits", At(17), false, 16, 8, [new("all", ULongLong, 0, 64), new("signed_all", Long, 64, 64)]),
        new("union_bits", At(18), true, 8, 8, [new("low", UInt, 0, 4), new("raw", ULongLong, 0), new("high", Int, 0, 31)]),
        new("choice", At(19), true, 8, 8, [new("number", ULong, 0), new("pointer", Pointer(Void), 0), new("bytes", Array(Char, 8), 0)]),
        Struct("flexible", 20, 8, 8, ("count", UInt, 0), ("items", Array(Pointer(Named(CTag.Struct, "plain")), null), 8)),
        Struct("zero_length", 21, 4, 4, ("count", Int, 0), ("items", Array(Char, 0), 4), ("more", Array(Named(CTag.Struct, "empty"), 3), 4)),
        new("outer", At(22), false, 56, 8,
        [
            new("", Named(CTag.Union, "outer.anon0"), 0),
            new("", Named(CTag.Struct, "outer.anon1"), 64),
            new("inner", Named(CTag.Struct, "outer.inner"), 128),
            new("matrix", Array(Array(Short, 3), 2), 192),
            new("handlers", Array(Pointer(Function(Int, false, Pointer(Void))), 2), 320),
        ]),
        new("outer.anon0", At(23), true, 8, 8, [new("as_long", Long, 0), new("as_int", Int, 0)]),
        new("outer.anon1", At(24), false, 8, 4, [new("left", Int, 0), new("right", Int, 32)]),
        new("outer.inner", At(25), false, 8, 8, [new("outer", Pointer(Named(CTag.Struct, "outer")), 0)]),
        new("typedef.anonymous_t", At(26), false, 4, 4, [new("counter", Int, 0)]),
        Struct("numbers", 27, 144, 16,
            ("big", new CBuiltinType(CBuiltin.Int128), 0), ("ubig", new CBuiltinType(CBuiltin.UInt128), 16),
            ("quad", new CBuiltinType(CBuiltin.LongDouble), 32), ("real", new CBuiltinType(CBuiltin.Double), 48),
            ("single", new CBuiltinType(CBuiltin.Float), 56), ("half", new CBuiltinType(CBuiltin.Float16), 60),
            ("vector", new CVectorType(Int, 4), 64), ("complex", new CComplexType(new CBuiltinType(CBuiltin.Float)), 80),
            ("list", new CBuiltinType(CBuiltin.VaList), 88), ("f128", new CBuiltinType(CBuiltin.Float128), 112), ("color", Named(CTag.Enum, "color"), 128)),
        Struct("record", 28, 16, 4, ("event", Int, 0), ("field", Int, 4), ("record", Int, 8), ("file", Named(CTag.Struct, "file"), 12)),
        Struct("enum_members", 31, 24, 8, ("small", Named(CTag.Typedef, "small_t"), 0), ("large", Named(CTag.Enum, "large"), 8), ("last", Named(CTag.Typedef, "small_t"), 16)),
        Struct("file", 29, 4, 4, ("params", Int, 0)),
        Struct("changing", 32, 16, 8, ("port", new CBuiltinType(CBuiltin.Int) { IsVolatile = true }, 0), ("pointer", Pointer(Void) with { IsVolatile = true }, 8)),
        new("own_name", At(30), false, 4, 4, [new("own_name", UInt, 0, 4), new("other", UInt, 4, 4)]),
    ];

    private static IEnumerable<CEnum> Enums() =>
    [
        new("color", At(40), CBuiltin.UInt, [new("RED", 0), new("GREEN", 1), new("BLUE", 4294967295)]),
        new("signed_values", At(41), CBuiltin.Int, [new("LOWEST", int.MinValue), new("MINUS_ONE", -1), new("SAME", -1), new("HIGHEST", int.MaxValue)]),
        new("large", At(42), CBuiltin.ULong, [new("TOP_BIT", long.MinValue), new("ALL_BITS", -1), new("NO_BIT", 0)]),
        new("large_signed", At(43), CBuiltin.Long, [new("LEAST", long.MinValue), new("MOST", long.MaxValue)]),
        new("typedef.small_t", At(44), CBuiltin.UChar, [new("SMALL", 255)]),
        new("enum.LONELY", At(45), CBuiltin.UInt, [new("LONELY", 7)]),
        new("declared_only", At(46), CBuiltin.UInt, []),
    ];

    private static IEnumerable<CTypedef> Typedefs() =>
    [
        new("anonymous_t", At(50), Named(CTag.Struct, "typedef.anonymous_t")),
        new("small_t", At(51), Named(CTag.Enum, "typedef.small_t")),
        new("u8", At(52), new CBuiltinType(CBuiltin.UChar)),
        new("handler_t", At(53), Pointer(Function(Int, false, Pointer(Void), Pointer(Named(CTag.Typedef, "u8", isConst: true))))),
        new("callback_t", At(54), Function(Void, true, Int)),
        new("old_style_t", At(55), Function(Int, true)),
        new("name_t", At(56), Array(ConstChar, 16)),
        new("const_pointer", At(57), new CPointerType(ConstChar, IsConst: true)),
        new("const_vector", At(58), new CVectorType(new CBuiltinType(CBuiltin.Float), 4, IsConst: true)),
        new("const_complex", At(59), new CComplexType(new CBuiltinType(CBuiltin.Double), IsConst: true)),
        new("int128", At(60), new CBuiltinType(CBuiltin.Int128)),
        new("arguments", At(61), new CBuiltinType(CBuiltin.VaList)),
    ];

    private static IEnumerable<CFunction> Functions() =>
    [
        Exported("nothing", 70, Void, new CExport("vmlinux", false)),
        Exported("unnamed", 71, Int, new CExport("drivers/sample/sample", true), ("", Int), ("", Pointer(Void))),
        new("format", At(72), Int, [new("text", Pointer(ConstChar))], true, CLinkage.External, new CExport("vmlinux", true)),
        new("old_style", At(73), Int, [], true, CLinkage.External, null),
        Exported("labelled", 76, Void, new CExport("vmlinux", false), ("port", Pointer(new CBuiltinType(CBuiltin.UInt) { IsVolatile = true }))) with { Label = "labelled.v2" },
        new("called_by_shim", At(77), Int, [new("argument", new CPointerType(ConstChar) { IsVolatile = true })], false, CLinkage.Prototype, null),
        Exported("not_exported", 74, Pointer(Named(CTag.Struct, "incomplete")), null, ("flags", ULong)),
        new("inlined", At(75), Bool, [new("plain", Pointer(Named(CTag.Struct, "plain", isConst: true)))], false, CLinkage.Inline, null),
        new("in_another_header", new CLocation("sample/more.h", 1), Named(CTag.Typedef, "handler_t"), [new("by_value", Named(CTag.Struct, "outer"))], false, CLinkage.External, new CExport("vmlinux", false)),
        new("not_passable", new CLocation("sample/more.h", 3), Void, [new("numbers", Named(CTag.Struct, "numbers"))], false, CLinkage.External, new CExport("vmlinux", false)),
        new("not_passable_either", new CLocation("sample/more.h", 4), new CBuiltinType(CBuiltin.Int128), [new("list", new CBuiltinType(CBuiltin.VaList))], false, CLinkage.External, new CExport("vmlinux", false)),
        new("callback", new CLocation("sample/more.h", 2), Void,
            [new("fn", Pointer(Function(Pointer(Pointer(Void)), true, Named(CTag.Enum, "color"), Pointer(Function(Void, false)))))],
            false, CLinkage.External, new CExport("vmlinux", false)),
    ];

    private static IEnumerable<CMacro> Macros() =>
    [
        Number("SAMPLE_MAX", 90, Int, 16),
        new("sample_min", At(91), CMacroKind.TakesArguments),
        new("GUARD", At(92), CMacroKind.Empty),
        new("TYPE", At(93), CMacroKind.NoExpression),
        new("LATER", At(94), CMacroKind.Undeclared),
        new("CALL", At(95), CMacroKind.NotConstant),
        new("POINTER", At(96), CMacroKind.OtherType),
        new("GONE", At(97), CMacroKind.Undefined),
        Number("LOWEST_INT", 98, Int, int.MinValue),
        Number("FLAG", 99, ULong, 8),
        Number("ALL_BITS", 100, ULong, -1),
        Number("FURTHEST", 101, Long, long.MinValue),
        Number("MINUS", 102, Long, -1),
        Number("TOP", 103, ULongLong, long.MinValue),
        Number("LETTER", 104, Char, 200),
        Number("YES", 105, Bool, 1),
        Number("SMALL", 106, Short, -2),
        Number("FAVOURITE", 107, Named(CTag.Enum, "color"), 4294967295),
        Number("LEAST_VALUE", 108, Named(CTag.Enum, "signed_values"), int.MinValue),
        new("RATIO", At(109), new CFloatConstant(new CBuiltinType(CBuiltin.Double), 0.1)),
        new("HALF", At(110), new CFloatConstant(new CBuiltinType(CBuiltin.Float), -0.5)),
        new("ENDLESS", At(111), new CFloatConstant(new CBuiltinType(CBuiltin.Double), double.NegativeInfinity)),
        new("NO_NUMBER", At(112), new CFloatConstant(new CBuiltinType(CBuiltin.Float), double.NaN)),
        new("VERSION", At(113), new CTextConstant("1.2 \"grüß\"\\\n\0\u2028{}")),
        new("HUGE", At(117), new CWideIntegerConstant(new CBuiltinType(CBuiltin.Int128), -BigInteger.Pow(2, 100))),
        new("HUGER", At(118), new CWideIntegerConstant(new CBuiltinType(CBuiltin.UInt128), BigInteger.Pow(2, 128) - 1)),
        new("NOWHERE", At(119), new CPointerConstant(Pointer(Void), 0)),
        new("FAILED", At(120), new CPointerConstant(Pointer(Named(CTag.Struct, "plain")), -1)),
        new("WIDE", At(121), new CWideTextConstant(Int, "a😀")),
        new("WIDE_16", At(122), new CWideTextConstant(new CBuiltinType(CBuiltin.UShort), "ü\0\"")),
        new("ADDRESS", At(123), CMacroKind.Address),
        new("ALIAS", At(124), CMacroKind.Function),
        new("LONG_REAL", At(125), CMacroKind.OtherFloat),
        new("NO_TEXT", At(114), new CTextConstant("")),
        Number("nothing", 115, Int, 1),
        Number("string", 116, Int, 2),
        Number("in_a_header_of_its_own", new CLocation("sample/values.h", 1), Int, 3),
    ];

    private static IEnumerable<CVariable> Variables() =>
    [
        new("counter", At(120), Int, false, false, new CExport("vmlinux", true)),
        new("table", At(121), Array(Pointer(ConstChar), null), false, false, null),
        new("each_thread", At(122), Named(CTag.Struct, "plain"), true, false, new CExport("drivers/sample/sample", false)),
        new("moved", At(124), new CPointerType(new CBuiltinType(CBuiltin.Int, IsConst: true) { IsVolatile = true }, IsConst: true), false, false, new CExport("vmlinux", false)) { Label = "moved64" },
        new("copied", At(123), new CBuiltinType(CBuiltin.Int, IsConst: true), false, true, null),
    ];

    private static CMacro Number(string name, int line, CType type, long value) => Number(name, At(line), type, value);

    private static CMacro Number(string name, CLocation location, CType type, long value) => new(name, location, new CIntegerConstant(type, value));

    private static CRecord Struct(string name, int line, long size, long align, params (string Name, CType Type, long Offset)[] fields) =>
        new(name, At(line), false, size, align, [.. fields.Select(field => new CField(field.Name, field.Type, field.Offset * 8))]);

    private static CFunction Exported(string name, int line, CType result, CExport? export, params (string Name, CType Type)[] parameters) =>
        new(name, At(line), result, [.. parameters.Select(parameter => new CParameter(parameter.Name, parameter.Type))], false, CLinkage.External, export);

    private static CLocation At(int line) => new("sample/all.h", line);

    private static CPointerType Pointer(CType pointee) => new(pointee);

    private static CArrayType Array(CType element, long? count) => new(element, count);

    private static CFunctionType Function(CType result, bool variadic, params ImmutableArray<CType> parameters) => new(result, parameters, variadic);

    private static CNamedType Named(CTag tag, string name, bool isConst = false) => new(tag, name, isConst);
}
