using System.Text;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads the value of an initialised variable, as the compiler computed it.</summary>
internal static unsafe class ConstantReader
{
    /// <param name="type">A canonical type.</param>
    public static bool IsConstantType(CXType type) =>
        IsInteger(type) || type.kind is CXTypeKind.CXType_Float or CXTypeKind.CXType_Double || IsText(type);

    /// <returns>Null when the compiler has no value, or none that the model can hold.</returns>
    public static CConstant? Read(CXCursor variable, TypeReader types)
    {
        var type = clang.getCanonicalType(clang.getCursorType(variable));
        if (IsText(type))
            return Literal(variable) is { } literal ? new CTextConstant(literal) : null;
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

    /// <summary>The literal below a variable, with its parts put together and its escapes undone. libclang 14 does not evaluate
    /// strings; every version spells them in one canonical way.</summary>
    private static string? Literal(CXCursor variable)
    {
        for (var cursors = CursorList.ChildrenOf(variable); cursors.Count > 0; cursors = CursorList.ChildrenOf(cursors[^1]))
        {
            if (cursors[^1].kind == CXCursorKind.CXCursor_StringLiteral)
                return Unescape(NativeText.Take(clang.getCursorSpelling(cursors[^1])));
        }

        return null;
    }

    private static string? Unescape(string spelling)
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
            return StrictUtf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
}
