using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Cursors copied out of libclang's visitors, so that what looks at them is ordinary code: the native frame of a visit
/// holds a callback that only appends.</summary>
internal sealed unsafe class CursorList
{
    private readonly List<CXCursor> _cursors = [];
    private Exception? _failure;

    /// <summary>The children of <paramref name="parent"/> in the order of the source, without implicit ones and without macro
    /// expansions, of which a translation unit has more than of everything else.</summary>
    public static List<CXCursor> ChildrenOf(CXCursor parent) =>
        Collect(list => _ = clang.visitChildren(parent, &AppendChild, list));

    /// <summary>Where a translation unit uses macros, apart from uses inside other macros.</summary>
    public static List<CXCursor> ExpansionsIn(CXCursor unit) =>
        Collect(list => _ = clang.visitChildren(unit, &AppendExpansion, list));

    /// <summary>The fields of a record, with anonymous ones.</summary>
    public static List<CXCursor> FieldsOf(CXType record) =>
        Collect(list => _ = clang.Type_visitFields(record, &AppendField, list));

    private delegate void Visit(void* list);

    private static List<CXCursor> Collect(Visit visit)
    {
        var list = new CursorList();
        using var handle = new GCHandle<CursorList>(list);
        visit((void*)GCHandle<CursorList>.ToIntPtr(handle));
        if (list._failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return list._cursors;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static CXChildVisitResult AppendChild(CXCursor cursor, CXCursor parent, void* list) =>
        cursor.kind == CXCursorKind.CXCursor_MacroExpansion || Append(cursor, list)
            ? CXChildVisitResult.CXChildVisit_Continue
            : CXChildVisitResult.CXChildVisit_Break;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static CXChildVisitResult AppendExpansion(CXCursor cursor, CXCursor parent, void* list) =>
        cursor.kind != CXCursorKind.CXCursor_MacroExpansion || Append(cursor, list)
            ? CXChildVisitResult.CXChildVisit_Continue
            : CXChildVisitResult.CXChildVisit_Break;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static CXVisitorResult AppendField(CXCursor cursor, void* list) =>
        Append(cursor, list) ? CXVisitorResult.CXVisit_Continue : CXVisitorResult.CXVisit_Break;

    private static bool Append(CXCursor cursor, void* handle)
    {
        var list = GCHandle<CursorList>.FromIntPtr((nint)handle).Target;
        try
        {
            list._cursors.Add(cursor);
            return true;
        }
        catch (Exception exception)
        {
            list._failure = exception;
            return false;
        }
    }
}
