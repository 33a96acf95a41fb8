using System.Security.Cryptography;
using System.Text;
using BindGen.Emit;
using Scriban.Runtime;

namespace BindGen.Pages;

/// <summary>A page that is one file: style and scripts are inside, and a policy lets a browser run and load these and nothing else.</summary>
internal sealed class HtmlDocument(TemplateSet templates)
{
    private const string Style = "report/page.sbn-css";
    private const string Script = "report/page.sbn-js";

    /// <summary>Renders a template that includes <c>report/page.sbn-html</c> and begins with its <c>write_head</c>.</summary>
    /// <param name="model">Its texts are <see cref="HtmlText"/>.</param>
    /// <param name="scripts">Templates of scripts that follow the one of all pages.</param>
    /// <returns>Null after a template error was reported.</returns>
    public string? Render(string name, ScriptObject model, params IEnumerable<string> scripts)
    {
        var style = templates.Render(Style, []);
        var script = Joined([Script, .. scripts]);
        if (style is null || script is null)
            return null;
        model["style"] = style;
        model["script"] = script;
        model["policy"] = $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'";
        return templates.Render(name, model);
    }

    private string? Joined(IEnumerable<string> names)
    {
        var texts = names.Select(name => templates.Render(name, [])).ToList();
        return texts.Contains(null) ? null : string.Concat(texts);
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
