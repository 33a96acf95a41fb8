using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Finds uses of the macros of <c>bindgen.h</c> that the compiler dropped, or put on something that annotations are not read from.
/// Compilers only warn of attributes that they drop.</summary>
internal sealed unsafe class LostAnnotations(ParseRequest request, HeaderNames headers, DiagnosticBag diagnostics)
{
    private const string Phrase = "BG_PHRASE";

    /// <param name="unit">Everything at the outermost level of the translation unit.</param>
    /// <param name="annotations">Those that were read.</param>
    public void Report(List<CXCursor> unit, ImmutableArray<CAnnotation> annotations)
    {
        var definitions = unit.Where(cursor => cursor.kind == CXCursorKind.CXCursor_MacroDefinition).ToLookup(NameOf, StringComparer.Ordinal);
        if (!definitions[Phrase].Any())
            return;
        var vocabulary = headers.SpanOf(definitions[Phrase].Last())?.File;
        var macros = definitions.Where(group => group.Key.StartsWith("BG_", StringComparison.Ordinal) && headers.SpanOf(group.Last())?.File == vocabulary).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        // Behind the umbrella's own lines are the questions about macros, which use them all.
        var lines = request.UmbrellaText.Split('\n').Length;
        var read = annotations.Select(annotation => (annotation.Location, annotation.Column)).ToHashSet();
        foreach (var use in CursorList.ExpansionsIn(clang.getTranslationUnitCursor(clang.Cursor_getTranslationUnit(unit[0]))))
        {
            if (headers.IsSelected(use) && !(headers.UmbrellaLineOf(clang.getCursorLocation(use)) > lines) && NameOf(use) is var name && macros.Contains(name)
                && headers.SpanOf(use) is { } place && !read.Contains((headers.LocationOf(use), place.Column)))
                diagnostics.Add(
                    DiagnosticKinds.LostAnnotation, place, $"nothing is read from '{name}' here",
                    "Of a struct, union or enum it stands between the keyword and the tag; otherwise before a function, a parameter of one, or a field.");
        }
    }

    private static string NameOf(CXCursor macro) => NativeText.Take(clang.getCursorSpelling(macro));
}
