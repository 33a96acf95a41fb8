using System.Collections.Immutable;
using System.Text;
using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>Writes a syntax tree for people: one node per line, with the range of the text that it covers. For tests and for looking at what was read.</summary>
internal sealed class SyntaxPrinter
{
    private readonly StringBuilder _text = new();
    private readonly bool _hasRanges;

    private SyntaxPrinter(bool hasRanges) => _hasRanges = hasRanges;

    /// <param name="hasRanges">False for what the text says alone, wherever it stands.</param>
    public static string Print(RulesFile file, bool hasRanges = true)
    {
        var printer = new SyntaxPrinter(hasRanges);
        printer.Line(0, "File", null, file.Path);
        foreach (var item in file.Items)
            printer.Print(item);
        return printer._text.ToString();
    }

    private void Print(RuleItem item)
    {
        switch (item)
        {
            case DirectiveItem directive:
                Line(1, "Directive", item.Span, item.Keyword.Text);
                Clauses(2, "Argument", directive.Arguments);
                break;
            case BlockItem block:
                Line(1, "Block", item.Span, $"{item.Keyword.Text} {block.Name.Text}");
                Clauses(2, "Type", block.Type is { } type ? [type] : []);
                Clauses(2, "Clause", block.Clauses);
                Members(block.Members);
                break;
            case PairItem pair:
                Line(1, "Pair", item.Span, $"{item.Keyword.Text} {pair.Name.Text}");
                Symbol(2, "Begin", pair.Begin);
                if (pair.End is { } end)
                    Symbol(2, "End", end);
                Clauses(2, "Result", pair.Result);
                Clauses(2, "Clause", pair.Clauses);
                Members(pair.Members);
                break;
        }
    }

    private void Members(ImmutableArray<BlockMember> members)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case StatementMember statement:
                    Line(2, "Statement", member.Span, "");
                    Clauses(3, "Clause", statement.Clauses);
                    break;
                case SymbolMember symbol:
                    Line(2, symbol.IsField ? "Field" : "Symbol", member.Span, symbol.Name is { } name ? $"as {name.Text}" : "");
                    Symbol(3, "Rule", symbol.Rule);
                    Clauses(3, "Result", symbol.Result);
                    Clauses(3, "Clause", symbol.Clauses);
                    break;
            }
        }
    }

    private void Symbol(int depth, string role, SymbolRule rule)
    {
        Line(depth, role, rule.Span, rule.Parameters is { Length: 0 } ? $"{rule.Symbol.Text}()" : rule.Symbol.Text);
        foreach (var parameter in rule.Parameters ?? [])
            Line(depth + 1, "Parameter", parameter.Span, parameter.Note is { } note ? $"{parameter.Name.Text}: {Text(note)}" : parameter.Name.Text);
    }

    private void Clauses(int depth, string role, ImmutableArray<Clause> clauses)
    {
        foreach (var clause in clauses)
            Line(depth, role, clause.Span, Text(clause));
    }

    private void Line(int depth, string node, SourceSpan? span, string content)
    {
        _text.Append(' ', depth * 2).Append(node);
        if (_hasRanges && span is { } range)
            _text.Append(' ').Append(Range(range));
        if (content.Length > 0)
            _text.Append(' ').Append(content);
        _text.Append('\n');
    }

    private static string Range(SourceSpan span) => span.Line == span.EndLine
        ? $"{span.Line}:{span.Column}-{span.EndColumn}"
        : $"{span.Line}:{span.Column}-{span.EndLine}:{span.EndColumn}";

    private static string Text(Clause clause) => string.Join(" ", clause.Words.Select(Spelling.Of));
}
