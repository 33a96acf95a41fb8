using System.Collections.Immutable;
using BindGen.Model.Comments;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads the comments that stand at declarations.</summary>
internal sealed class CommentReader(NameAssigner names)
{
    private readonly ImmutableDictionary<string, Comment>.Builder _comments = ImmutableDictionary.CreateBuilder<string, Comment>(StringComparer.Ordinal);

    public CommentIndex Read(IEnumerable<CXCursor> declarations)
    {
        foreach (var declaration in declarations)
        {
            switch (declaration.kind)
            {
                case CXCursorKind.CXCursor_FunctionDecl:
                    Add(CommentIndex.FunctionKey(names.NameOf(declaration)), declaration);
                    break;
                case CXCursorKind.CXCursor_EnumDecl:
                    AddWithMembers(CommentIndex.EnumKey(names.NameOf(declaration)), declaration, CXCursorKind.CXCursor_EnumConstantDecl);
                    break;
                case CXCursorKind.CXCursor_StructDecl or CXCursorKind.CXCursor_UnionDecl:
                    AddWithMembers(CommentIndex.RecordKey(names.NameOf(declaration)), declaration, CXCursorKind.CXCursor_FieldDecl);
                    break;
            }
        }
        return new CommentIndex(_comments.ToImmutable());
    }

    private void AddWithMembers(string key, CXCursor declaration, CXCursorKind member)
    {
        if (clang.isCursorDefinition(declaration) == 0)
            return;
        Add(key, declaration);
        var name = names.NameOf(declaration);
        foreach (var child in CursorList.ChildrenOf(declaration))
        {
            if (child.kind == member && NativeText.Take(clang.getCursorSpelling(child)) is { Length: > 0 } childName)
                Add(CommentIndex.MemberKey(name, childName), child);
        }
    }

    /// <summary>The first declaration that has a comment counts.</summary>
    private void Add(string key, CXCursor declaration)
    {
        if (!_comments.ContainsKey(key)
            && NativeText.Take(clang.Cursor_getRawCommentText(declaration)) is { Length: > 0 } raw
            && CommentParser.Parse(raw) is { } comment)
            _comments.Add(key, comment);
    }
}
