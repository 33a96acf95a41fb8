using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Reads <c>prototype</c> items.</summary>
internal static class PrototypeBinder
{
    private const string Keyword = "prototype";

    /// <summary>The well-formed prototypes that rules have for a version, each name once: what is wrong with the others is reported when rules are bound.</summary>
    public static ImmutableArray<CPrototype> Select(ImmutableArray<RulesFile> files, ApiVersion? version) =>
    [
        .. files.SelectMany(file => file.Items).OfType<DirectiveItem>()
            .Where(item => item.Keyword.Text == Keyword && ApiVersion.Selects(item.Arguments, version))
            .SelectMany(item => item.Arguments)
            .Select(Read).OfType<CPrototype>()
            .GroupBy(prototype => prototype.Name, StringComparer.Ordinal).Select(group => group.First()),
    ];

    /// <summary>Checks the items that are for this target.</summary>
    public static void Check(IEnumerable<RuleItem> items, BindingContext context)
    {
        var first = new Dictionary<string, CPrototype>(StringComparer.Ordinal);
        foreach (var clause in items.OfType<DirectiveItem>().Where(item => item.Keyword.Text == Keyword).SelectMany(item => item.Arguments))
        {
            if (BindingContext.IsVersionClause(clause))
                continue;
            if (Read(clause) is not { } prototype)
                context.Error(DiagnosticKinds.SyntaxError, clause.Span, "this is no prototype of a function", "Write 'prototype \"int name(const char *parameter)\";', without a ';' inside the quotes.");
            else if (first.ContainsKey(prototype.Name))
                context.Error(DiagnosticKinds.DuplicateRule, clause.Span, $"a second prototype for '{prototype.Name}'", "Keep one of them, or give both version clauses that do not overlap.");
            else
                Check(prototype, first, context);
        }
    }

    private static void Check(CPrototype prototype, Dictionary<string, CPrototype> first, BindingContext context)
    {
        first.Add(prototype.Name, prototype);
        if (context.Index.Function(prototype.Name) is not { Linkage: CLinkage.Prototype })
            context.Error(
                DiagnosticKinds.UnknownSymbol, prototype.Span, $"the captured API was made without the prototype of '{prototype.Name}'",
                "Run 'bindgen generate --from headers' where the headers are, and commit the new capture.");
    }

    private static CPrototype? Read(Clause clause) =>
        clause.Words is [{ Kind: WordKind.String } text] ? CPrototype.Read(text.Text, text.Span) : null;
}
