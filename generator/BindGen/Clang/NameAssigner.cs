using System.Globalization;
using System.Text.RegularExpressions;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Names every declaration, also those that C leaves without a name, by where they stand: never by the order in which
/// they were reached, and never by the compiler's own spelling, which differs between versions.</summary>
/// <param name="unit">The declarations of the translation unit, in the order of the source.</param>
internal sealed unsafe partial class NameAssigner(List<CXCursor> unit, HeaderNames headers)
{
    private readonly Dictionary<nint, string> _names = [];

    /// <summary>Of anonymous members: the name of the record into which C promotes what they hold.</summary>
    private readonly Dictionary<nint, string> _promotedInto = [];

    private readonly HashSet<nint> _withNamedMembers = [];
    private Dictionary<nint, int>? _positions;

    public string NameOf(CXCursor declaration)
    {
        var key = KeyOf(declaration);
        if (_names.TryGetValue(key, out var name))
            return name;
        if (!IsUnnamed(declaration))
            return _names[key] = Spelling(declaration);

        var parent = clang.getCursorLexicalParent(declaration);
        if (IsRecord(parent.kind))
            NameMembers(parent);
        else if (DeclaratorOf(declaration) is { } declarator)
            _names[key] = $"{PrefixOf(declarator.kind)}.{Spelling(declarator)}";

        if (!_names.TryGetValue(key, out name))
            _names.Add(key, name = NameOfUnused(declaration));
        return name;
    }

    /// <summary>A tag without a name stands at its keyword, one with a name at the name.</summary>
    private static bool IsUnnamed(CXCursor declaration) =>
        IsTag(declaration.kind)
        && clang.equalLocations(clang.getCursorLocation(declaration), clang.getRangeStart(clang.getCursorExtent(declaration))) != 0;

    private void NameMembers(CXCursor record)
    {
        if (!_withNamedMembers.Add(KeyOf(record)))
            return;
        var name = NameOf(record);
        var prefix = _promotedInto.GetValueOrDefault(KeyOf(record), name);
        var anonymous = 0;
        var unnamed = new HashSet<nint>();
        foreach (var child in CursorList.ChildrenOf(record))
        {
            var key = KeyOf(child);
            if (child.kind == CXCursorKind.CXCursor_FieldDecl)
            {
                if (unnamed.Count > 0 && InnermostTag(clang.getCursorType(child)) is var tag && unnamed.Contains(tag))
                    _names.TryAdd(tag, $"{prefix}.{Spelling(child)}");
            }
            else if (!IsUnnamed(child))
            {
                continue;
            }
            else if (clang.Cursor_isAnonymousRecordDecl(child) != 0)
            {
                _names[key] = string.Create(CultureInfo.InvariantCulture, $"{name}.anon{anonymous++}");
                _promotedInto[key] = prefix;
            }
            else
            {
                unnamed.Add(key);
            }
        }
    }

    /// <summary>The typedef, variable or function that a tag of the translation unit stands in: the first one after it.</summary>
    private CXCursor? DeclaratorOf(CXCursor tag)
    {
        _positions ??= Enumerable.Range(0, unit.Count).Where(i => IsTag(unit[i].kind)).ToDictionary(i => KeyOf(unit[i]));
        if (!_positions.TryGetValue(KeyOf(tag), out var position))
            return null;
        var next = position + 1;
        while (next < unit.Count && IsTag(unit[next].kind))
            next++;
        return next < unit.Count && PrefixOf(unit[next].kind) is not null && InnermostTag(TypeOf(unit[next])) == KeyOf(tag) ? unit[next] : null;
    }

    /// <summary>For an enum that only declares constants, and for a record that stands where nothing has a name.</summary>
    private string NameOfUnused(CXCursor tag)
    {
        if (tag.kind == CXCursorKind.CXCursor_EnumDecl && CursorList.ChildrenOf(tag) is [var first, ..])
            return $"enum.{Spelling(first)}";
        return headers.SpanOf(tag) is { } span
            ? string.Create(CultureInfo.InvariantCulture, $"unnamed.{NotIdentifier().Replace(span.File, "_")}.{span.Line}.{span.Column}")
            : "unnamed";
    }

    /// <summary>The tag that a type is made of, behind pointers, arrays and results; zero when there is none.</summary>
    private static nint InnermostTag(CXType type)
    {
        while (true)
        {
            switch (clang.getCanonicalType(type))
            {
                case { kind: CXTypeKind.CXType_Record or CXTypeKind.CXType_Enum } tag:
                    return KeyOf(clang.getTypeDeclaration(tag));
                case { kind: CXTypeKind.CXType_Pointer } pointer:
                    type = clang.getPointeeType(pointer);
                    break;
                case { kind: CXTypeKind.CXType_ConstantArray or CXTypeKind.CXType_IncompleteArray } array:
                    type = clang.getArrayElementType(array);
                    break;
                case { kind: CXTypeKind.CXType_FunctionProto or CXTypeKind.CXType_FunctionNoProto } function:
                    type = clang.getResultType(function);
                    break;
                default:
                    return 0;
            }
        }
    }

    private static CXType TypeOf(CXCursor declarator) => declarator.kind == CXCursorKind.CXCursor_TypedefDecl
        ? clang.getTypedefDeclUnderlyingType(declarator)
        : clang.getCursorType(declarator);

    private static string? PrefixOf(CXCursorKind declarator) => declarator switch
    {
        CXCursorKind.CXCursor_TypedefDecl => "typedef",
        CXCursorKind.CXCursor_VarDecl => "variable",
        CXCursorKind.CXCursor_FunctionDecl => "function",
        _ => null,
    };

    private static bool IsRecord(CXCursorKind kind) => kind is CXCursorKind.CXCursor_StructDecl or CXCursorKind.CXCursor_UnionDecl;

    private static bool IsTag(CXCursorKind kind) => IsRecord(kind) || kind == CXCursorKind.CXCursor_EnumDecl;

    private static nint KeyOf(CXCursor declaration) => (nint)declaration.data.e0;

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotIdentifier();

    private static string Spelling(CXCursor cursor) => NativeText.Take(clang.getCursorSpelling(cursor));
}
