using System.Collections.Immutable;
using System.Globalization;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads what the macros of <c>bindgen.h</c> say: attributes <c>annotate("bindgen: PHRASE")</c>. Those of other tools are left alone.</summary>
internal sealed class AnnotationReader(NameAssigner names, HeaderNames headers)
{
    private const string Prefix = "bindgen:";

    // A later declaration inherits the attributes of an earlier one: each is found more than once, at one place.
    private readonly HashSet<CAnnotation> _found = [];

    public ImmutableArray<CAnnotation> Read(IEnumerable<CXCursor> declarations)
    {
        foreach (var declaration in declarations)
        {
            switch (declaration.kind)
            {
                case CXCursorKind.CXCursor_FunctionDecl:
                    AddFunction(declaration);
                    break;
                case CXCursorKind.CXCursor_EnumDecl:
                    Add(CAnnotated.Enum, declaration, "", declaration);
                    break;
                case CXCursorKind.CXCursor_StructDecl or CXCursorKind.CXCursor_UnionDecl:
                    AddRecord(declaration);
                    break;
            }
        }
        return
        [
            .. _found.OrderBy(annotation => annotation.Location.Header, StringComparer.Ordinal)
                .ThenBy(annotation => annotation.Location.Line)
                .ThenBy(annotation => annotation.Column)
                .ThenBy(annotation => annotation.Subject, StringComparer.Ordinal)
                .ThenBy(annotation => annotation.Phrase, StringComparer.Ordinal),
        ];
    }

    private void AddFunction(CXCursor function)
    {
        Add(CAnnotated.Function, function, "", function);
        for (var i = 0; i < clang.Cursor_getNumArguments(function); i++)
            Add(CAnnotated.Parameter, function, i.ToString(CultureInfo.InvariantCulture), clang.Cursor_getArgument(function, (uint)i));
    }

    private void AddRecord(CXCursor record)
    {
        Add(record.kind == CXCursorKind.CXCursor_UnionDecl ? CAnnotated.Union : CAnnotated.Struct, record, "", record);
        if (clang.isCursorDefinition(record) == 0)
            return;
        foreach (var field in CursorList.FieldsOf(clang.getCursorType(record)))
        {
            if (clang.Cursor_hasAttrs(field) != 0 && NativeText.Take(clang.getCursorSpelling(field)) is { Length: > 0 } name)
                Add(CAnnotated.Field, record, name, field);
        }
    }

    private void Add(CAnnotated on, CXCursor owner, string member, CXCursor declaration)
    {
        if (clang.Cursor_hasAttrs(declaration) == 0)
            return;
        foreach (var attribute in CursorList.ChildrenOf(declaration))
        {
            if (attribute.kind == CXCursorKind.CXCursor_AnnotateAttr
                && NativeText.Take(clang.getCursorSpelling(attribute)) is var text && text.StartsWith(Prefix, StringComparison.Ordinal))
            {
                var place = headers.SpanOf(attribute) is null ? declaration : attribute;
                _found.Add(new CAnnotation(on, names.NameOf(owner), member, Line(text[Prefix.Length..]), headers.LocationOf(place), headers.SpanOf(place)?.Column ?? 1));
            }
        }
    }

    /// <summary>In one line, as captures have them.</summary>
    private static string Line(string phrase) => string.Concat(phrase.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
