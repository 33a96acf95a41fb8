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
        return ConstantReader.Read(variable, types) is { } value ? new CMacro(name, location, value) : new CMacro(name, location, CMacroKind.NotConstant);
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
