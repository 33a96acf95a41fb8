using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Ownership;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>A project with everything that its file names, read and parsed.</summary>
/// <param name="Umbrella">The text of the translation unit that the target's headers are parsed as.</param>
internal sealed record ProjectFiles(Project Project, ImmutableArray<RulesFile> Rules, string UmbrellaPath, string Umbrella)
{
    /// <summary>The headers that the rules name for a target, in their order, each once.</summary>
    public ImmutableArray<string> HeadersOf(ProjectTarget target) => HeadersOf(Rules, VersionOf(target));

    /// <summary>The directory that the project's paths start from.</summary>
    public string Directory => Path.GetDirectoryName(Project.Path) ?? "";

    /// <summary>Where <c>#include "…"</c> of the translation unit starts to look.</summary>
    public string UmbrellaDirectory => Path.GetFullPath(Path.GetDirectoryName(UmbrellaPath) is { Length: > 0 } directory ? directory : ".");

    /// <summary>What version clauses are compared with; null selects every rule.</summary>
    public static ApiVersion? VersionOf(ProjectTarget target) => target.Version is { } version ? ApiVersion.Parse(version) : null;

    /// <summary>The files that were read.</summary>
    public IEnumerable<string> Inputs => [Project.Path, UmbrellaPath, .. Rules.Select(file => file.Path).Where(path => path != Project.Path)];

    /// <summary>The files in the rules language.</summary>
    public IEnumerable<string> RuleTexts => [Project.Path, .. Rules.Select(file => file.Path)];

    /// <returns>Null after an error was reported.</returns>
    public static ProjectFiles? Read(string path, DiagnosticBag diagnostics) => Read(path, diagnostics, TextFile.Read);

    /// <param name="read">Gives the text of a file, or null after an error was reported; with where the file is asked for.</param>
    public static ProjectFiles? Read(string path, DiagnosticBag diagnostics, Func<string, DiagnosticBag, SourceSpan?, string?> read)
    {
        var found = new DiagnosticBag();
        var files = Read(path, Path.GetDirectoryName(path) ?? "", found, read);
        diagnostics.AddRange(found.ToSorted());
        return found.HasErrors ? null : files;
    }

    /// <summary>The captured API of a target, beside the project: <c>6.12/linux.api</c>, with the architecture in its name unless it is the usual one;
    /// for a library in a directory of the target's name.</summary>
    public string CapturedApiOf(ProjectTarget target)
    {
        var stem = Path.GetFileNameWithoutExtension(Project.Path);
        return target is KernelTarget kernel
            ? Path.Combine(Directory, kernel.Kernel, kernel.Arch == KernelArch.Default.Name ? $"{stem}.api" : $"{stem}.{kernel.Arch}.api")
            : Path.Combine(Directory, target.Name, $"{stem}.api");
    }

    /// <summary>The record of what is wrapped, beside the project: <c>linux.coverage</c>.</summary>
    public string CoverageFile => Path.ChangeExtension(Project.Path, ".coverage");

    private static ProjectFiles? Read(string path, string directory, DiagnosticBag diagnostics, Func<string, DiagnosticBag, SourceSpan?, string?> read)
    {
        if (read(path, diagnostics, null) is not { } text)
            return null;
        var file = RulesParser.Parse(path, text, diagnostics);
        if (ProjectReader.Read(file, diagnostics) is not { } project)
            return null;

        var rules = ImmutableArray.CreateBuilder<RulesFile>();
        // Headers that annotate themselves need no rules file: the project names them.
        if (file.Items.Where(item => item.Keyword.Text is "header" or "prototype").ToImmutableArray() is { IsEmpty: false } own)
            rules.Add(new RulesFile(path, own));
        foreach (var name in project.Rules)
        {
            var rulesPath = Path.Combine(directory, name.Text);
            if (read(rulesPath, diagnostics, name.Span) is { } rulesText)
                rules.Add(RulesParser.Parse(rulesPath, rulesText, diagnostics));
        }

        VersionCheck.Check(rules, [.. project.Targets.Select(VersionOf)], diagnostics);
        if (project.Umbrella is not { } umbrellaName)
            return new ProjectFiles(project, rules.ToImmutable(), "umbrella.h", string.Concat(HeadersOf(rules, null).Select(header => $"#include <{header}>\n")));
        var umbrellaPath = Path.Combine(directory, umbrellaName.Text);
        return read(umbrellaPath, diagnostics, umbrellaName.Span) is { } umbrella ? new ProjectFiles(project, rules.ToImmutable(), umbrellaPath, umbrella) : null;
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
