using System.Collections.Immutable;
using BindGen.Check;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Kernels;
using BindGen.Model;
using BindGen.Output;

namespace BindGen.Pipeline;

/// <param name="Output">The directory for one file a header; null for one text of all, which is written nowhere.</param>
/// <param name="Templates">A directory whose files replace the tool's templates of the same path.</param>
internal sealed record RawRequest(HeaderRequest Headers, string? Output, RawStyle Style, string? Templates);

/// <param name="LeftOut">The functions that nothing imports, with the reason.</param>
/// <param name="Text">What was asked for as one text; null for files.</param>
internal sealed record RawReport(CApi Api, ImmutableArray<Unbound> LeftOut, int Files, OutputReport Output, string? Text);

/// <summary>Headers in, the raw layer out, without rules. Nothing is written unless all of it compiles.</summary>
internal static class RawGeneration
{
    /// <returns>Null when something was wrong; then <paramref name="diagnostics"/> says what, and nothing was written.</returns>
    public static RawReport? Run(RawRequest request, DiagnosticBag diagnostics)
    {
        var check = new CompileCheck(KernelCache.Directory());
        var guess = check.Prepare(request.Headers.Headers);
        if (HeaderSource.Read(request.Headers, diagnostics) is not { } api)
            return null;
        if (!IsLp64(api.Target.Triple) || request.Headers.ClangArguments.Any(argument => argument is "-m32" or "-mx32" or "-m16"))
        {
            diagnostics.Add(
                DiagnosticKinds.Unsupported, null, $"the raw layer has the sizes of 64-bit Linux, and these arguments compile for something else ({api.Target.Triple})",
                "'bindgen model' prints the layouts of every target that clang knows.");
            return null;
        }
        var files = Emitter.EmitRaw(api, request.Style with { IsOneFile = request.Output is null }, request.Templates, diagnostics);
        if (diagnostics.HasErrors || !check.Run(files, diagnostics))
            return null;
        check.Remember(guess);
        var output = request.Output is null ? OutputReport.Nothing : new OutputDirectory(request.Output).Write(files, diagnostics);
        return diagnostics.HasErrors ? null : new RawReport(api, [.. Unbound.Functions(api)], files.Length, output, request.Output is null ? files[0].Text : null);
    }

    private static bool IsLp64(string triple) =>
        triple.Split('-')[0] is "x86_64" or "aarch64" or "arm64" or "riscv64" or "loongarch64"
        && triple.Contains("linux", StringComparison.Ordinal) && !triple.EndsWith("32", StringComparison.Ordinal);
}
