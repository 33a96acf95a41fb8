using System.Collections.Immutable;
using System.Text;
using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>Writes a syntax tree for people: one node per line, with the range of the text that it covers. For tests and for looking at what was read.</summary>
internal static class SyntaxPrinter
{
    public static string Print(RulesFile file)
    {
        var text = new StringBuilder();
        Line(text, 0, "File", null, file.Path);
        foreach (var item in file.Items)
            Print(text, item);
        return text.ToString();
    }

    private static void Print(StringBuilder text, RuleItem item)
    {
        switch (item)
        {
            case DirectiveItem directive:
                Line(text, 1, "Directive", item.Span, item.Keyword.Text);
                Clauses(text, 2, "Argument", directive.Arguments);
                break;
            case BlockItem block:
                Line(text, 1, "Block", item.Span, $"{item.Keyword.Text} {block.Name.Text}");
                Clauses(text, 2, "Type", block.Type is { } type ? [type] : []);
                Clauses(text, 2, "Clause", block.Clauses);
                Members(text, block.Members);
                break;
            case PairItem pair:
                Line(text, 1, "Pair", item.Span, $"{item.Keyword.Text} {pair.Name.Text}");
                Symbol(text, 2, "Begin", pair.Begin);
                if (pair.End is { } end)
                    Symbol(text, 2, "End", end);
                Clauses(text, 2, "Result", pair.Result);
                Clauses(text, 2, "Clause", pair.Clauses);
                Members(text, pair.Members);
                break;
        }
    }

    private static void Members(StringBuilder text, ImmutableArray<BlockMember> members)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case StatementMember statement:
                    Line(text, 2, "Statement", member.Span, "");
                    Clauses(text, 3, "Clause", statement.Clauses);
                    break;
                case SymbolMember symbol:
                    Line(text, 2, symbol.IsField ? "Field" : "Symbol", member.Span, symbol.Name is { } name ? $"as {name.Text}" : "");
                    Symbol(text, 3, "Rule", symbol.Rule);
                    Clauses(text, 3, "Result", symbol.Result);
                    Clauses(text, 3, "Clause", symbol.Clauses);
                    break;
            }
        }
    }

    private static void Symbol(StringBuilder text, int depth, string role, SymbolRule rule)
    {
        Line(text, depth, role, rule.Span, rule.Parameters is { Length: 0 } ? $"{rule.Symbol.Text}()" : rule.Symbol.Text);
        foreach (var parameter in rule.Parameters ?? [])
            Line(text, depth + 1, "Parameter", parameter.Span, parameter.Note is { } note ? $"{parameter.Name.Text}: {Text(note)}" : parameter.Name.Text);
    }

    private static void Clauses(StringBuilder text, int depth, string role, ImmutableArray<Clause> clauses)
    {
        foreach (var clause in clauses)
            Line(text, depth, role, clause.Span, Text(clause));
    }

    private static void Line(StringBuilder text, int depth, string node, SourceSpan? span, string content)
    {
        text.Append(' ', depth * 2).Append(node);
        if (span is { } range)
            text.Append(' ').Append(Range(range));
        if (content.Length > 0)
            text.Append(' ').Append(content);
        text.Append('\n');
    }

    private static string Range(SourceSpan span) => span.Line == span.EndLine
        ? $"{span.Line}:{span.Column}-{span.EndColumn}"
        : $"{span.Line}:{span.Column}-{span.EndLine}:{span.EndColumn}";

    private static string Text(Clause clause) => string.Join(" ", clause.Words.Select(Text));

    private static string Text(Word word) => word.Kind switch
    {
        WordKind.String => $"\"{word.Text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"",
        WordKind.Header => $"<{word.Text}>",
        _ => word.Text,
    };
}
