using System.Collections.Immutable;
using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>Reads the meaning of a <c>.bindgen</c> file from its syntax tree.</summary>
internal sealed class ProjectReader(RulesFile file, DiagnosticBag diagnostics)
{
    /// <returns>Null when the project is incomplete or wrong; then <paramref name="diagnostics"/> says how.</returns>
    public static Project? Read(RulesFile file, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var project = new ProjectReader(file, found).Read();
        diagnostics.AddRange(found.ToSorted());
        return found.HasErrors ? null : project;
    }

    private Project Read()
    {
        foreach (var item in file.Items.Where(item => item.Keyword.Text is not ("project" or "library" or "umbrella" or "rules" or "header" or "prototype" or "target" or "output")))
            Error(item.Span, $"'{item.Keyword.Text}' belongs in a rules file", "Move it to a .rules file, and name that file with 'rules'.");

        var rules = Directives("rules").SelectMany(directive => directive.Arguments).SelectMany(clause => clause.Words).ToImmutableArray();
        var targets = file.Items.OfType<BlockItem>().Where(item => item.Keyword.Text == "target").Select(item => TargetReader.Read(item, diagnostics)).OfType<ProjectTarget>().ToImmutableArray();
        foreach (var twin in targets.GroupBy(target => target.Name, StringComparer.Ordinal).SelectMany(group => group.Skip(1)))
            Error(twin.Span, $"a second target is named '{twin.Name}'", "Rename one of them.");
        if (rules.IsEmpty && !Directives("header").Any())
            Missing("rules \"name.rules\";");
        if (targets.IsEmpty)
            Missing("target NAME { kernel 6.12; arch x86_64; }");
        var output = One("output")?.Text;
        if (output is null)
            Missing("output \"path/{target}\";");
        else if (targets.Length > 1 && !output.Contains("{target}"))
            Error(One("output")!.Span, "all targets would be written to one directory", "Put '{target}' into the path.");

        return new Project(
            file.Path, One("project")?.Text ?? Missing("project Name;"), One("library")?.Text ?? Missing("library \"name\";"), One("umbrella"), rules, targets, output ?? "");
    }

    private IEnumerable<DirectiveItem> Directives(string keyword) => file.Items.OfType<DirectiveItem>().Where(item => item.Keyword.Text == keyword);

    private Word? One(string keyword)
    {
        var said = Directives(keyword).ToList();
        foreach (var extra in said.Skip(1))
            Error(extra.Span, $"'{keyword}' is said twice", "Keep one.");
        return said.FirstOrDefault()?.Arguments is [{ Words: [var word] }, ..] ? word : null;
    }

    private string Missing(string form)
    {
        Error(SourceSpan.OfFile(file.Path), $"the project lacks '{form}'", $"Add the line '{form}'.");
        return "";
    }

    private void Error(SourceSpan span, string message, string help) => diagnostics.Add(DiagnosticKinds.InvalidProject, span, message, help);
}
