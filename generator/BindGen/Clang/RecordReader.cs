using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads structs and unions with the layout that the compiler gives them.</summary>
internal sealed class RecordReader(TypeReader types, HeaderNames headers, DiagnosticBag diagnostics)
{
    public CRecord Read(CXCursor declaration, string name)
    {
        var type = clang.getCursorType(declaration);
        var size = clang.Type_getSizeOf(type);
        var isUnion = declaration.kind == CXCursorKind.CXCursor_UnionDecl;
        return size < 0
            ? new CRecord(name, headers.LocationOf(clang.getCanonicalCursor(declaration)), isUnion, null, null, [])
            : new CRecord(name, headers.LocationOf(declaration), isUnion, size, clang.Type_getAlignOf(type), Fields(type, declaration));
    }

    private ImmutableArray<CField> Fields(CXType record, CXCursor declaration)
    {
        var cursors = CursorList.FieldsOf(record);
        var fields = ImmutableArray.CreateBuilder<CField>(cursors.Count);
        foreach (var cursor in cursors)
        {
            var fieldName = NameOf(cursor);
            var isBitfield = clang.Cursor_isBitField(cursor) != 0;
            var offset = clang.Cursor_getOffsetOfField(cursor);
            if (offset < 0)
            {
                diagnostics.Add(
                    DiagnosticKinds.InexactDeclaration, headers.SpanOf(declaration),
                    $"the compiler does not say where '{fieldName}' is; the record keeps its size and loses its members");
                return [];
            }

            fields.Add(new CField(
                fieldName, types.Read(clang.getCursorType(cursor), cursor), offset,
                isBitfield ? clang.getFieldDeclBitWidth(cursor) : null));
        }

        return fields.DrainToImmutable();
    }

    /// <summary>Empty for a member without a name, which newer compilers spell as its type.</summary>
    private static string NameOf(CXCursor field) =>
        clang.equalLocations(clang.getCursorLocation(field), clang.getRangeStart(clang.getCursorExtent(field))) != 0
        || clang.Cursor_isAnonymousRecordDecl(clang.getTypeDeclaration(clang.getCursorType(field))) != 0
            ? ""
            : NativeText.Take(clang.getCursorSpelling(field));
}
