using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban;

/// <summary>A parsed template. It does not change and can be rendered any number of times, in several contexts.</summary>
public class Template
{
    private readonly Statement _body;

    private Template(Statement body, LogMessageBag messages, string? sourceFilePath)
    {
        _body = body;
        Messages = messages;
        SourceFilePath = sourceFilePath;
    }

    public string? SourceFilePath { get; }

    /// <summary>Whether the text does not parse; such a template cannot be rendered.</summary>
    public bool HasErrors => Messages.HasErrors;

    public LogMessageBag Messages { get; }

    /// <param name="text">The text of the template.</param>
    /// <param name="sourceFilePath">What messages name the template by.</param>
    public static Template Parse(string text, string? sourceFilePath = null)
    {
        var messages = new LogMessageBag();
        var body = Parser.Parse(text ?? "", sourceFilePath ?? "<input>", messages);
        return new Template(body, messages, sourceFilePath);
    }

    /// <summary>The text that the template makes of the values in a context.</summary>
    /// <exception cref="ScriptRuntimeException">The template fails; the context is of no further use.</exception>
    /// <exception cref="InvalidOperationException">The template has errors.</exception>
    /// <exception cref="NotSupportedException">The context asks for something the stand-in does not do.</exception>
    public string Render(TemplateContext context)
    {
        if (HasErrors)
        {
            throw new InvalidOperationException("This template has errors. Messages:\n" + string.Join("\n", Messages));
        }

        context.BeginRender();
        Execute(context);
        return context.EndRender();
    }

    internal void Execute(TemplateContext context)
    {
        context.ReturnValue = null;
        _body.Execute(context);
        if (context.Flow == Flow.Return && context.ReturnValue is { } value)
        {
            context.Write(_body.Span, value);
        }
    }
}
