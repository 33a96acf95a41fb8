using System.Collections.Immutable;
using System.IO.Enumeration;
using BindGen.Diagnostics;
using BindGen.Model;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>A file as <c>#include</c> names it, and whether its declarations are wanted.</summary>
internal sealed record Header(string Name, bool IsSelected);

/// <summary>Names files the way that <c>#include</c> does, never by a path of this machine.</summary>
internal sealed unsafe class HeaderNames
{
    private const string CompilerPrefix = "<compiler>/";

    private static readonly Header Builtin = new("<builtin>", false);

    private readonly IncludeSearch _search;
    private readonly string _compilerDirectory;
    private readonly string _umbrella;
    private readonly ImmutableHashSet<string> _selected;
    private readonly bool _selectsAll;
    private readonly ImmutableArray<string> _alsoSelected;
    private readonly Dictionary<string, string> _includedAs = new(StringComparer.Ordinal);
    private readonly Dictionary<nint, Header> _headers = [];

    public HeaderNames(ParseRequest request, string compilerDirectory)
    {
        _search = new IncludeSearch(ClangArguments.IncludeDirectories(request.Arguments, request.Target.Triple));
        _compilerDirectory = Path.GetFullPath(compilerDirectory);
        _umbrella = request.UmbrellaName;
        _selected = [.. request.SelectedHeaders];
        _selectsAll = request.SelectsAll;
        _alsoSelected = request.AlsoSelected;
        foreach (var (path, name) in request.Files)
            _includedAs.Add(path, name);
    }

    /// <summary>The headers that a pattern selected and that declare something, by name.</summary>
    public IEnumerable<string> AlsoSelected =>
        _headers.Values.Where(header => header.IsSelected).Select(header => header.Name).Distinct().Where(name => !_selected.Contains(name)).Order(StringComparer.Ordinal);

    /// <summary>Learns what the umbrella calls a file, which is what the user calls it.</summary>
    public void Include(CXCursor directive)
    {
        var file = clang.getIncludedFile(directive);
        if (file != null && clang.Location_isFromMainFile(clang.getCursorLocation(directive)) != 0)
            _includedAs.TryAdd(PathOf(file), NativeText.Take(clang.getCursorSpelling(directive)));
    }

    /// <summary>Where a declaration stands. What the compiler itself brings has no line, because every version of it has another.</summary>
    public CLocation LocationOf(CXCursor cursor) => SpanOf(clang.getCursorLocation(cursor)) switch
    {
        null => new CLocation(Builtin.Name, 0),
        { File: var file } when file.StartsWith(CompilerPrefix, StringComparison.Ordinal) => new CLocation(file, 0),
        { } span => new CLocation(Path.IsPathRooted(span.File) ? Path.GetFileName(span.File) : span.File, span.Line),
    };

    /// <summary>Whether the compiler brings what stands there.</summary>
    public static bool IsCompiler(CLocation location) => location.Line == 0;

    public SourceSpan? SpanOf(CXCursor cursor) => SpanOf(clang.getCursorLocation(cursor));

    /// <summary>The place in a file; for what a macro makes, the place where the macro is used. Null for what is in no file.</summary>
    public SourceSpan? SpanOf(CXSourceLocation location)
    {
        void* file;
        uint line, column;
        clang.getExpansionLocation(location, &file, &line, &column, null);
        return file == null ? null : new SourceSpan(HeaderOf(file).Name, (int)line, (int)column, (int)line, (int)column + 1);
    }

    /// <summary>The line of a place in the umbrella's own text; null elsewhere.</summary>
    public int? UmbrellaLineOf(CXSourceLocation location)
    {
        void* file;
        uint line;
        clang.getExpansionLocation(location, &file, &line, null, null);
        return file != null && HeaderOf(file).Name == _umbrella ? (int)line : null;
    }

    public bool IsSelected(CXCursor cursor)
    {
        void* file;
        clang.getExpansionLocation(clang.getCursorLocation(cursor), &file, null, null, null);
        return HeaderOf(file).IsSelected;
    }

    private Header HeaderOf(void* file)
    {
        if (file == null)
            return Builtin;
        if (!_headers.TryGetValue((nint)file, out var header))
            _headers.Add((nint)file, header = Describe(NativeText.Take(clang.getFileName(file))));
        return header;
    }

    private Header Describe(string file)
    {
        if (file == _umbrella)
            // Patterns are about what it includes; the parser also asks its own questions in it.
            return new Header(_umbrella, _selected.Contains(_umbrella));
        var path = Path.GetFullPath(file);
        var name = _includedAs.TryGetValue(path, out var included) && _selected.Contains(included) ? included : NameOf(path);
        return new Header(name, IsSelected(name));
    }

    private bool IsSelected(string name) => _selectsAll || _selected.Contains(name) || IsAlsoSelected(name);

    /// <summary>The name that <c>#include</c> finds this file by.</summary>
    private string NameOf(string path)
    {
        if (IncludeSearch.Below(_compilerDirectory, path) is { } compilerHeader)
            return CompilerPrefix + PublicName(compilerHeader);

        return _search.NameOf(path) ?? NextToTheIncluder(path);
    }

    /// <summary>Newer compilers split <c>stddef.h</c> and <c>stdarg.h</c> into parts such as <c>__stddef_size_t.h</c>.</summary>
    private static string PublicName(string compilerHeader) =>
        compilerHeader.StartsWith("__stddef_", StringComparison.Ordinal) ? "stddef.h"
        : compilerHeader.StartsWith("__stdarg_", StringComparison.Ordinal) ? "stdarg.h"
        : compilerHeader;

    private bool IsAlsoSelected(string name) =>
        !name.StartsWith(CompilerPrefix, StringComparison.Ordinal) && _alsoSelected.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    /// <summary>For a file that only <c>#include "…"</c> finds: seen from where the umbrella's own names begin.</summary>
    private string NextToTheIncluder(string path)
    {
        foreach (var (included, name) in _includedAs.OrderBy(pair => pair.Value, StringComparer.Ordinal))
        {
            if (!Path.IsPathRooted(name) && included.EndsWith("/" + name, StringComparison.Ordinal)
                && IncludeSearch.Below(included[..^(name.Length + 1)], path) is { } relative)
                return relative;
        }

        return path;
    }

    private static string PathOf(void* file) => Path.GetFullPath(NativeText.Take(clang.getFileName(file)));
}
