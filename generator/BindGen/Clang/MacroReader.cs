using System.Numerics;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads macros with what the compiler made of them.</summary>
internal sealed class MacroReader(MacroAnswers answers, TypeReader types, HeaderNames headers)
{
    public CMacro Read(CXCursor definition, string name)
    {
        var location = headers.LocationOf(definition);
        if (clang.Cursor_isMacroFunctionLike(definition) != 0)
            return new CMacro(name, location, CMacroKind.TakesArguments);
        if (IsEmpty(definition, name))
            return new CMacro(name, location, CMacroKind.Empty);
        var (kind, variable) = answers.Of(name);
        if (kind != CMacroKind.Constant)
            return new CMacro(name, location, kind);
        var value = ConstantReader.IsWideInteger(variable) ? Wide(variable, name) : ConstantReader.Read(variable, types);
        return value is not null ? new CMacro(name, location, value) : new CMacro(name, location, ConstantReader.Reason(clang.getCanonicalType(clang.getCursorType(variable))));
    }

    private CWideIntegerConstant? Wide(CXCursor variable, string name)
    {
        if (answers.Halves(name) is not var (high, low) || ConstantReader.Read(high, types) is not CIntegerConstant upper || ConstantReader.Read(low, types) is not CIntegerConstant lower)
            return null;
        var type = types.Read(clang.getCanonicalType(clang.getCursorType(variable)), variable) with { IsConst = false, IsVolatile = false };
        BigInteger value = type is CBuiltinType { Kind: CBuiltin.Int128 } ? upper.Value : unchecked((ulong)upper.Value);
        return new CWideIntegerConstant(type, (value << 64) + unchecked((ulong)lower.Value));
    }

    /// <summary>Whether the compiler has to be asked about a macro.</summary>
    public bool IsUnanswered(CXCursor definition, string name) =>
        clang.Cursor_isMacroFunctionLike(definition) == 0 && !IsEmpty(definition, name) && !answers.IsAnswered(name);

    /// <summary>Whether the definition ends with the name.</summary>
    private static unsafe bool IsEmpty(CXCursor definition, string name)
    {
        var extent = clang.getCursorExtent(definition);
        uint start, end;
        clang.getExpansionLocation(clang.getRangeStart(extent), null, null, null, &start);
        clang.getExpansionLocation(clang.getRangeEnd(extent), null, null, null, &end);
        return end - start == name.Length;
    }
}
