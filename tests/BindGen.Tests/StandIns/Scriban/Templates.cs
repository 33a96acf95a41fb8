using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;
using Xunit;

namespace BindGen.Tests.StandIns.ScribanTemplates;

/// <summary>Renders template texts, with a small model and with includes from a table.</summary>
internal static class Templates
{
    public static TemplateContext Context(bool strict = true, params (string Path, string Text)[] includes)
    {
        var context = new TemplateContext
        {
            AutoIndent = false,
            StrictVariables = strict,
            TemplateLoader = new TableLoader(includes),
        };
        context.PushGlobal(new ScriptObject
        {
            { "name", "World" },
            { "number", 42 },
            { "big", 5_000_000_000L },
            { "nothing", null },
            { "list", new ScriptArray { 1, 2, 3 } },
            { "words", new List<string> { "pear", "Apple", "fig" } },
            { "point", new ScriptObject { { "x", 1 }, { "y", "two" } } },
            { "people", new ScriptArray { Person("Ann", 30), Person("Bob", 20), Person("Cid", 25) } },
        });
        return context;
    }

    public static string Render(string template) => Render(Context(), template);

    public static string Render(TemplateContext context, string template)
    {
        var parsed = Template.Parse(template, "page");
        Assert.Empty(parsed.Messages);
        return parsed.Render(context);
    }

    /// <summary>The message of the error that rendering ends with.</summary>
    public static string Failure(string template) => Failure(Context(), template);

    public static string Failure(TemplateContext context, string template) =>
        Assert.ThrowsAny<ScriptRuntimeException>(() => Render(context, template)).Message;

    /// <summary>What the parser says, one message a line.</summary>
    public static string ParseErrors(string template) =>
        string.Join("\n", Template.Parse(template, "page").Messages);

    private static ScriptObject Person(string name, int age) => new() { { "name", name }, { "age", age } };

    private sealed class TableLoader((string Path, string Text)[] templates) : ITemplateLoader
    {
        public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName + ".tpl";

        public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
            Array.Find(templates, template => template.Path == templatePath).Text
            ?? throw new FileNotFoundException($"no {templatePath}");

        public ValueTask<string> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
            throw new NotSupportedException();
    }
}
