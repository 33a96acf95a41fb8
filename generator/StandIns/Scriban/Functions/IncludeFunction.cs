using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>
/// <c>include 'name' arguments</c>. The included template sees its name as <c>$0</c>, the arguments as <c>$1</c> and on, and a
/// named argument as <c>$.name</c>.
/// </summary>
internal sealed class IncludeFunction() : ScriptCallable("include", [])
{
    public override bool TakesAnyArguments => true;

    public override bool RunsTemplateCode => true;

    public override object? Invoke(TemplateContext context, SourceSpan span, object?[] arguments, ScriptArray? all)
    {
        context.PushOutput();
        Run(context, span, all!);
        return context.PopOutput();
    }

    public void Run(TemplateContext context, SourceSpan span, ScriptArray all)
    {
        var name = Conversion.ToText(span, all.Count > 0 ? all[0] : null);
        if (string.IsNullOrEmpty(name))
        {
            throw new ScriptRuntimeException(span, "`include` needs the name of a template");
        }

        all[0] = name;
        var template = Load(context, span, name!);
        context.EnterRecursion(span);
        context.PushLocalLinked(all);
        template.Execute(context);
        context.PopLocal();
        context.ExitRecursion();
    }

    private static Template Load(TemplateContext context, SourceSpan span, string name)
    {
        var loader = context.TemplateLoader
            ?? throw new ScriptRuntimeException(span, $"`{name}` cannot be included: the context has no TemplateLoader");
        try
        {
            var path = loader.GetPath(context, span, name)
                ?? throw new ScriptRuntimeException(span, $"there is no template `{name}`");
            if (context.CachedTemplates.TryGetValue(path, out var template))
            {
                return template;
            }

            var text = loader.Load(context, span, path)
                ?? throw new ScriptRuntimeException(span, $"the template `{name}` has no text at `{path}`");
            template = Template.Parse(text, path);
            if (template.HasErrors)
            {
                throw new ScriptParserRuntimeException(span, $"the template `{name}` at `{path}` does not parse.", template.Messages);
            }

            context.CachedTemplates.Add(path, template);
            return template;
        }
        catch (Exception exception) when (exception is not ScriptRuntimeException)
        {
            throw new ScriptRuntimeException(span, $"the template `{name}` cannot be loaded: {exception.Message}", exception);
        }
    }
}
