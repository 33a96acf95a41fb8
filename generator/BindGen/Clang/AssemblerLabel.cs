using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads the symbol that a declaration gets from its assembler label, as in <c>int f(void) __asm__("g")</c>.</summary>
internal static class AssemblerLabel
{
    // Says that nothing may be added to the symbol.
    private const char Literal = '\x01';

    /// <returns>Null when the symbol is the name.</returns>
    public static string? Of(CXCursor declaration) =>
        clang.Cursor_hasAttrs(declaration) != 0
        && NativeText.Take(clang.Cursor_getMangling(declaration)).TrimStart(Literal) is { Length: > 0 } symbol
        && symbol != NativeText.Take(clang.getCursorSpelling(declaration))
            ? symbol
            : null;
}
