using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Model.Comments;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>The Clang stage: headers in, <see cref="CApi"/> out.</summary>
internal sealed class HeaderParser(LibClang libclang)
{
    /// <summary>Parses one translation unit. Every error of the headers is reported, with its place; then there is no result.</summary>
    public CApi? Parse(ParseRequest request, DiagnosticBag diagnostics) => Parse(request, diagnostics, collector => collector.Collect());

    /// <summary>As <see cref="Parse(ParseRequest, DiagnosticBag)"/>, with what comments say.</summary>
    public CommentedApi? ParseWithComments(ParseRequest request, DiagnosticBag diagnostics) =>
        Parse(request, diagnostics, collector => new CommentedApi(collector.Collect(), collector.Comments()));

    private T? Parse<T>(ParseRequest request, DiagnosticBag diagnostics, Func<DeclarationCollector, T> collect)
        where T : class
    {
        using var unit = TranslationUnit.Parse(
            request.UmbrellaName, request.UmbrellaText, [.. request.Arguments, .. ClangArguments.Always], out var error);
        if (unit is null)
        {
            diagnostics.Add(
                DiagnosticKinds.ParseFailed, SourceSpan.OfFile(request.UmbrellaName),
                $"libclang {libclang.Version} makes nothing of the translation unit: {error}",
                "look at the arguments: an unknown option or a missing value stops it before the first header");
            return null;
        }

        var headers = new HeaderNames(request, libclang.ResourceInclude);
        var children = CursorList.ChildrenOf(unit.Cursor);
        foreach (var child in children)
        {
            if (child.kind == CXCursorKind.CXCursor_InclusionDirective)
                headers.Include(child);
        }

        return DiagnosticReader.Report(unit, headers, diagnostics)
            ? null
            : collect(new DeclarationCollector(request, children, headers, diagnostics));
    }
}
