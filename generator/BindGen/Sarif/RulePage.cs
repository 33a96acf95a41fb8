using BindGen.Diagnostics;

namespace BindGen.Sarif;

/// <summary>The page of a diagnostic code, which the tool carries with it.</summary>
/// <param name="Markdown">All of it.</param>
/// <param name="Description">What is wrong, the first paragraph.</param>
/// <param name="Fix">What its section on that says.</param>
internal sealed record RulePage(string Markdown, string Description, string Fix)
{
    private const string FixTitle = "\n## How to fix it\n";

    public static RulePage Of(DiagnosticKind kind)
    {
        using var stream = typeof(RulePage).Assembly.GetManifestResourceStream($"docs/{kind.Id}.md")
            ?? throw new InvalidOperationException($"The page of {kind.Id} is missing in the tool.");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        var start = text.IndexOf(FixTitle, StringComparison.Ordinal);
        var fix = start < 0 ? text : text[(start + FixTitle.Length)..];
        return new RulePage(text, OneLine(text.Split("\n\n")[1]), fix.Trim());
    }

    private static string OneLine(string paragraph) => string.Join(' ', paragraph.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
