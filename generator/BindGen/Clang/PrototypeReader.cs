using BindGen.Diagnostics;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads the functions that a user's prototypes make of macros and of functions with a variable number of arguments.</summary>
internal sealed class PrototypeReader(MacroAnswers answers, FunctionReader functions, HeaderNames headers, DiagnosticBag diagnostics)
{
    /// <summary>A function for each prototype, at the place of what it is for. One that is for nothing is reported.</summary>
    public IEnumerable<CFunction> Read(List<CXCursor> unit)
    {
        var prototypes = answers.Prototypes().ToList();
        var named = Named(unit, [.. prototypes.Select(pair => pair.Prototype.Name)]);
        foreach (var (prototype, declaration) in prototypes)
        {
            if (NamesDeclaredTypes(prototype, declaration) && Subject(prototype, named[prototype.Name].ToList()) is { } subject)
                yield return functions.Read(declaration) with { Name = prototype.Name, Location = headers.LocationOf(subject), Linkage = CLinkage.Prototype };
        }
    }

    /// <summary>A struct that no header declares is declared by its first mention, which C allows and nobody wants here.</summary>
    private bool NamesDeclaredTypes(CPrototype prototype, CXCursor declaration)
    {
        var types = Enumerable.Range(0, clang.Cursor_getNumArguments(declaration))
            .Select(i => clang.getCursorType(clang.Cursor_getArgument(declaration, (uint)i)))
            .Prepend(clang.getCursorResultType(declaration));
        foreach (var tag in types.Select(type => clang.getTypeDeclaration(Pointee(type))).Where(tag => answers.IsDeclaredHere(tag, headers)))
        {
            diagnostics.Add(
                DiagnosticKinds.InvalidPrototype, prototype.Span, $"the prototype of '{prototype.Name}' names '{NativeText.Take(clang.getTypeSpelling(clang.getCursorType(tag)))}', which no header declares",
                "Correct the name, or include the header that declares it.");
            return false;
        }

        return true;
    }

    private static CXType Pointee(CXType type)
    {
        while (clang.getPointeeType(type) is { kind: not CXTypeKind.CXType_Invalid } pointee)
            type = pointee;
        return type;
    }

    private CXCursor? Subject(CPrototype prototype, List<CXCursor> declarations)
    {
        var fixedFunctions = declarations.Where(cursor => cursor.kind == CXCursorKind.CXCursor_FunctionDecl && clang.isFunctionTypeVariadic(clang.getCursorType(cursor)) == 0).ToList();
        if (fixedFunctions.Count == 0 && declarations.Count > 0)
            return declarations[^1];
        diagnostics.Add(
            DiagnosticKinds.InvalidPrototype, prototype.Span,
            declarations.Count == 0 ? $"the headers have neither a macro nor a function '{prototype.Name}'" : $"'{prototype.Name}' is a function, and its header says the types",
            declarations.Count == 0 ? "If only some kernels have it, add 'since' or 'until' with a version; if another header has it, include that header." : "Leave the prototype out, or give it 'since' or 'until' with a version.",
            declarations.Count == 0 || headers.SpanOf(fixedFunctions[0]) is not { } place ? null : new RelatedPlace(place, $"'{prototype.Name}' is declared here"));
        return null;
    }

    private static ILookup<string, CXCursor> Named(List<CXCursor> unit, HashSet<string> names) =>
        unit.Where(cursor => names.Count > 0 && cursor.kind is CXCursorKind.CXCursor_MacroDefinition or CXCursorKind.CXCursor_FunctionDecl)
            .Select(cursor => (Name: NativeText.Take(clang.getCursorSpelling(cursor)), Cursor: cursor))
            .Where(pair => names.Contains(pair.Name))
            .ToLookup(pair => pair.Name, pair => pair.Cursor, StringComparer.Ordinal);
}
