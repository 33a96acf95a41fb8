using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Tests.Rules;

/// <summary>All spans of a tree.</summary>
internal static class TreeSpans
{
    public static IEnumerable<SourceSpan> Of(RulesFile file) => file.Items.SelectMany(Of);

    private static IEnumerable<SourceSpan> Of(RuleItem item) =>
    [
        item.Span,
        item.Keyword.Span,
        .. item switch
        {
            DirectiveItem directive => directive.Arguments.SelectMany(Of),
            BlockItem block => [block.Name.Span, .. Of(block.Type), .. block.Clauses.SelectMany(Of), .. block.Members.SelectMany(Of)],
            PairItem pair =>
            [
                pair.Name.Span, .. Of(pair.Begin), .. pair.End is { } end ? Of(end) : [],
                .. pair.Result.SelectMany(Of), .. pair.Clauses.SelectMany(Of), .. pair.Members.SelectMany(Of),
            ],
            _ => throw new NotSupportedException(item.GetType().Name),
        },
    ];

    private static IEnumerable<SourceSpan> Of(BlockMember member) =>
    [
        member.Span,
        .. member switch
        {
            StatementMember statement => statement.Clauses.SelectMany(Of),
            SymbolMember symbol => [.. Of(symbol.Rule), .. symbol.Result.SelectMany(Of), .. symbol.Clauses.SelectMany(Of)],
            _ => throw new NotSupportedException(member.GetType().Name),
        },
    ];

    private static IEnumerable<SourceSpan> Of(SymbolRule rule) =>
        [rule.Span, rule.Symbol.Span, .. (rule.Parameters ?? []).SelectMany(parameter => Of(parameter.Note).Append(parameter.Span))];

    private static IEnumerable<SourceSpan> Of(Clause? clause) => clause is null ? [] : [clause.Span, .. clause.Words.Select(word => word.Span)];
}
