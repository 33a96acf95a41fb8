using BindGen.Diagnostics;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace BindGen.Emit;

/// <summary>The templates of a run: those inside the tool, each of which a file of the same path in a directory of the user replaces.
/// Parsed once, and safe to render from several threads after <see cref="Parse"/>.</summary>
/// <param name="overrides">The user's directory (<c>--templates</c>); null for the tool's own templates only.</param>
internal sealed class TemplateSet(string? overrides, DiagnosticBag diagnostics)
{
    private const string ResourcePrefix = "templates/";

    private readonly Dictionary<string, Template?> _templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);

    /// <returns>The text; null when there is no such template or it has an error, which is then reported.</returns>
    public string? Render(string name, ScriptObject model)
    {
        if (Find(name) is not { } template)
            return null;
        var context = new TemplateContext { TemplateLoader = new Loader(this), StrictVariables = false, LoopLimit = 0, NewLine = "\n", AutoIndent = false };
        context.PushGlobal(model);
        try
        {
            return template.Render(context);
        }
        catch (ScriptRuntimeException exception)
        {
            Report(exception.Span, exception.OriginalMessage);
            return null;
        }
    }

    private Template? Find(string name)
    {
        lock (_templates)
        {
            if (_templates.TryGetValue(name, out var known))
                return known;
            var template = Text(name) is { } text ? Template.Parse(text, name) : null;
            if (template is null)
                diagnostics.Add(
                    DiagnosticKinds.MissingTemplate, SourceSpan(name, 0, 0, 0, 0), $"there is no template '{name}'",
                    "Templates are named by their path below 'templates'; a directory given with --templates replaces files, it need not have all.");
            else if (template.HasErrors)
            {
                foreach (var message in template.Messages)
                    Report(message.Span, message.Message);
                template = null;
            }
            _templates.Add(name, template);
            return template;
        }
    }

    private string? Text(string name)
    {
        lock (_texts)
        {
            if (!_texts.TryGetValue(name, out var text))
                _texts.Add(name, text = Read(name));
            return text;
        }
    }

    private string? Read(string name)
    {
        if (overrides is not null && System.IO.Path.Combine(overrides, name) is var path && File.Exists(path))
        {
            try
            {
                return File.ReadAllText(path).Replace("\r\n", "\n");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(DiagnosticKinds.UnreadableFile, Diagnostics.SourceSpan.OfFile(path), exception.Message);
                return null;
            }
        }
        using var stream = typeof(TemplateSet).Assembly.GetManifestResourceStream(ResourcePrefix + name);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void Report(Scriban.Parsing.SourceSpan span, string message) =>
        diagnostics.Add(
            DiagnosticKinds.TemplateError,
            SourceSpan(span.FileName ?? "", span.Start.Line, span.Start.Column, span.End.Line, span.End.Column),
            message);

    /// <summary>Scriban counts lines and columns from 0.</summary>
    private Diagnostics.SourceSpan SourceSpan(string name, int line, int column, int endLine, int endColumn) =>
        new(
            overrides is not null && System.IO.Path.Combine(overrides, name) is var path && File.Exists(path) ? path : ResourcePrefix + name,
            line + 1, column + 1, endLine + 1, endColumn + 2);

    private sealed class Loader(TemplateSet templates) : ITemplateLoader
    {
        public string GetPath(TemplateContext context, Scriban.Parsing.SourceSpan callerSpan, string templateName) => templateName;

        public string Load(TemplateContext context, Scriban.Parsing.SourceSpan callerSpan, string templatePath) =>
            templates.Text(templatePath) ?? throw new ScriptRuntimeException(callerSpan, $"there is no template '{templatePath}'");

        public ValueTask<string> LoadAsync(TemplateContext context, Scriban.Parsing.SourceSpan callerSpan, string templatePath) =>
            new(Load(context, callerSpan, templatePath));
    }
}
