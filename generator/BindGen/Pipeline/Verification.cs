using System.Collections.Immutable;
using BindGen.Check.Btf;
using BindGen.Check.Compiled;
using BindGen.Check.Layouts;
using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>Compares the layouts that bindings of a project stand on with what compilers made of the same headers.</summary>
internal sealed class Verification
{
    private readonly VerificationRequest _request;
    private readonly DiagnosticBag _diagnostics;

    private Verification(VerificationRequest request, DiagnosticBag diagnostics)
    {
        _request = request;
        _diagnostics = diagnostics;
    }

    /// <returns>The comparisons that could be made. Differences, and what kept the others from being made, are in <paramref name="diagnostics"/>.</returns>
    public static ImmutableArray<VerificationReport> Run(VerificationRequest request, DiagnosticBag diagnostics) =>
        new Verification(request, diagnostics).Run();

    private ImmutableArray<VerificationReport> Run()
    {
        if (ProjectFiles.Read(_request.Project, _diagnostics) is not { } files || TargetSelection.Of(files.Project, _request.Targets, _diagnostics) is not { } targets)
            return [];
        if (_request.Btf is not null && targets.Length > 1)
        {
            _diagnostics.Add(
                DiagnosticKinds.InvalidProject, SourceSpan.OfFile(files.Project.Path), $"'{_request.Btf}' is of one kernel, and the project has {targets.Length} targets",
                $"Say which one it is of with --target: {string.Join(", ", targets.Select(target => target.Name))}.");
            return [];
        }
        var btf = _request.Btf is null ? null : BtfFile.Read(_request.Btf, _diagnostics);
        var compiler = _request.Compiler is null ? null : CCompiler.Find(_request.Compiler, _diagnostics);
        return _diagnostics.HasErrors ? [] : [.. targets.SelectMany(target => Verify(files, target, btf, compiler))];
    }

    private ImmutableArray<VerificationReport> Verify(ProjectFiles files, ProjectTarget target, BtfLayouts? btf, CCompiler? compiler)
    {
        var origin = _request.WantsAll ? ApiOrigin.Headers : _request.Origin;
        if (new ApiSource(files, origin, new StageClock(), wantsAll: _request.WantsAll).Get(target, _diagnostics) is not { } api)
            return [];
        var reports = ImmutableArray.CreateBuilder<VerificationReport>();
        if (btf is not null)
            Add(_request.Btf!, found => BtfCheck.Run(api.Api, btf, _request.Btf!, found));
        if (compiler is not null && HeadersOf(files, target, api) is { } headers)
            Add(compiler.Program, found => CompiledCheck.Run(api.Api, compiler, headers, found));
        return reports.ToImmutable();

        void Add(string judge, Func<DiagnosticBag, LayoutFigures?> check)
        {
            if (TargetLayouts.Judge(target, _diagnostics, check) is { } figures)
                reports.Add(new VerificationReport(target.Name, api.Origin, api.Api, judge, figures));
        }
    }

    /// <returns>Null after an error was reported.</returns>
    private CheckedHeaders? HeadersOf(ProjectFiles files, ProjectTarget target, TargetApi api)
    {
        if (TargetHeaders.Find(files, target) is not { } headers)
        {
            var (missing, help) = TargetHeaders.Missing(files, target);
            _diagnostics.Add(DiagnosticKinds.NoKernelHeaders, target.Span, $"a compiler needs the headers, and {missing}", help);
            return null;
        }
        if (headers.Target.Source != api.Api.Target.Source)
            _diagnostics.Add(
                DiagnosticKinds.ApiChanged, SourceSpan.OfFile(files.CapturedApiOf(target)), $"captured from {api.Api.Target.Source}; the compiler reads {headers.Target.Source}",
                "Differences can be those of the two versions.");
        return headers.Checked(files);
    }
}
