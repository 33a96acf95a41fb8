using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Model.Comments;
using BindGen.Ownership;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>The C API of one target, and the capture of it that was there before.</summary>
/// <param name="Origin">Where it comes from, in words.</param>
/// <param name="Before">What the <c>.api</c> file held; null when there was none or when it is the origin itself.</param>
/// <param name="Comments">What the headers' comments say; empty when they were not asked for.</param>
internal sealed record TargetApi(CApi Api, CommentIndex Comments, string Origin, CApi? Before, bool IsFromHeaders);

/// <summary>Gets the C API of targets from headers or from captures.</summary>
/// <param name="wantsAll">Whether headers give what all of them declare, and not only what the rules' headers reach.</param>
internal sealed class ApiSource(ProjectFiles files, ApiOrigin origin, StageClock clock, DocumentationMode docs = DocumentationMode.Links, bool wantsAll = false)
{
    /// <returns>Null after an error was reported.</returns>
    public TargetApi? Get(ProjectTarget target, DiagnosticBag diagnostics)
    {
        var path = files.CapturedApiOf(target);
        if (origin != ApiOrigin.Api && TargetHeaders.Find(files, target) is { } headers)
        {
            var captured = File.Exists(path) ? Captured(path, new DiagnosticBag()) : null;
            return Parse(headers, target, diagnostics) is { } parsed ? new TargetApi(parsed.Api, parsed.Comments, headers.Origin, captured, true) : null;
        }

        var (missing, fetch) = origin == ApiOrigin.Api ? ("", "") : TargetHeaders.Missing(files, target);
        if (origin == ApiOrigin.Headers || !Path.Exists(path))
        {
            var why = origin == ApiOrigin.Api ? $"there is no '{path}'" : missing;
            diagnostics.Add(DiagnosticKinds.NoKernelHeaders, target.Span, origin == ApiOrigin.Auto ? $"{why}, and there is no '{path}'" : why,
                origin == ApiOrigin.Api ? "It is written by 'bindgen generate --from headers', on a machine that has the headers." : fetch);
            return null;
        }
        if (docs == DocumentationMode.Full)
            diagnostics.Add(
                DiagnosticKinds.NoComments, target.Span, $"'{path}' holds no comments: '--docs full' needs {TargetHeaders.NameOf(target)}", "Put the headers on this machine, or leave '--docs full' out.");
        if (Captured(path, diagnostics) is not { } api || docs == DocumentationMode.Full)
            return null;
        if (origin == ApiOrigin.Auto)
            diagnostics.Add(
                DiagnosticKinds.UsingCapturedApi, target.Span, $"{missing}: using '{path}', captured from {SourceOf(api)}", fetch);
        return new TargetApi(api, CommentIndex.Empty, $"{path} ({SourceOf(api)})", null, false);
    }

    private static string SourceOf(CApi api) => api.Target.Source.Length > 0 ? api.Target.Source : $"headers for {api.Target.Triple}";

    private CApi? Captured(string path, DiagnosticBag diagnostics) =>
        clock.Measure("read .api", () => TextFile.Read(path, diagnostics) is { } text ? ApiReader.Read(path, text, diagnostics) : null);

    private CommentedApi? Parse(TargetHeaders headers, ProjectTarget target, DiagnosticBag diagnostics) => clock.Measure("parse headers", () =>
    {
        if (LibClang.Load(diagnostics) is not { } libclang)
            return null;
        var request = new ParseRequest(
            files.UmbrellaPath,
            files.Umbrella,
            files.HeadersOf(target),
            headers.ForClang(libclang),
            headers.Target,
            headers.Exports,
            wantsAll)
        {
            Prototypes = PrototypeBinder.Select(files.Rules, ProjectFiles.VersionOf(target)),
        };
        try
        {
            return Parse(new HeaderParser(libclang), request, diagnostics);
        }
        finally
        {
            FreedMemory.GiveBack();
        }
    });

    private CommentedApi? Parse(HeaderParser parser, ParseRequest request, DiagnosticBag diagnostics) =>
        docs == DocumentationMode.Full ? parser.ParseWithComments(request, diagnostics)
        : parser.Parse(request, diagnostics) is { } api ? new CommentedApi(api, CommentIndex.Empty)
        : null;
}
