using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Model.Comments;
using BindGen.Ownership;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <param name="Symbol">A C function or macro, a C# member such as <c>Device.FindChild</c>, or a rules item such as <c>Device</c>.</param>
/// <param name="Targets">Empty for all.</param>
internal sealed record ExplanationRequest(string Project, string Symbol, ImmutableArray<string> Targets, ApiOrigin Origin);

/// <param name="Targets">The targets for which all of it is the same.</param>
internal sealed record ExplanationText(ImmutableArray<string> Targets, string Text);

/// <summary>Says why a wrapper looks the way it does: the C declaration, the rule with its line, what was decided, and the C# with its template.</summary>
internal sealed class Explanation(ExplanationRequest request, DiagnosticBag diagnostics)
{
    /// <returns>One text for each group of targets that agree; empty after an error was reported.</returns>
    public ImmutableArray<ExplanationText> Run()
    {
        if (ProjectFiles.Read(request.Project, diagnostics) is not { } files || TargetSelection.Of(files.Project, request.Targets, diagnostics) is not { } targets)
            return [];
        var texts = new List<(string Target, string Text)>();
        var known = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            if (new ApiSource(files, request.Origin, new StageClock()).Get(target, diagnostics) is not { } api
                || Binder.Bind(files.Project.Name, files.Project.Library, api.Api, ProjectFiles.VersionOf(target), files.Rules, diagnostics) is not { } model)
                return [];
            known.UnionWith(model.Symbols.Select(fact => fact.Symbol.Name));
            known.UnionWith(model.Symbols.Select(fact => fact.Item).Where(item => item.Length > 0));
            if (Explain(files, model) is { } text)
                texts.Add((target.Name, text));
        }
        if (texts.Count == 0)
            diagnostics.Add(
                DiagnosticKinds.UnknownSymbol, SourceSpan.OfFile(request.Project), $"neither the headers nor the rules of this project have '{request.Symbol}'",
                NearestName.Find(request.Symbol, known) is { } nearest ? $"Did you mean '{nearest}'?" : "Name a function or a macro of the headers that the rules name, an item of the rules, or a member such as Item.Member.");
        return [.. texts.GroupBy(item => item.Text, StringComparer.Ordinal).Select(group => new ExplanationText([.. group.Select(item => item.Target)], group.Key))];
    }

    private string? Explain(ProjectFiles files, OwnershipModel model)
    {
        var found = model.Symbols.Where(fact => fact.Symbol.Name == request.Symbol || fact.Item == request.Symbol || (fact.Method is { } method && $"{fact.Item}.{method.Name}" == request.Symbol)).ToList();
        if (found.Count == 0)
            return null;
        var emitted = Emitter.Emit(model, null, diagnostics, CommentIndex.Empty).ToDictionary(file => file.Path, StringComparer.Ordinal);
        return string.Join("\n\n", found.Select(fact => Explain(fact, files, model, emitted)));
    }

    private static string Explain(SymbolFact fact, ProjectFiles files, OwnershipModel model, Dictionary<string, GeneratedFile> emitted)
    {
        var lines = new List<string> { $"{fact.Symbol.Name}: {What(fact)}" };
        Add("C", Declaration(fact.Symbol), $"{fact.Symbol.Location.Header}:{fact.Symbol.Location.Line}{Linkage(fact.Symbol)}");
        if (fact.Rule is { } rule)
            Add("rule", $"{rule.File}({rule.Line},{rule.Column}):", SourceLine(rule));
        if (fact.Method is { } method)
        {
            Add("in", [.. method.Parameters.Select(parameter => $"{parameter.CName}: {FactWords.Of(parameter.Fact)}").DefaultIfEmpty("nothing")]);
            Add("out", [FactWords.Of(method.Result), .. method.Conditions.Select(condition => condition.Words)]);
        }
        if (fact.Disposition == Disposition.Wrapped && emitted.TryGetValue($"safe/{fact.Item}.cs", out var file))
            Add(
                "C#", model.Methods.Contains(fact.Method) ? $"{fact.Item}.{fact.Method!.Name}" : fact.Item,
                $"in {Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(files.Project.Path) ?? "", files.Project.Output, file.Path))}", $"from templates/{file.Template}");
        return string.Join('\n', lines);

        void Add(string title, params IEnumerable<string> texts)
        {
            foreach (var text in texts.Where(text => text.Length > 0))
            {
                lines.Add($"  {title,-5}  {text}");
                title = "";
            }
        }
    }

    private static string What(SymbolFact fact) => fact.Disposition switch
    {
        Disposition.Wrapped => $"wrapped by {fact.Item}",
        Disposition.Stated => $"stated by {fact.Item}; the safe layer has no form yet for {fact.Reason}",
        Disposition.Skipped => $"skipped by {fact.Item}: {fact.Reason}",
        _ => "no rule names it",
    };

    private static string Declaration(CDeclaration symbol) => symbol is CFunction function
        ? CSpelling.Print(function.Result, $"{function.Name}({Parameters(function)})") + ";"
        : $"#define {symbol.Name}(…)";

    private static string Parameters(CFunction function)
    {
        var parameters = function.Parameters.Select(parameter => CSpelling.Print(parameter.Type, parameter.Name)).ToList();
        if (function.IsVariadic)
            parameters.Add("...");
        return parameters.Count == 0 ? "void" : string.Join(", ", parameters);
    }

    private static string Linkage(CDeclaration symbol) => symbol switch
    {
        CFunction { Linkage: CLinkage.Inline } => ", inline: a shim calls it",
        CFunction { Linkage: CLinkage.Prototype } => ", called through a shim",
        CFunction { Export: { } export } => $", exported by {export.Module}{(export.IsGplOnly ? " for GPL modules" : "")}",
        _ => "",
    };

    /// <summary>Empty where a header says it, which has the name that '#include' gives it.</summary>
    private static string SourceLine(SourceSpan span)
    {
        if (!File.Exists(span.File))
            return "";
        var lines = File.ReadAllLines(span.File);
        return span.Line <= lines.Length ? lines[span.Line - 1].Trim() : "";
    }
}
