using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Model.Comments;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>Writes the files of one target: the raw layer per C header, the safe layer per rules item, and the shims. Pure: the same
/// model and templates give the same bytes.</summary>
internal sealed class Emitter
{
    private readonly OwnershipModel _model;
    private readonly TemplateSet _templates;
    private readonly RawView _raw;
    private readonly SafeView _safe;
    private readonly ShimView _shims;
    private readonly LayoutView _layouts;
    private readonly RawStyle _style;
    private readonly SafeForms _forms;

    private Emitter(OwnershipModel model, RawStyle style, TemplateSet templates, CommentIndex comments)
    {
        var index = new ApiIndex(model.Api);
        _model = model;
        _style = style;
        _templates = templates;
        _raw = new RawView(model, index, style, comments);
        _forms = new SafeForms(model);
        var uses = new LayoutUses(index, _raw.Types);
        _safe = new SafeView(model, _forms, index, _raw.Types, _raw.Comments, uses);
        _layouts = new LayoutView(model, uses);
        _shims = new ShimView(model, _raw);
    }

    /// <param name="comments">What to carry over from the headers' comments; null for nothing.</param>
    /// <returns>The files by path; empty after a template error was reported.</returns>
    public static ImmutableArray<GeneratedFile> Emit(OwnershipModel model, string? templates, DiagnosticBag diagnostics, CommentIndex? comments = null) =>
        Emit(model, diagnostics, new TemplateLibrary(templates), comments ?? CommentIndex.Empty);

    /// <summary>With templates that other targets use at the same time.</summary>
    /// <inheritdoc cref="Emit(OwnershipModel, string?, DiagnosticBag, CommentIndex?)"/>
    public static ImmutableArray<GeneratedFile> Emit(OwnershipModel model, DiagnosticBag diagnostics, TemplateLibrary templates, CommentIndex comments) =>
        Emit(model, new RawStyle($"{model.Project}.Raw", model.Library), templates, diagnostics, comments);

    /// <summary>The raw layer alone, without rules; its files stand at the top of the output directory.</summary>
    /// <inheritdoc cref="Emit(OwnershipModel, string?, DiagnosticBag, CommentIndex?)" path="/returns"/>
    public static ImmutableArray<GeneratedFile> EmitRaw(CApi api, RawStyle style, string? templates, DiagnosticBag diagnostics, CommentIndex? comments = null) =>
    [
        .. Emit(OwnershipModel.WithoutRules("", style.Library, api), style, new TemplateLibrary(templates), diagnostics, comments ?? CommentIndex.Empty)
            .Select(file => file with { Path = file.Path["raw/".Length..] }),
    ];

    /// <summary>The safe layer alone.</summary>
    /// <inheritdoc cref="Emit(OwnershipModel, string?, DiagnosticBag, CommentIndex?)" path="/returns"/>
    public static ImmutableArray<GeneratedFile> EmitSafe(OwnershipModel model, DiagnosticBag diagnostics) =>
        [.. new Emitter(model, new RawStyle($"{model.Project}.Raw", model.Library), new TemplateSet(null, diagnostics), CommentIndex.Empty).SafeFiles().OfType<GeneratedFile>()];

    /// <summary>The reports alone.</summary>
    public static ImmutableArray<GeneratedFile> EmitReports(OwnershipModel model, DiagnosticBag diagnostics) =>
        [.. new Emitter(model, new RawStyle($"{model.Project}.Raw", model.Library), new TemplateSet(null, diagnostics), CommentIndex.Empty).Reports().OfType<GeneratedFile>()];

    private static ImmutableArray<GeneratedFile> Emit(OwnershipModel model, RawStyle style, TemplateLibrary templates, DiagnosticBag diagnostics, CommentIndex comments)
    {
        var found = new DiagnosticBag();
        var emitter = new Emitter(model, style, new TemplateSet(found, templates), comments);
        var files = emitter.Files().OfType<GeneratedFile>().OrderBy(file => file.Path, StringComparer.Ordinal).ToImmutableArray();
        emitter._templates.ReportUnread();
        emitter._raw.ReportOpaque(found);
        diagnostics.AddRange(found.ToSorted());
        return found.HasErrors ? [] : files;
    }

    private IEnumerable<GeneratedFile?> Files()
    {
        foreach (var (path, subject, headers) in _raw.Files())
            yield return Render(path, "raw/header.sbn-cs", subject, _raw.File(headers));
        foreach (var file in SafeFiles())
            yield return file;
        foreach (var (path, template) in AsksForLayouts ? LayoutView.Files : [])
            yield return Render(path, template, _model.Project, _layouts.View());
        foreach (var (path, template) in _shims.Files())
            yield return Render(path, template, _model.Project, _shims.View(AsksForLayouts));
        foreach (var report in _model.Project.Length > 0 ? Reports() : [])
            yield return report;
    }

    private IEnumerable<GeneratedFile?> SafeFiles() => SafeItems.Select(item => Render($"safe/{item.Name}.cs", item.Template, item.Name, item.View));

    /// <summary>All of the safe layer before any of it is written: then it is known which layouts it depends on.</summary>
    private List<(string Name, string Template, ScriptObject View)> SafeItems => field ??= [.. Items()];

    private bool DependsOnLayouts => SafeItems.Count > 0 && !_layouts.IsEmpty;

    /// <summary>Only shims can answer, and what needs none otherwise is not to need them for that.</summary>
    private bool AsksForLayouts => DependsOnLayouts && _shims.HasFiles;

    private IEnumerable<(string Name, string Template, ScriptObject View)> Items()
    {
        foreach (var handle in _model.Handles)
            yield return Safe(handle.Name, _forms.Revocables.IsRevocable(handle.Name) ? "safe/revocable.sbn-cs" : "safe/handle.sbn-cs", "handle", _safe.Handle(handle));
        foreach (var handle in _model.Handles.Where(_safe.HasBound))
            yield return Safe("Bound" + handle.Name, "safe/bound.sbn-cs", "bound", _safe.Bound(handle));
        foreach (var registration in _model.Registrations.Where(_forms.Has))
            yield return _forms.Registrations.IsOfRecord(registration)
                ? Safe(registration.Name, "safe/record-registration.sbn-cs", "registration", _safe.RecordRegistration(registration))
                : Safe(registration.Name, _forms.Registrations.IsKeyed(registration) ? "safe/keyed-registration.sbn-cs" : "safe/registration.sbn-cs", "registration", _safe.Registration(registration));
        foreach (var guard in _model.Guards.Where(_forms.Has))
            yield return Safe(guard.Name, "safe/guard.sbn-cs", "guard", _safe.Guard(guard));
        foreach (var enumerator in _model.Enumerators.Where(_forms.Has))
            yield return Safe(enumerator.Name, "safe/enumerator.sbn-cs", "enumerator", _safe.Enumerator(enumerator));
        foreach (var record in _model.Records)
            yield return Safe(
                record.Name, record.Cookie == CookiePlace.Element ? "safe/element.sbn-cs" : record.IsStatic ? "safe/static-record.sbn-cs" : "safe/record.sbn-cs", "record",
                record.IsStatic ? _safe.StaticRecord(record) : _safe.Record(record));
        foreach (var table in _model.Callbacks.Where(_forms.Has))
            yield return Safe(table.Name, "safe/callbacks.sbn-cs", "table", _safe.Table(table));
        foreach (var @enum in _model.Enums)
            yield return Safe(@enum.Name, "safe/enum.sbn-cs", "enum", _safe.Enum(@enum));
        foreach (var constants in _model.Constants)
            yield return Safe(constants.Name, "safe/constants.sbn-cs", "constants", new ConstantsView(_raw.Constants).Of(constants));
        foreach (var group in _model.Groups.Where(group => group.Methods.Any(_forms.Has)))
            yield return Safe(group.Name, "safe/functions.sbn-cs", "group", _safe.Group(group));
    }

    private IEnumerable<GeneratedFile?> Reports()
    {
        var view = new ReportView(_model, _forms).View();
        view["unasked"] = DependsOnLayouts && !AsksForLayouts ? _layouts.Names : new ScriptArray();
        return ReportView.Files().Select(file => Render(file.Path, file.Template, _model.Project, view));
    }

    private static (string Name, string Template, ScriptObject View) Safe(string name, string template, string variable, ScriptObject view) =>
        (name, template, View.Map((variable, view)));

    private GeneratedFile? Render(string path, string template, string symbol, ScriptObject view)
    {
        view["namespace"] = _model.Project;
        view["library"] = _model.Library;
        view["raw_namespace"] = _style.Namespace;
        view["raw_class"] = _style.Class;
        view["has_rules"] = _model.Project.Length > 0;
        view["source"] = $"{(_model.Api.Target.Source.Length > 0 ? _model.Api.Target.Source : _model.Api.HeadersInWords)}, {_model.Api.Target.Triple}";
        return _templates.Render(template, view) is { } text ? new GeneratedFile(path, text, template, symbol) : null;
    }
}
