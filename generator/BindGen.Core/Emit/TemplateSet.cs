using BindGen.Diagnostics;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace BindGen.Emit;

/// <summary>The templates as one target uses them: what is wrong with one is reported for each target.</summary>
internal sealed class TemplateSet(DiagnosticBag diagnostics, TemplateLibrary library)
{
    // Far above any header, far below for ever.
    private const int LoopLimit = 1_000_000;

    private readonly Dictionary<string, Template?> _templates = new(StringComparer.Ordinal);

    // A context parses what it includes; each file has a context of its own.
    private readonly Dictionary<string, Template> _included = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <param name="overrides">The user's directory (<c>--templates</c>); null for the tool's own templates only.</param>
    public TemplateSet(string? overrides, DiagnosticBag diagnostics)
        : this(diagnostics, new TemplateLibrary(overrides))
    {
    }

    /// <returns>The text; null when there is no such template or it has an error, which is then reported.</returns>
    public string? Render(string name, ScriptObject model)
    {
        if (Find(name) is not { } template)
            return null;
        var context = new TemplateContext { TemplateLoader = new Loader(this), StrictVariables = false, LoopLimit = LoopLimit, NewLine = "\n", AutoIndent = false };
        context.PushGlobal(model);
        library.Lend(context.CachedTemplates);
        foreach (var pair in _included)
            context.CachedTemplates[pair.Key] = pair.Value;
        try
        {
            var text = template.Render(context);
            foreach (var pair in context.CachedTemplates)
                _included[pair.Key] = pair.Value;
            library.Keep(context.CachedTemplates);
            return text;
        }
        catch (MissingIncludeException exception)
        {
            Missing(exception.Span, exception.Name);
            return null;
        }
        catch (ScriptParserRuntimeException exception)
        {
            foreach (var message in exception.ParserMessages)
                Report(message.Span, message.Message);
            return null;
        }
        catch (ScriptRuntimeException exception)
        {
            Report(exception.Span, exception.OriginalMessage);
            return null;
        }
    }

    /// <summary>Reports files of the user that replace nothing and that nothing includes: a misspelled name must not be a silence.</summary>
    public void ReportUnread()
    {
        if (library.Overrides is not { } overrides)
            return;
        var own = TemplateLibrary.Own;
        foreach (var path in Directory.EnumerateFiles(overrides, "*.sbn*", SearchOption.AllDirectories).OrderBy(path => path, StringComparer.Ordinal))
        {
            var name = path[(overrides.TrimEnd('/').Length + 1)..].Replace('\\', '/');
            if (!own.Contains(name) && !_read.Contains(name))
                diagnostics.Add(
                    DiagnosticKinds.MissingTemplate, Diagnostics.SourceSpan.OfFile(path), $"'{name}' replaces no template, and no template includes it",
                    NearestName.Find(name, own) is { } nearest ? $"Did you mean '{nearest}'?" : $"The templates are: {string.Join(", ", own.OrderBy(item => item, StringComparer.Ordinal))}.");
        }
    }

    private Template? Find(string name)
    {
        if (_templates.TryGetValue(name, out var known))
            return known;
        _ = Text(name);
        var template = library.Find(name);
        if (template is null)
            Missing(new Scriban.Parsing.SourceSpan(name, default, default), name);
        else if (template.HasErrors)
        {
            foreach (var message in template.Messages)
                Report(message.Span, message.Message);
            template = null;
        }
        _templates.Add(name, template);
        return template;
    }

    private string? Text(string name)
    {
        var found = library.Text(name);
        if (_read.Add(name) && found.Problem is { } problem)
            diagnostics.Add(DiagnosticKinds.UnreadableFile, Diagnostics.SourceSpan.OfFile(System.IO.Path.Combine(library.Overrides!, name)), problem);
        return found.Text;
    }

    private void Report(Scriban.Parsing.SourceSpan span, string message) =>
        diagnostics.Add(DiagnosticKinds.TemplateError, Place(span), message);

    private void Missing(Scriban.Parsing.SourceSpan span, string name) =>
        diagnostics.Add(
            DiagnosticKinds.MissingTemplate, Place(span), $"there is no template '{name}'",
            "Templates are named by their path below 'templates'; a directory given with --templates replaces files, it need not have all.");

    /// <summary>Scriban counts lines and columns from 0.</summary>
    private Diagnostics.SourceSpan Place(Scriban.Parsing.SourceSpan span)
    {
        var name = span.FileName ?? "";
        return new(
            library.Overrides is { } overrides && System.IO.Path.Combine(overrides, name) is var path && File.Exists(path) ? path : TemplateLibrary.ResourcePrefix + name,
            span.Start.Line + 1, span.Start.Column + 1, span.End.Line + 1, span.End.Column + 2);
    }

    private sealed class MissingIncludeException(Scriban.Parsing.SourceSpan span, string name) : ScriptRuntimeException(span, $"there is no template '{name}'")
    {
        public string Name => name;
    }

    private sealed class Loader(TemplateSet templates) : ITemplateLoader
    {
        public string GetPath(TemplateContext context, Scriban.Parsing.SourceSpan callerSpan, string templateName) => templateName;

        public string Load(TemplateContext context, Scriban.Parsing.SourceSpan callerSpan, string templatePath) =>
            templates.Text(templatePath) ?? throw new MissingIncludeException(callerSpan, templatePath);

        public ValueTask<string> LoadAsync(TemplateContext context, Scriban.Parsing.SourceSpan callerSpan, string templatePath) =>
            new(Load(context, callerSpan, templatePath));
    }
}
