using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>A project with everything that its file names, read and parsed.</summary>
/// <param name="Umbrella">The text of the translation unit that the target's headers are parsed as.</param>
internal sealed record ProjectFiles(Project Project, ImmutableArray<RulesFile> Rules, string UmbrellaPath, string Umbrella)
{
    /// <summary>The headers that the rules name, in their order, each once.</summary>
    public ImmutableArray<string> Headers => HeadersOf(Rules);

    /// <summary>The files that were read.</summary>
    public IEnumerable<string> Inputs => [Project.Path, UmbrellaPath, .. Rules.Select(file => file.Path)];

    /// <summary>The files in the rules language.</summary>
    public IEnumerable<string> RuleTexts => [Project.Path, .. Rules.Select(file => file.Path)];

    /// <returns>Null after an error was reported.</returns>
    public static ProjectFiles? Read(string path, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var files = Read(path, Path.GetDirectoryName(path) ?? "", found);
        diagnostics.AddRange(found.ToSorted());
        return found.HasErrors ? null : files;
    }

    /// <summary>The captured API of a target, beside the project: <c>6.12/linux.api</c>, with the architecture in its name unless it is the usual one.</summary>
    public string CapturedApiOf(ProjectTarget target)
    {
        var stem = Path.GetFileNameWithoutExtension(Project.Path);
        return Path.Combine(Path.GetDirectoryName(Project.Path) ?? "", target.Kernel, target.Arch == "x86_64" ? $"{stem}.api" : $"{stem}.{target.Arch}.api");
    }

    private static ProjectFiles? Read(string path, string directory, DiagnosticBag diagnostics)
    {
        if (TextFile.Read(path, diagnostics) is not { } text || ProjectReader.Read(RulesParser.Parse(path, text, diagnostics), diagnostics) is not { } project)
            return null;

        var rules = ImmutableArray.CreateBuilder<RulesFile>();
        foreach (var name in project.Rules)
        {
            var rulesPath = Path.Combine(directory, name.Text);
            if (TextFile.Read(rulesPath, diagnostics, name.Span) is { } rulesText)
                rules.Add(RulesParser.Parse(rulesPath, rulesText, diagnostics));
        }

        if (project.Umbrella is not { } umbrellaName)
            return new ProjectFiles(project, rules.ToImmutable(), "umbrella.h", string.Concat(HeadersOf(rules).Select(header => $"#include <{header}>\n")));
        var umbrellaPath = Path.Combine(directory, umbrellaName.Text);
        return TextFile.Read(umbrellaPath, diagnostics, umbrellaName.Span) is { } umbrella ? new ProjectFiles(project, rules.ToImmutable(), umbrellaPath, umbrella) : null;
    }

    private static ImmutableArray<string> HeadersOf(IEnumerable<RulesFile> rules) =>
    [
        .. rules.SelectMany(file => file.Items)
            .OfType<DirectiveItem>()
            .Where(item => item.Keyword.Text == "header")
            .SelectMany(item => item.Arguments)
            .SelectMany(clause => clause.Words)
            .Select(word => word.Text)
            .Distinct(),
    ];
}
