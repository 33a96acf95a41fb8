using System.Text;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads the value of an initialised variable, as the compiler computed it.</summary>
internal static unsafe class ConstantReader
{
    /// <param name="type">A canonical type.</param>
    public static bool IsConstantType(CXType type) =>
        IsInteger(type) || IsText(type) || IsWideText(type)
        || type.kind is CXTypeKind.CXType_Float or CXTypeKind.CXType_Double or CXTypeKind.CXType_Int128 or CXTypeKind.CXType_UInt128 or CXTypeKind.CXType_Pointer;

    public static bool IsWideInteger(CXCursor variable) => clang.getCanonicalType(clang.getCursorType(variable)).kind is CXTypeKind.CXType_Int128 or CXTypeKind.CXType_UInt128;

    /// <summary>Why an expression without a value of the model has none.</summary>
    /// <param name="type">Its canonical type.</param>
    public static CMacroKind Reason(CXType type) => type.kind switch
    {
        CXTypeKind.CXType_Pointer => CMacroKind.Address,
        CXTypeKind.CXType_FunctionProto or CXTypeKind.CXType_FunctionNoProto => CMacroKind.Function,
        CXTypeKind.CXType_LongDouble or CXTypeKind.CXType_Float128 or CXTypeKind.CXType_Float16 or CXTypeKind.CXType_Half => CMacroKind.OtherFloat,
        _ => IsConstantType(type) && !IsWideText(type) ? CMacroKind.NotConstant : CMacroKind.OtherType,
    };

    /// <returns>Null when the compiler has no value, or none that the model can hold.</returns>
    public static CConstant? Read(CXCursor variable, TypeReader types)
    {
        var type = clang.getCanonicalType(clang.getCursorType(variable));
        if (IsText(type))
            return Literal(variable) is { } literal && Decoded(literal, StrictUtf8) is { } text ? new CTextConstant(text) : null;
        if (IsWideText(type))
            return WideText(variable, type, types);
        if (type.kind == CXTypeKind.CXType_Pointer)
            return Number(variable) is { } number ? new CPointerConstant(types.Read(type, variable) with { IsConst = false, IsVolatile = false }, number) : null;
        var result = clang.Cursor_Evaluate(variable);
        if (result == null)
            return null;
        try
        {
            return clang.EvalResult_getKind(result) switch
            {
                CXEvalResultKind.CXEval_Int => new CIntegerConstant(
                    types.Read(type, variable) with { IsConst = false, IsVolatile = false },
                    clang.EvalResult_isUnsignedInt(result) != 0 ? unchecked((long)clang.EvalResult_getAsUnsigned(result)) : clang.EvalResult_getAsLongLong(result)),
                CXEvalResultKind.CXEval_Float => new CFloatConstant(types.Read(type, variable) with { IsConst = false, IsVolatile = false }, clang.EvalResult_getAsDouble(result)),
                _ => null,
            };
        }
        finally
        {
            clang.EvalResult_dispose(result);
        }
    }

    private static bool IsInteger(CXType type) =>
        type.kind == CXTypeKind.CXType_Enum
        || (BuiltinTypes.Of(type.kind) is { } kind && (kind is CBuiltin.Bool or CBuiltin.Char or CBuiltin.UChar or CBuiltin.UShort or CBuiltin.UInt or CBuiltin.ULong or CBuiltin.ULongLong
            || (BuiltinTypes.IsSigned(kind) && kind != CBuiltin.Int128)));

    private static bool IsText(CXType type) =>
        type.kind == CXTypeKind.CXType_ConstantArray && clang.getCanonicalType(clang.getArrayElementType(type)).kind is CXTypeKind.CXType_Char_S or CXTypeKind.CXType_Char_U;

    private static bool IsWideText(CXType type) =>
        type.kind == CXTypeKind.CXType_ConstantArray && clang.getCanonicalType(clang.getArrayElementType(type)).kind is CXTypeKind.CXType_Int or CXTypeKind.CXType_UInt or CXTypeKind.CXType_UShort;

    private static CWideTextConstant? WideText(CXCursor variable, CXType type, TypeReader types)
    {
        if (Literal(variable) is not { } spelling)
            return null;
        var element = types.Read(clang.getCanonicalType(clang.getArrayElementType(type)), variable) with { IsConst = false, IsVolatile = false };
        var isUtf16 = element is CBuiltinType { Kind: CBuiltin.UShort };
        return WideLiteral.Characters(spelling) is { } characters && WideLiteral.Text(characters, isUtf16) is { } text ? new CWideTextConstant(element, text) : null;
    }

    /// <summary>The number below the casts that make it a pointer; null for the address of something.</summary>
    private static long? Number(CXCursor variable)
    {
        for (var cursors = CursorList.ChildrenOf(variable); cursors.Count > 0; cursors = CursorList.ChildrenOf(cursors[^1]))
        {
            var expression = cursors[^1];
            if (IsInteger(clang.getCanonicalType(clang.getCursorType(expression))))
                return Evaluate(expression);
            if (expression.kind is not (CXCursorKind.CXCursor_UnexposedExpr or CXCursorKind.CXCursor_ParenExpr or CXCursorKind.CXCursor_CStyleCastExpr))
                return null;
        }

        return null;
    }

    private static long? Evaluate(CXCursor expression)
    {
        var result = clang.Cursor_Evaluate(expression);
        if (result == null)
            return null;
        try
        {
            return clang.EvalResult_getKind(result) != CXEvalResultKind.CXEval_Int ? null
                : clang.EvalResult_isUnsignedInt(result) != 0 ? unchecked((long)clang.EvalResult_getAsUnsigned(result))
                : clang.EvalResult_getAsLongLong(result);
        }
        finally
        {
            clang.EvalResult_dispose(result);
        }
    }

    /// <summary>How libclang spells the literal below a variable, with its parts put together. libclang 14 does not evaluate
    /// strings; every version spells them in one canonical way.</summary>
    private static string? Literal(CXCursor variable)
    {
        for (var cursors = CursorList.ChildrenOf(variable); cursors.Count > 0; cursors = CursorList.ChildrenOf(cursors[^1]))
        {
            if (cursors[^1].kind == CXCursorKind.CXCursor_StringLiteral)
                return NativeText.Take(clang.getCursorSpelling(cursors[^1]));
        }

        return null;
    }

    /// <summary>The text of a literal of plain characters.</summary>
    private static string? Decoded(string spelling, UTF8Encoding encoding)
    {
        var start = spelling.IndexOf('"') + 1;
        var bytes = new List<byte>();
        for (var i = start; i < spelling.Length - 1; i++)
        {
            if (spelling[i] != '\\')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(spelling, i, 1));
            }
            else if (spelling[++i] is >= '0' and <= '7')
            {
                bytes.Add(Convert.ToByte(spelling.Substring(i, 3), 8));
                i += 2;
            }
            else
            {
                bytes.Add((byte)(spelling[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'a' => '\a', 'b' => '\b', 'f' => '\f', 'v' => '\v', var other => other }));
            }
        }

        try
        {
            return encoding.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
}
