using System.Collections.Immutable;
using BindGen.Check;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Kernels;
using BindGen.Model;
using BindGen.Output;
using BindGen.Ownership;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>Runs the pipeline: headers and rules in, checked files out. Nothing is written unless every target is right.</summary>
internal sealed class Generation
{
    private readonly GenerationRequest _request;
    private readonly DiagnosticBag _diagnostics;
    private readonly StageClock _clock = new();
    private readonly CompileCheck _check = new(KernelCache.Directory());

    private Generation(GenerationRequest request, DiagnosticBag diagnostics)
    {
        _request = request;
        _diagnostics = diagnostics;
    }

    /// <returns>Null when something was wrong; then <paramref name="diagnostics"/> says what, and nothing was written.</returns>
    public static GenerationReport? Run(GenerationRequest request, DiagnosticBag diagnostics)
    {
        var report = new Generation(request, diagnostics).Run();
        return diagnostics.HasErrors ? null : report;
    }

    private GenerationReport? Run()
    {
        if (_clock.Measure("read rules", () => ProjectFiles.Read(_request.Project, _diagnostics)) is not { } files || Selected(files.Project) is not { } targets)
            return null;

        var results = targets.AsParallel().AsOrdered().Select(target => Build(files, target)).ToList();
        if (_diagnostics.HasErrors)
            return null;
        var reports = _clock.Measure("write", () => results.OfType<Built>().Select(built => Store(files, built)).ToImmutableArray());
        return new GenerationReport(reports, _clock.ToStages("read rules", "read .api", "parse headers", "bind", "emit", "compile", "write"));
    }

    private ImmutableArray<ProjectTarget>? Selected(Project project)
    {
        var unknown = _request.Targets.Where(name => project.Targets.All(target => target.Name != name)).ToList();
        foreach (var name in unknown)
            _diagnostics.Add(
                DiagnosticKinds.InvalidProject, SourceSpan.OfFile(project.Path), $"the project has no target '{name}'",
                NearestName.Find(name, project.Targets.Select(target => target.Name)) is { } nearest
                    ? $"Did you mean '{nearest}'?"
                    : $"Its targets are: {string.Join(", ", project.Targets.Select(target => target.Name))}.");
        if (unknown.Count > 0)
            return null;
        return _request.Targets.IsEmpty ? project.Targets : [.. project.Targets.Where(target => _request.Targets.Contains(target.Name))];
    }

    private Built? Build(ProjectFiles files, ProjectTarget target)
    {
        if (new ApiSource(files, _request.Origin, _clock).Get(target, _diagnostics) is not { } api)
            return null;
        var model = _clock.Measure("bind", () => Binder.Bind(
            files.Project.Name, files.Project.Library, api.Api, ApiVersion.Parse(target.Kernel), files.Rules, _diagnostics));
        if (model is null)
            return null;
        var emitted = _clock.Measure("emit", () => Emitter.Emit(model, _request.Templates, _diagnostics));
        if (emitted.IsEmpty)
            return null;
        var code = emitted.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).ToImmutableArray();
        return _clock.Measure("compile", () => _check.Run(code, _diagnostics)) ? new Built(target, api, model, emitted) : null;
    }

    private TargetReport Store(ProjectFiles files, Built built)
    {
        var (target, api, model, emitted) = built;
        var directory = _request.Output is { } output
            ? output.Replace("{target}", target.Name, StringComparison.Ordinal)
            : Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(files.Project.Path) ?? "", files.Project.OutputOf(target)));
        var place = new OutputDirectory(directory);
        var stored = OutputReport.Nothing;
        if (_request.IsCheck)
            place.IsCurrent(emitted, _diagnostics);
        else
            stored = place.Write(emitted, _diagnostics);
        if (!_request.IsCheck && api.IsFromHeaders && !_diagnostics.HasErrors)
            Capture(files.CapturedApiOf(target), api);
        return new TargetReport(
            target.Name, api.Origin, api.Api, model.Symbols, api.Before is { } before ? ApiChanges.Between(before, api.Api) : null, emitted.Length, directory, stored);
    }

    private void Capture(string path, TargetApi api)
    {
        if (api.Before == api.Api)
            return;
        try
        {
            using var transaction = new OutputTransaction(Path.GetDirectoryName(path) ?? "");
            transaction.Write(Path.GetFileName(path), System.Text.Encoding.UTF8.GetBytes(ApiWriter.Write(api.Api)));
            transaction.Commit();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _diagnostics.Add(DiagnosticKinds.UnwritableFile, SourceSpan.OfFile(path), $"'{path}' cannot be written: {exception.Message}", "Make its directory writable.");
        }
    }

    private sealed record Built(ProjectTarget Target, TargetApi Api, OwnershipModel Model, ImmutableArray<GeneratedFile> Files);
}
