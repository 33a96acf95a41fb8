using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Model.Comments;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>Gathers what the selected headers declare, and every type that this reaches.</summary>
internal sealed class DeclarationCollector
{
    private readonly ParseRequest _request;
    private readonly List<CXCursor> _unit;
    private readonly HeaderNames _headers;
    private readonly DiagnosticBag _diagnostics;
    private readonly NameAssigner _names;
    private readonly ReachedDeclarations _reached;
    private readonly TypeReader _types;
    private readonly FunctionReader _functionReader;
    private readonly RecordReader _recordReader;
    private readonly EnumReader _enumReader;
    private readonly VariableReader _variableReader;
    private readonly MacroReader _macroReader;
    private readonly PrototypeReader _prototypeReader;

    private readonly Dictionary<string, CRecord> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CEnum> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CTypedef> _typedefs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CFunction> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CVariable> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CXCursor> _macros = new(StringComparer.Ordinal);

    /// <summary>Of records without a tag, what the typedef asks for that is their only name.</summary>
    private readonly Dictionary<string, long> _alignments = new(StringComparer.Ordinal);

    /// <param name="unit">Everything at the outermost level of the translation unit, in the order of the source.</param>
    public DeclarationCollector(ParseRequest request, List<CXCursor> unit, HeaderNames headers, MacroAnswers answers, DiagnosticBag diagnostics)
    {
        _request = request;
        _unit = unit;
        _headers = headers;
        _diagnostics = diagnostics;
        _names = new NameAssigner(unit, headers);
        _reached = new ReachedDeclarations(_names);
        _types = new TypeReader(_reached, headers, diagnostics);
        _functionReader = new FunctionReader(_types, headers);
        _recordReader = new RecordReader(_types, headers, diagnostics);
        _enumReader = new EnumReader(headers);
        _variableReader = new VariableReader(_types, headers);
        _macroReader = new MacroReader(answers, _types, headers);
        _prototypeReader = new PrototypeReader(answers, _functionReader, headers, diagnostics);
        foreach (var cursor in unit)
        {
            // The last definition is the one that holds, and the one of which libclang says whether it has parameters.
            if (cursor.kind == CXCursorKind.CXCursor_MacroDefinition && headers.IsSelected(cursor))
                _macros[NativeText.Take(clang.getCursorSpelling(cursor))] = cursor;
        }
    }

    /// <summary>The macros of the selected headers that nobody has asked the compiler about, or that got no answer.</summary>
    public IEnumerable<string> UnansweredMacros() => _macros.Where(pair => _macroReader.IsUnanswered(pair.Value, pair.Key)).Select(pair => pair.Key);

    public CApi Collect()
    {
        foreach (var cursor in Wanted())
            Add(cursor);

        foreach (var function in _prototypeReader.Read(_unit))
            _functions[function.Name] = function;

        var macros = _macros.ToDictionary(pair => pair.Key, pair => _macroReader.Read(pair.Value, pair.Key), StringComparer.Ordinal);
        ReadReached();
        PreferLibraries();
        CompleteFromElsewhere();
        ReadReached();
        var exports = Exports();
        return new CApi(
            _request.Target,
            [.. _request.SelectedHeaders, .. _headers.AlsoSelected],
            [.. Sorted(_records).Select(Aligned)],
            Sorted(_enums),
            Sorted(_typedefs),
            WithExports(Sorted(_functions), exports, function => function.HasSymbol ? function.Symbol : null, (function, export) => function with { Export = export }),
            Sorted(macros),
            WithExports(Sorted(_variables), exports, variable => variable.IsStatic ? null : variable.Symbol, (variable, export) => variable with { Export = export }))
        {
            Annotations = Annotations(),
        };
    }

    private ImmutableArray<CAnnotation> Annotations()
    {
        var annotations = new AnnotationReader(_names, _headers).Read(Wanted());
        new LostAnnotations(_request, _headers, _diagnostics).Report(_unit, annotations);
        return annotations;
    }

    /// <summary>What comments say of the declarations of the selected headers.</summary>
    public CommentIndex Comments() => new CommentReader(_names).Read(Wanted());

    private IEnumerable<CXCursor> Wanted() => _unit.Where(cursor => IsWanted(cursor.kind) && _headers.IsSelected(cursor));

    /// <summary>What attributes say of the functions of the selected headers.</summary>
    public AttributeIndex Attributes(TranslationUnit unit) => new AttributeReader(unit).Read(_unit.Where(_headers.IsSelected));

    private static bool IsWanted(CXCursorKind kind) => IsTag(kind) || kind is
        CXCursorKind.CXCursor_FunctionDecl or CXCursorKind.CXCursor_VarDecl or CXCursorKind.CXCursor_TypedefDecl;

    private static bool IsTag(CXCursorKind kind) => kind is
        CXCursorKind.CXCursor_StructDecl or CXCursorKind.CXCursor_UnionDecl or CXCursorKind.CXCursor_EnumDecl;

    private void Add(CXCursor cursor)
    {
        switch (cursor.kind)
        {
            case CXCursorKind.CXCursor_FunctionDecl:
                var function = _functionReader.Read(cursor);
                _functions[function.Name] = _functions.TryGetValue(function.Name, out var first) ? FunctionReader.Merge(first, function) : function;
                break;
            case CXCursorKind.CXCursor_VarDecl:
                var variable = _variableReader.Read(cursor);
                _variables[variable.Name] = _variables.TryGetValue(variable.Name, out var earlier) ? VariableReader.Merge(earlier, variable) : variable;
                break;
            case CXCursorKind.CXCursor_TypedefDecl:
                _reached.ReferenceTo(cursor);
                break;
            default:
                // A declaration without a definition is of interest when something uses it.
                if (clang.isCursorDefinition(cursor) != 0)
                    _reached.ReferenceTo(cursor);
                break;
        }
    }

    private void ReadReached()
    {
        while (_reached.TryTakeUnread(out var cursor))
        {
            var name = _reached.ReferenceTo(cursor).Name;
            switch (cursor.kind)
            {
                case CXCursorKind.CXCursor_TypedefDecl:
                    if (!_typedefs.ContainsKey(name))
                        _typedefs.Add(name, Typedef(clang.getCanonicalCursor(cursor), name));
                    break;
                case CXCursorKind.CXCursor_EnumDecl:
                    if (!_enums.TryGetValue(name, out var knownEnum) || knownEnum.Values.IsEmpty)
                        _enums[name] = _enumReader.Read(cursor, name);
                    break;
                default:
                    if (!_records.TryGetValue(name, out var knownRecord) || !knownRecord.IsComplete)
                        _records[name] = _recordReader.Read(cursor, name);
                    if (_headers.IsSelected(cursor))
                        AddNested(cursor);
                    break;
            }
        }
    }

    private CTypedef Typedef(CXCursor declaration, string name)
    {
        var typedef = new CTypedef(name, _headers.LocationOf(declaration), _types.Read(clang.getTypedefDeclUnderlyingType(declaration), declaration));
        if (typedef.Type is CNamedType named && named.Name == "typedef." + name)
            _alignments[named.Name] = clang.Type_getAlignOf(clang.getCursorType(declaration));
        return typedef;
    }

    private CRecord Aligned(CRecord record) =>
        record.IsComplete && _alignments.TryGetValue(record.Name, out var alignment) ? record with { Align = alignment } : record;

    /// <summary>Of a typedef that a C library and the compiler both declare, the library's declaration counts: whether the
    /// compiler's comes first depends on its version.</summary>
    private void PreferLibraries()
    {
        var ofCompiler = _typedefs.Values.Where(typedef => HeaderNames.IsCompiler(typedef.Location)).Select(typedef => typedef.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var cursor in _unit)
        {
            if (ofCompiler.Count == 0)
                return;
            if (cursor.kind == CXCursorKind.CXCursor_TypedefDecl && !HeaderNames.IsCompiler(_headers.LocationOf(cursor))
                && NativeText.Take(clang.getCursorSpelling(cursor)) is var name && ofCompiler.Remove(name))
                _typedefs[name] = Typedef(cursor, name);
        }
    }

    /// <summary>Tags that a record defines and does not use are as global as others.</summary>
    private void AddNested(CXCursor record)
    {
        foreach (var child in CursorList.ChildrenOf(record))
        {
            if (IsTag(child.kind) && clang.isCursorDefinition(child) != 0)
                _reached.ReferenceTo(child);
        }
    }

    /// <summary>A tag that is first named inside a prototype is, to the compiler, another one than its namesake outside, which is
    /// what everybody means.</summary>
    private void CompleteFromElsewhere()
    {
        var incomplete = _records.Values.Where(record => !record.IsComplete).Select(record => record.Name)
            .Concat(_enums.Values.Where(item => item.Values.IsEmpty).Select(item => item.Name))
            .ToHashSet(StringComparer.Ordinal);
        if (incomplete.Count == 0)
            return;

        foreach (var cursor in _unit)
        {
            if (IsTag(cursor.kind)
                && clang.isCursorDefinition(cursor) != 0
                && incomplete.Contains(NativeText.Take(clang.getCursorSpelling(cursor))))
                _reached.ReferenceTo(cursor);
        }
    }

    /// <summary>Asked for once, because a kernel's table is large.</summary>
    private IReadOnlyDictionary<string, CExport> Exports() =>
        _request.Exports?.Invoke(
            _functions.Values.Where(function => function.HasSymbol).Select(function => function.Symbol)
                .Concat(_variables.Values.Where(variable => !variable.IsStatic).Select(variable => variable.Symbol))
                .ToHashSet(StringComparer.Ordinal))
        ?? ImmutableDictionary<string, CExport>.Empty;

    private static ImmutableArray<T> WithExports<T>(
        ImmutableArray<T> declarations, IReadOnlyDictionary<string, CExport> exports, Func<T, string?> symbolOf, Func<T, CExport, T> with) where T : CDeclaration =>
        [.. declarations.Select(declaration => symbolOf(declaration) is { } symbol && exports.TryGetValue(symbol, out var export) ? with(declaration, export) : declaration)];

    private static ImmutableArray<T> Sorted<T>(Dictionary<string, T> declarations) where T : CDeclaration =>
    [
        .. declarations.Values
            .OrderBy(declaration => declaration.Location.Header, StringComparer.Ordinal)
            .ThenBy(declaration => declaration.Location.Line)
            .ThenBy(declaration => declaration.Name, StringComparer.Ordinal),
    ];
}
