using BindGen.Comparison;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Kernels;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>Finds what a user names as a side of a comparison: a target of the project, a captured API, or a kernel; as it is now, or as a
/// git revision has it.</summary>
internal sealed class ComparedSource(DifferenceRequest request)
{
    /// <returns>Null after an error was reported.</returns>
    public ComparedVersion? Get(string name, DiagnosticBag diagnostics)
    {
        var (revision, subject) = Revision.Split(name);
        var isCapture = subject.EndsWith(HeaderSource.CaptureExtension, StringComparison.Ordinal);
        ProjectFiles? files = null;
        if (request.Project is { } project && (files = ProjectFiles.Read(ProjectOf(revision, project), diagnostics, Revision.Read)) is null)
            return null;
        if (isCapture)
            return Captured(name, diagnostics) is { } captured ? Compared(name, captured, files, SeriesOf(captured), diagnostics) : null;
        if (files is null)
        {
            diagnostics.Add(
                DiagnosticKinds.UnknownVersion, null, $"'{name}' is no {HeaderSource.CaptureExtension} file, and no project is named",
                "Name the project whose targets and headers are compared, with --project FILE, or run this in its directory.");
            return null;
        }

        if (TargetOf(subject, files) is not { } target)
        {
            Unknown(name, subject, files, diagnostics);
            return null;
        }
        var api = revision is null
            ? new ApiSource(files, request.Origin, new StageClock()).Get(ReleaseOf(subject, target, files) ?? target, diagnostics)?.Api
            : Captured(files.CapturedApiOf(target), diagnostics);
        return api is not null && IsRelease(subject, api, diagnostics) ? Compared(name, api, files, ProjectFiles.VersionOf(target), diagnostics) : null;
    }

    /// <summary>With a directory, so that what stands beside it does not come before the revision.</summary>
    private static string ProjectOf(string? revision, string project) =>
        revision is null ? project : Revision.Join(revision, Path.GetDirectoryName(project) is "" ? Path.Join(".", project) : project);

    private static ComparedVersion Compared(string name, CApi api, ProjectFiles? files, ApiVersion? version, DiagnosticBag diagnostics) =>
        ComparedVersion.Of(name, api, files is null ? null : Wrapped(name, api, files, version, diagnostics));

    /// <returns>Null after a warning, when the rules have errors for this version.</returns>
    private static WrappedApi? Wrapped(string name, CApi api, ProjectFiles files, ApiVersion? version, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        if (Binder.Bind(files.Project.Name, files.Project.Library, api, version, files.Rules, found) is { } model && Emitter.EmitSafe(model, found) is var safe && !found.HasErrors)
            return new WrappedApi(model, new RuleTexts(files.Rules, version), WrapperSurface.Of(safe));
        var errors = found.ToSorted().Where(item => item.Kind.Severity == Severity.Error).ToList();
        diagnostics.Add(
            DiagnosticKinds.RulesDoNotFit, errors[0].Span, $"the rules do not fit '{name}', of which {(errors.Count == 1 ? "one error is" : $"{errors.Count} errors are")} known: {errors[0].Message}",
            "The comparison says what C declares, and leaves out ownership and wrappers. 'bindgen generate' reports each error.");
        return null;
    }

    private static CApi? Captured(string path, DiagnosticBag diagnostics) =>
        Revision.Read(path, diagnostics, null) is { } text ? ApiReader.Read(path, text, diagnostics) : null;

    private ProjectTarget? TargetOf(string name, ProjectFiles files) =>
        files.Project.Targets.FirstOrDefault(target => target.Name == name)
        ?? (KernelVersion.Parse(name) is { } version
            ? new KernelTarget(name, version.Series.ToString(), request.Arch, SourceSpan.OfFile(files.Project.Path))
            : null);

    /// <summary>The tree of one release, where this machine has it; the rules are those of its series.</summary>
    private KernelTarget? ReleaseOf(string name, ProjectTarget target, ProjectFiles files) =>
        target is KernelTarget kernel && KernelVersion.Parse(name) is { IsRelease: true } && kernel with { Kernel = name } is var release && request.Origin != ApiOrigin.Api && TargetHeaders.Find(files, release) is not null
            ? release
            : null;

    /// <summary>What is there of a series is of one release, which may be another one.</summary>
    private static bool IsRelease(string name, CApi api, DiagnosticBag diagnostics)
    {
        if (KernelVersion.Parse(name) is not { IsRelease: true } || api.Target.Source == $"linux {name}")
            return true;
        diagnostics.Add(
            DiagnosticKinds.UnknownVersion, null, $"kernel {name} is not on this machine; of its series there is {api.Target.Source}",
            $"Name the series for what is there, or get the release: bindgen kernels fetch {name}");
        return false;
    }

    private static void Unknown(string name, string subject, ProjectFiles files, DiagnosticBag diagnostics)
    {
        var targets = files.Project.Targets.Select(target => target.Name).ToList();
        diagnostics.Add(
            DiagnosticKinds.UnknownVersion, null, $"'{name}' is no target of '{files.Project.Path}', no {HeaderSource.CaptureExtension} file and no kernel",
            NearestName.Find(subject, targets) is { } nearest ? $"Did you mean '{nearest}'?" : $"Its targets are: {string.Join(", ", targets)}. A kernel is named by its series, such as 6.12.");
    }

    /// <summary>What version clauses are compared with, for a captured API that no target names: the first two numbers of its source's version.</summary>
    private static ApiVersion? SeriesOf(CApi api) =>
        ApiVersion.Parse(string.Join('.', api.Target.Source.Split(' ')[^1].Split('.').Take(2)));
}
