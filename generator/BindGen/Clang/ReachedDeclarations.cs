using System.Diagnostics.CodeAnalysis;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>The records, enums and typedefs that something refers to, each once, and which of them nobody has read yet.</summary>
internal sealed unsafe class ReachedDeclarations(NameAssigner names)
{
    private readonly Dictionary<nint, CNamedType> _references = [];
    private readonly Queue<CXCursor> _unread = [];

    /// <summary>A reference to a declaration; the first one puts it in line to be read.</summary>
    public CNamedType ReferenceTo(CXCursor declaration)
    {
        var key = (nint)declaration.data.e0;
        if (!_references.TryGetValue(key, out var reference))
        {
            reference = new CNamedType(TagOf(declaration.kind), names.NameOf(declaration));
            _references.Add(key, reference);
            _unread.Enqueue(declaration);
        }

        return reference;
    }

    public bool TryTakeUnread([MaybeNullWhen(false)] out CXCursor declaration) => _unread.TryDequeue(out declaration);

    private static CTag TagOf(CXCursorKind kind) => kind switch
    {
        CXCursorKind.CXCursor_StructDecl => CTag.Struct,
        CXCursorKind.CXCursor_UnionDecl => CTag.Union,
        CXCursorKind.CXCursor_EnumDecl => CTag.Enum,
        _ => CTag.Typedef,
    };
}
