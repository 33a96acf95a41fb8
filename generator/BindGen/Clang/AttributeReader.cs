using System.Collections.Immutable;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Reads the attributes of functions by the words that stand in the header, because libclang has a kind for few of them.</summary>
internal sealed unsafe class AttributeReader(TranslationUnit unit)
{
    private readonly Dictionary<string, ImmutableArray<string>> _attributes = new(StringComparer.Ordinal);

    public AttributeIndex Read(IEnumerable<CXCursor> declarations)
    {
        foreach (var declaration in declarations)
        {
            if (declaration.kind == CXCursorKind.CXCursor_FunctionDecl && clang.Cursor_hasAttrs(declaration) != 0)
                Add(declaration);
        }
        return new AttributeIndex(_attributes.ToImmutableDictionary(StringComparer.Ordinal));
    }

    private void Add(CXCursor function)
    {
        var found = CursorList.ChildrenOf(function).Where(child => clang.isAttribute(child.kind) != 0).Select(Spelling).Where(word => word.Length > 0).ToList();
        if (found.Count == 0)
            return;
        var name = NativeText.Take(clang.getCursorSpelling(function));
        _attributes[name] = [.. (_attributes.TryGetValue(name, out var before) ? before : []).Concat(found).Distinct()];
    }

    /// <summary>The word at the attribute's place in its file, which is the name of the macro where one stands for the attribute.</summary>
    private string Spelling(CXCursor attribute)
    {
        void* file;
        uint offset;
        clang.getExpansionLocation(clang.getRangeStart(clang.getCursorExtent(attribute)), &file, null, null, &offset);
        if (file == null)
            return "";
        nuint size;
        var text = clang.getFileContents(unit.Unit, file, &size);
        if (text == null)
            return "";
        var rest = new ReadOnlySpan<byte>(text, (int)size)[(int)offset..];
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit((char)rest[length]) || rest[length] == '_'))
            length++;
        return System.Text.Encoding.ASCII.GetString(rest[..length]);
    }
}
