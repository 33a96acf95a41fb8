using System.Collections.Immutable;
using BindGen.Check;
using BindGen.Comparison;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Kernels;
using BindGen.Model;
using BindGen.Model.Comments;
using BindGen.Output;
using BindGen.Ownership;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>Runs the pipeline: headers and rules in, checked files out. Nothing is written unless every target is right.</summary>
internal sealed class Generation
{
    private readonly GenerationRequest _request;
    private readonly TemplateLibrary _templates;
    private readonly DiagnosticBag _diagnostics;
    private readonly StageClock _clock = new();
    private readonly CompileCheck _check = new(KernelCache.Directory());

    private Generation(GenerationRequest request, DiagnosticBag diagnostics)
    {
        _request = request;
        _templates = new TemplateLibrary(request.Templates);
        _diagnostics = diagnostics;
    }

    /// <returns>Null when something was wrong, except for checks that could be made; then <paramref name="diagnostics"/> says what, and nothing was written.</returns>
    public static GenerationReport? Run(GenerationRequest request, DiagnosticBag diagnostics) => new Generation(request, diagnostics).Run();

    private GenerationReport? Run()
    {
        if (_clock.Measure("read rules", () => ProjectFiles.Read(_request.Project, _diagnostics)) is not { } files || Selected(files.Project) is not { } targets)
            return null;

        var guess = _check.Prepare([.. files.Inputs, .. targets.Select(files.CapturedApiOf)]);
        var results = targets.AsParallel().AsOrdered().WithDegreeOfParallelism(_request.Jobs ?? Parallelism.Default()).Select(target => Build(files, target)).ToList();
        if (!_diagnostics.HasErrors)
            _check.Remember(guess);
        if (_request.Checks is { } checks)
            return Check(files, checks, [.. targets.Zip(results)]);
        if (_diagnostics.HasErrors)
            return null;
        var reports = _clock.Measure("write", () => Store(files, results.OfType<Built>()));
        return _diagnostics.HasErrors ? null : Report(reports, []);
    }

    private GenerationReport Report(ImmutableArray<TargetReport> targets, ImmutableArray<CheckRow> checks) =>
        new(targets, _clock.ToStages("read rules", "read .api", "parse headers", "bind", "emit", "compile", "write", "check"), checks);

    private GenerationReport Check(ProjectFiles files, CheckRequest checks, ImmutableArray<(ProjectTarget Target, Built? Built)> targets)
    {
        var check = new ProjectCheck(files, checks, _request.Origin, _diagnostics);
        var rows = _clock.Measure("check", () => check.Run([.. targets.Select(item => (item.Target, item.Built is { } built ? Checked(files, built) : null))]));
        return Report([.. targets.Select(item => item.Built).OfType<Built>().Select(built => Report(files, built, OutputReport.Nothing))], rows);
    }

    private CheckedTarget Checked(ProjectFiles files, Built built) =>
        new(built.Target, built.Api, built.Symbols, $"{DirectoryNameOf(files, built)}, {Counted.Of(built.Files.Length, "file")}", found => Compare(files, built, found));

    private ImmutableArray<ProjectTarget>? Selected(Project project)
    {
        if (TargetSelection.Of(project, _request.Targets, _diagnostics) is not { } selected)
            return null;
        if (selected.Length < 2 || _request.Output?.Contains("{target}", StringComparison.Ordinal) != false)
            return selected;
        _diagnostics.Add(
            DiagnosticKinds.InvalidProject, SourceSpan.OfFile(project.Path), $"all targets would be written to one directory, '{_request.Output}'",
            "Put '{target}' into the path, or generate one target.");
        return null;
    }

    private Built? Build(ProjectFiles files, ProjectTarget target)
    {
        if (_request.Checks?.Only is [CheckKind.Format] || new ApiSource(files, _request.Origin, _clock, _request.Docs).Get(target, _diagnostics) is not { } api)
            return null;
        var model = _clock.Measure("bind", () => Binder.Bind(
            files.Project.Name, files.Project.Library, api.Api, ProjectFiles.VersionOf(target), files.Rules, _diagnostics));
        if (model is null)
            return null;
        if (_request.Checks?.Has(CheckKind.Output) == false)
            return new Built(target, api, model.Symbols, []);
        var emitted = _clock.Measure("emit", () => Emitter.Emit(model, _diagnostics, _templates, api.Comments));
        if (emitted.IsEmpty)
            return null;
        var code = emitted.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).ToImmutableArray();
        return _clock.Measure("compile", () => _check.Run(code, _diagnostics)) ? new Built(target, api with { Comments = CommentIndex.Empty }, model.Symbols, emitted) : null;
    }

    private void Compare(ProjectFiles files, Built built, DiagnosticBag diagnostics)
    {
        DirectoryOf(files, built).IsCurrent(built.Files, diagnostics);
        if (CaptureOf(files, built) is { } path)
            diagnostics.Add(
                DiagnosticKinds.OutputIsStale, SourceSpan.OfFile(path), $"{path} is not what the headers declare", "Run `bindgen generate`, and commit what it writes.");
    }

    /// <summary>Makes everything ready first, so that what cannot be stored for one target keeps all of them as they were.</summary>
    private ImmutableArray<TargetReport> Store(ProjectFiles files, IEnumerable<Built> targets)
    {
        var staged = new List<StagedOutput>();
        var reports = ImmutableArray.CreateBuilder<TargetReport>();
        try
        {
            foreach (var built in targets)
            {
                if (DirectoryOf(files, built).Stage(built.Files, _diagnostics) is not { } output)
                    continue;
                staged.Add(output);
                reports.Add(Report(files, built, output.Report));
                if (CaptureOf(files, built) is { } path && StageText(path, ApiWriter.Write(built.Api.Api)) is { } capture)
                    staged.Add(capture);
            }
            if (new ProjectCoverage(files, _diagnostics).Update(reports, _request.AcceptsLessCoverage) is { } coverage && StageText(files.CoverageFile, coverage) is { } record)
                staged.Add(record);
            if (!_diagnostics.HasErrors)
                staged.ForEach(output => output.Commit());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _diagnostics.Add(DiagnosticKinds.UnwritableFile, SourceSpan.OfFile(files.Project.Path), $"not all of the output could be written: {FileProblem.Of(exception)}", "Make room or correct the permissions, and run this again: it completes what is there.");
        }
        finally
        {
            staged.ForEach(output => output.Dispose());
        }
        return reports.ToImmutable();
    }

    private StagedOutput? StageText(string path, string text)
    {
        try
        {
            return StagedOutput.OfFile(path, System.Text.Encoding.UTF8.GetBytes(text));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _diagnostics.Add(DiagnosticKinds.UnwritableFile, SourceSpan.OfFile(path), $"'{path}' cannot be written: {FileProblem.Of(exception)}", "Make its directory writable.");
            return null;
        }
    }

    /// <summary>The capture that a run from headers brings up to date; null when it is.</summary>
    private static string? CaptureOf(ProjectFiles files, Built built) =>
        built.Api.IsFromHeaders && built.Api.Before != built.Api.Api ? files.CapturedApiOf(built.Target) : null;

    private TargetReport Report(ProjectFiles files, Built built, OutputReport output) =>
        new(built.Target.Name, built.Api.Origin, built.Api.Api, built.Symbols, Changes(files.CapturedApiOf(built.Target), built.Api),
            built.Files.Length, DirectoryNameOf(files, built), output);

    private OutputDirectory DirectoryOf(ProjectFiles files, Built built) => new(DirectoryNameOf(files, built));

    private string DirectoryNameOf(ProjectFiles files, Built built) =>
        _request.Output is { } output
            ? output.Replace("{target}", built.Target.Name, StringComparison.Ordinal)
            : Tidy(Path.Combine(Path.GetDirectoryName(files.Project.Path) ?? "", files.Project.OutputOf(built.Target)));

    private ApiComparison? Changes(string path, TargetApi api)
    {
        if (api.Before is not { } before)
            return null;
        if (before.Target.Source != api.Api.Target.Source)
            _diagnostics.Add(
                DiagnosticKinds.ApiChanged, SourceSpan.OfFile(path), $"captured from {before.Target.Source}; this run reads {api.Api.Target.Source}",
                "Review the changes listed below and commit the new capture with the output; '--from api' reproduces what is committed.");
        return ApiComparer.Compare(ComparedVersion.Of("captured", before), ComparedVersion.Of("headers", api.Api));
    }

    /// <summary>Without steps up and down; as the user named the project, absolute or seen from the current directory.</summary>
    private static string Tidy(string path) => Path.IsPathRooted(path) ? Path.GetFullPath(path) : Path.GetRelativePath(".", path);

    private sealed record Built(ProjectTarget Target, TargetApi Api, ImmutableArray<SymbolFact> Symbols, ImmutableArray<GeneratedFile> Files);
}
