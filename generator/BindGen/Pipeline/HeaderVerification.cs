using System.Collections.Immutable;
using BindGen.Check.Btf;
using BindGen.Check.Compiled;
using BindGen.Check.Layouts;
using BindGen.Diagnostics;
using BindGen.Model;

namespace BindGen.Pipeline;

/// <summary>Compares the layouts of headers that no project names with what a compiler makes of them, or with a kernel's BTF.</summary>
internal static class HeaderVerification
{
    /// <param name="btf">A file with BTF; null for no such comparison.</param>
    /// <param name="program">A C compiler; null for no such comparison.</param>
    public static ImmutableArray<VerificationReport> Run(HeaderRequest request, string? btf, string? program, DiagnosticBag diagnostics)
    {
        var types = btf is null ? null : BtfFile.Read(btf, diagnostics);
        var compiler = program is null ? null : CCompiler.Find(program, diagnostics);
        if (diagnostics.HasErrors || HeaderSource.ReadForCompiler(request, diagnostics) is not var (api, headers))
            return [];
        var reports = ImmutableArray.CreateBuilder<VerificationReport>();
        if (types is not null)
            Add(btf!, BtfCheck.Run(api, types, btf!, diagnostics));
        if (compiler is not null)
            Add(compiler.Program, CompiledCheck.Run(api, compiler, headers, diagnostics));
        return reports.ToImmutable();

        void Add(string judge, LayoutFigures? figures)
        {
            if (figures is not null)
                reports.Add(new VerificationReport(string.Join(", ", request.Headers), OriginOf(api), api, judge, figures));
        }
    }

    private static string OriginOf(CApi api) => api.Target.Source.Length > 0 ? $"headers of {api.Target.Source}" : $"headers for {api.Target.Triple}";
}
