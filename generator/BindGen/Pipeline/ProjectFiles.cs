using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Ownership;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>A project with everything that its file names, read and parsed.</summary>
/// <param name="Umbrella">The text of the translation unit that the target's headers are parsed as.</param>
internal sealed record ProjectFiles(Project Project, ImmutableArray<RulesFile> Rules, string UmbrellaPath, string Umbrella)
{
    /// <summary>The headers that the rules name for a target, in their order, each once.</summary>
    public ImmutableArray<string> HeadersOf(ProjectTarget target) => HeadersOf(Rules, ApiVersion.Parse(target.Kernel));

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

        VersionCheck.Check(rules, [.. project.Targets.Select(target => ApiVersion.Parse(target.Kernel)).OfType<ApiVersion>()], diagnostics);
        if (project.Umbrella is not { } umbrellaName)
            return new ProjectFiles(project, rules.ToImmutable(), "umbrella.h", string.Concat(HeadersOf(rules, null).Select(header => $"#include <{header}>\n")));
        var umbrellaPath = Path.Combine(directory, umbrellaName.Text);
        return TextFile.Read(umbrellaPath, diagnostics, umbrellaName.Span) is { } umbrella ? new ProjectFiles(project, rules.ToImmutable(), umbrellaPath, umbrella) : null;
    }

    /// <param name="version">Null for the headers of all versions.</param>
    private static ImmutableArray<string> HeadersOf(IEnumerable<RulesFile> rules, ApiVersion? version) =>
    [
        .. rules.SelectMany(file => file.Items)
            .OfType<DirectiveItem>()
            .Where(item => item.Keyword.Text == "header" && (version is not { } target || ApiVersion.Selects(item.Arguments, target)))
            .SelectMany(item => item.Arguments.Where(clause => !BindingContext.IsVersionClause(clause)))
            .SelectMany(clause => clause.Words)
            .Select(word => word.Text)
            .Distinct(),
    ];
}
