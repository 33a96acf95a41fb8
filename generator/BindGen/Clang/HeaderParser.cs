using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Model.Comments;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>The Clang stage: headers in, <see cref="CApi"/> out.</summary>
internal sealed class HeaderParser(LibClang libclang)
{
    /// <summary>How often the headers are parsed again because a macro with an open bracket swallowed what follows it.</summary>
    private const int MostRounds = 8;

    /// <summary>How often the last headers were parsed: once, unless a macro is hidden from <see cref="MacroNames"/>, leaves a bracket open or has 128 bits.</summary>
    public int Rounds { get; private set; }

    /// <summary>Parses one translation unit. Every error of the headers is reported, with its place; then there is no result.</summary>
    public CApi? Parse(ParseRequest request, DiagnosticBag diagnostics) => Parse(request, diagnostics, (collector, _) => collector.Collect());

    /// <summary>As <see cref="Parse(ParseRequest, DiagnosticBag)"/>, with what comments say.</summary>
    public CommentedApi? ParseWithComments(ParseRequest request, DiagnosticBag diagnostics) =>
        Parse(request, diagnostics, (collector, _) => new CommentedApi(collector.Collect(), collector.Comments()));

    /// <summary>As <see cref="Parse(ParseRequest, DiagnosticBag)"/>, with what comments and attributes say.</summary>
    public HeaderFacts? ParseFacts(ParseRequest request, DiagnosticBag diagnostics) =>
        Parse(request, diagnostics, (collector, unit) => new HeaderFacts(collector.Collect(), collector.Comments(), collector.Attributes(unit)));

    private T? Parse<T>(ParseRequest request, DiagnosticBag diagnostics, Func<DeclarationCollector, TranslationUnit, T> collect)
        where T : class
    {
        var macros = MacroNames.Find(request);
        var probe = MacroProbe.Of(request, macros.ToAsk, []);
        var refused = new HashSet<string>(macros.Unbalanced, StringComparer.Ordinal);
        var areHeadersSound = false;
        for (Rounds = 1; ; Rounds++)
        {
            using var unit = Parse(request, probe.Text, diagnostics);
            if (unit is null)
                return null;
            var headers = new HeaderNames(request, libclang.ResourceInclude);
            var children = Children(unit, headers);
            var answers = MacroAnswers.Take(probe, unit, children, headers);
            if (answers.HasOtherErrors && !areHeadersSound)
            {
                if (ReportErrors(request, diagnostics))
                    return null;
                areHeadersSound = true;
            }

            if (answers.RefusesPrototypes(diagnostics))
                return null;
            refused.UnionWith(answers.Swallowed());
            var found = new DiagnosticBag();
            var collector = new DeclarationCollector(request, children, headers, answers, found);
            var unanswered = collector.UnansweredMacros().Except(refused).ToList();
            var names = probe.Names.Union(unanswered).Except(refused).Order(StringComparer.Ordinal).ToImmutableArray();
            var wide = answers.Wide();
            if (Rounds == MostRounds || ((unanswered.Count == 0 || names.SequenceEqual(probe.Names)) && wide.IsSubsetOf(probe.Wide)))
            {
                var collected = collect(collector, unit);
                diagnostics.AddRange(found.ToSorted());
                return found.HasErrors ? null : collected;
            }
            probe = MacroProbe.Of(request, names, wide);
        }
    }

    /// <summary>Parses the umbrella alone, whose errors are those of the headers.</summary>
    /// <returns>Whether there was an error.</returns>
    private bool ReportErrors(ParseRequest request, DiagnosticBag diagnostics)
    {
        using var unit = Parse(request, request.UmbrellaText, diagnostics);
        if (unit is null)
            return true;
        var headers = new HeaderNames(request, libclang.ResourceInclude);
        Children(unit, headers);
        return DiagnosticReader.Report(unit, headers, diagnostics);
    }

    private TranslationUnit? Parse(ParseRequest request, string text, DiagnosticBag diagnostics)
    {
        var unit = TranslationUnit.Parse(request.UmbrellaName, text, [.. request.Arguments, .. ClangArguments.Always], out var error);
        if (unit is null)
            diagnostics.Add(
                DiagnosticKinds.ParseFailed, SourceSpan.OfFile(request.UmbrellaName),
                $"libclang {libclang.Version} makes nothing of the translation unit: {error}",
                "look at the arguments: an unknown option or a missing value stops it before the first header");
        return unit;
    }

    private static List<CXCursor> Children(TranslationUnit unit, HeaderNames headers)
    {
        var children = CursorList.ChildrenOf(unit.Cursor);
        foreach (var child in children)
        {
            if (child.kind == CXCursorKind.CXCursor_InclusionDirective)
                headers.Include(child);
        }

        return children;
    }
}
