using System.Collections.Immutable;
using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>What stands between the braces of an item: rules for fields and symbols, and statements about the item itself.</summary>
internal sealed class MemberParser(TokenStream stream, PhraseParser phrases)
{
    private const string SymbolUsage = "A rule is written: symbol(parameter: note) as Name -> result, clause;";

    /// <summary>Everything up to the closing brace, which it takes.</summary>
    /// <param name="block">The keyword of the item.</param>
    public ImmutableArray<BlockMember> ParseBlock(string block, string title)
    {
        var open = stream.Take();
        var members = ImmutableArray.CreateBuilder<BlockMember>();
        while (!stream.AtEnd && !stream.Is(TokenKind.CloseBrace) && !AtNextItem())
        {
            stream.BeginStatement();
            if (Parse(block) is { } member)
                members.Add(member);
            else
                stream.Recover();
        }

        if (!stream.TryTake(TokenKind.CloseBrace))
            ReportUnclosed(open, title);
        return members.ToImmutable();
    }

    private BlockMember? Parse(string block)
    {
        if (stream.Is(TokenKind.Dot))
            return ParseField();
        if (!stream.Is(TokenKind.Name))
        {
            stream.Expected("a rule or a statement", SymbolUsage);
            return null;
        }

        if (stream.Peek(1).Kind == TokenKind.OpenParenthesis)
            return ParseSymbol(stream.Open(), isField: false);
        if (Vocabulary.IsStatement(block, stream.Current.Text))
            return ParseStatement();
        return IsUnknownStatement(block) ? null : ParseSymbol(stream.Open(), isField: false);
    }

    private SymbolMember? ParseField()
    {
        var open = stream.Open();
        stream.Take();
        return ParseSymbol(open, isField: true);
    }

    private SymbolMember? ParseSymbol(SourceSpan open, bool isField)
    {
        Word? name = null;
        if (phrases.ParseSymbol(isField ? "the name of a field after '.'" : "a symbol", SymbolUsage) is not { } rule
            || (TryTakeAs() && (name = phrases.TakeName("the C# name after 'as'", SymbolUsage)) is null)
            || !phrases.TryParseTrailingClauses(out var clauses)
            || !phrases.TryParseResult(out var result)
            || !stream.TakeSemicolon("','", SymbolUsage))
        {
            return null;
        }

        return new SymbolMember(stream.Close(open), isField, rule, name, result, clauses);
    }

    private bool TryTakeAs()
    {
        if (!stream.IsName("as"))
            return false;
        stream.Take();
        return true;
    }

    private StatementMember? ParseStatement()
    {
        var open = stream.Open();
        var keyword = stream.Current.Text;
        return phrases.TryParseClauses("a clause", withSeparators: true, null, out var clauses)
            && stream.TakeSemicolon("','", $"'{keyword}' starts a statement here. If it is a C symbol, write {keyword}(…).")
                ? new StatementMember(stream.Close(open), clauses)
                : null;
    }

    /// <summary>Whether the word at hand, which no parentheses follow, is meant as a statement and is none of this block; reports it.</summary>
    private bool IsUnknownStatement(string block)
    {
        var word = stream.Current;
        var blocks = Vocabulary.BlocksWith(word.Text);
        var nearest = NearestName.Find(word.Text, Vocabulary.StatementsOf(block));
        var isSymbolsOnly = block != "target";
        if (isSymbolsOnly && blocks.Count == 0 && (nearest is null || word.Text.Contains("_") || FollowedBySymbolClause()))
            return false;

        var help = (blocks.Count, nearest) switch
        {
            ( > 0, _) => $"'{word.Text}' belongs in a block of {string.Join(", ", blocks)}.",
            (_, { }) => $"Did you mean '{nearest}'?",
            _ => $"Statements here: {string.Join(", ", Vocabulary.StatementsOf(block))}.",
        };
        stream.Report(
            DiagnosticKinds.UnknownItem,
            word.Span,
            $"'{word.Text}' is not a statement of a '{block}' block.",
            isSymbolsOnly ? $"{help} If it is a C symbol, write {word.Text}(…)." : help);
        return true;
    }

    private bool FollowedBySymbolClause() =>
        stream.Peek(1) is { Kind: TokenKind.Arrow } or { Kind: TokenKind.Name, Text: "as" or "skip" or "unsafe" or "opaque" };

    private bool AtNextItem() =>
        stream.Current is { Kind: TokenKind.Name, StartsLine: true } keyword
        && Vocabulary.FindItem(keyword.Text) is not null
        && ((keyword.Text == "header" && stream.Peek(1).Kind is TokenKind.Header)
            || (stream.Peek(1).Kind is TokenKind.Name && stream.Peek(2).Kind is TokenKind.Equals or TokenKind.OpenBrace));

    private void ReportUnclosed(Token open, string title)
    {
        stream.BeginStatement();
        stream.Report(
            DiagnosticKinds.UnclosedBlock,
            open.Span,
            $"The block of {title} is never closed.",
            "Add the closing '}'.",
            stream.AtEnd ? null : new RelatedPlace(stream.Current.Span, $"'{stream.Current.Text}' starts the next item, and items do not nest."));
    }
}
