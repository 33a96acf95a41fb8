using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Finds rules that no target of a project selects: nothing reads them, so that nobody would notice what is wrong with them.</summary>
internal static class VersionCheck
{
    /// <param name="targets">The versions of all targets, whichever of them are asked for now; one without a version selects everything.</param>
    public static void Check(IEnumerable<RulesFile> files, IReadOnlyList<ApiVersion?> targets, DiagnosticBag diagnostics)
    {
        if (targets.Contains(null))
            return;
        var versions = targets.OfType<ApiVersion>().ToList();
        foreach (var rule in files.SelectMany(file => file.Items).SelectMany(Rules))
        {
            var clauses = rule.Where(BindingContext.IsVersionClause).ToList();
            if (clauses.Count == 0 || versions.Any(version => ApiVersion.Selects(clauses, version)))
                continue;
            diagnostics.Add(
                DiagnosticKinds.NeverSelected, clauses[0].Span, $"no target selects this rule: they are {string.Join(", ", versions.Distinct().OrderBy(version => version))}",
                "Correct the version, or remove the rule until there is a target for it.", null);
        }
    }

    /// <summary>The clauses of an item, and of each rule in it together with those of the item.</summary>
    private static IEnumerable<ImmutableArray<Clause>> Rules(RuleItem item)
    {
        var (clauses, members) = item switch
        {
            BlockItem block => (block.Clauses, block.Members),
            PairItem pair => (pair.Clauses.AddRange(pair.Result), pair.Members),
            DirectiveItem directive => (directive.Arguments, []),
            _ => ([], []),
        };
        clauses = [.. clauses.Concat(members.OfType<StatementMember>().SelectMany(statement => statement.Clauses)).Where(BindingContext.IsVersionClause)];
        yield return clauses;
        foreach (var member in members.OfType<SymbolMember>())
        {
            var own = member.Clauses.AddRange(member.Result);
            // What the item alone is refused for is said once.
            if (own.Any(BindingContext.IsVersionClause))
                yield return own.AddRange(clauses);
        }
    }
}
