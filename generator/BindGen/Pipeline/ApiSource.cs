using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Kernels;
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
        var tree = origin == ApiOrigin.Api ? null : KernelTree.Find(target.Kernel, target.Arch);
        if (tree is not null)
        {
            var captured = File.Exists(path) ? Captured(path, new DiagnosticBag()) : null;
            return Parse(tree, target, diagnostics) is { } parsed ? new TargetApi(parsed.Api, parsed.Comments, $"headers of {tree.Target.Source}", captured, true) : null;
        }

        var fetch = HowToFetch(target);
        if (origin == ApiOrigin.Headers || !Path.Exists(path))
        {
            var why = origin == ApiOrigin.Api ? $"there is no '{path}'" : $"the headers of kernel {target.Kernel} for {target.Arch} are not on this machine";
            diagnostics.Add(DiagnosticKinds.NoKernelHeaders, target.Span, origin == ApiOrigin.Auto ? $"{why}, and there is no '{path}'" : why,
                origin == ApiOrigin.Api ? "It is written by 'bindgen generate --from headers', on a machine that has the kernel's headers." : fetch);
            return null;
        }
        if (docs == DocumentationMode.Full)
            diagnostics.Add(
                DiagnosticKinds.NoComments, target.Span, $"'{path}' holds no comments: '--docs full' needs the headers of kernel {target.Kernel} for {target.Arch}", "Put the headers on this machine, or leave '--docs full' out.");
        if (Captured(path, diagnostics) is not { } api || docs == DocumentationMode.Full)
            return null;
        if (origin == ApiOrigin.Auto)
            diagnostics.Add(
                DiagnosticKinds.UsingCapturedApi, target.Span, $"the headers of kernel {target.Kernel} for {target.Arch} are not on this machine: using '{path}', captured from {api.Target.Source}", fetch);
        return new TargetApi(api, CommentIndex.Empty, $"{path} ({api.Target.Source})", null, false);
    }

    public static string HowToFetch(ProjectTarget target) =>
        $"Run './build.sh setup' in BindGen's checkout, or unpack linux-headers packages into {KernelCache.PlaceOf("$BINDGEN_CACHE", target.Kernel, target.Arch)}.";

    private CApi? Captured(string path, DiagnosticBag diagnostics) =>
        clock.Measure("read .api", () => TextFile.Read(path, diagnostics) is { } text ? ApiReader.Read(path, text, diagnostics) : null);

    private CommentedApi? Parse(KernelTree tree, ProjectTarget target, DiagnosticBag diagnostics) => clock.Measure("parse headers", () =>
    {
        if (LibClang.Load(diagnostics) is not { } libclang)
            return null;
        var request = new ParseRequest(
            files.UmbrellaPath,
            files.Umbrella,
            files.HeadersOf(target),
            tree.Arguments(libclang.ResourceInclude),
            tree.Target,
            tree.Exports.Find,
            wantsAll)
        {
            Prototypes = PrototypeBinder.Select(files.Rules, ApiVersion.Parse(target.Kernel)),
        };
        var parser = new HeaderParser(libclang);
        return docs == DocumentationMode.Full ? parser.ParseWithComments(request, diagnostics)
            : parser.Parse(request, diagnostics) is { } api ? new CommentedApi(api, CommentIndex.Empty)
            : null;
    });
}
