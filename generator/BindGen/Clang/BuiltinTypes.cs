using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

internal static class BuiltinTypes
{
    /// <summary>Null for what is not a type of the language itself.</summary>
    public static CBuiltin? Of(CXTypeKind kind) => kind switch
    {
        CXTypeKind.CXType_Void => CBuiltin.Void,
        CXTypeKind.CXType_Bool => CBuiltin.Bool,
        CXTypeKind.CXType_Char_U or CXTypeKind.CXType_Char_S => CBuiltin.Char,
        CXTypeKind.CXType_SChar => CBuiltin.SChar,
        CXTypeKind.CXType_UChar => CBuiltin.UChar,
        CXTypeKind.CXType_Short => CBuiltin.Short,
        CXTypeKind.CXType_UShort => CBuiltin.UShort,
        CXTypeKind.CXType_Int => CBuiltin.Int,
        CXTypeKind.CXType_UInt => CBuiltin.UInt,
        CXTypeKind.CXType_Long => CBuiltin.Long,
        CXTypeKind.CXType_ULong => CBuiltin.ULong,
        CXTypeKind.CXType_LongLong => CBuiltin.LongLong,
        CXTypeKind.CXType_ULongLong => CBuiltin.ULongLong,
        CXTypeKind.CXType_Int128 => CBuiltin.Int128,
        CXTypeKind.CXType_UInt128 => CBuiltin.UInt128,
        CXTypeKind.CXType_Half or CXTypeKind.CXType_Float16 => CBuiltin.Float16,
        CXTypeKind.CXType_Float => CBuiltin.Float,
        CXTypeKind.CXType_Double => CBuiltin.Double,
        CXTypeKind.CXType_LongDouble => CBuiltin.LongDouble,
        CXTypeKind.CXType_Float128 => CBuiltin.Float128,
        _ => null,
    };

    /// <summary>Whether a typedef is the compiler's own <c>__builtin_va_list</c>, whose parts no program may look at.</summary>
    public static bool IsVaList(CXCursor typedef) => NativeText.Take(clang.getCursorSpelling(typedef)) == "__builtin_va_list";

    /// <summary>Whether negative values of this integer type exist.</summary>
    public static bool IsSigned(CBuiltin type) => type is
        CBuiltin.SChar or CBuiltin.Short or CBuiltin.Int or CBuiltin.Long or CBuiltin.LongLong or CBuiltin.Int128;
}
