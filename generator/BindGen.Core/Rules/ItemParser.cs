using System.Collections.Immutable;
using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>The top level of a file.</summary>
internal sealed class ItemParser
{
    private readonly TokenStream _stream;
    private readonly PhraseParser _phrases;
    private readonly MemberParser _members;

    public ItemParser(TokenStream stream)
    {
        _stream = stream;
        _phrases = new PhraseParser(stream);
        _members = new MemberParser(stream, _phrases);
    }

    public ImmutableArray<RuleItem> ParseAll()
    {
        var items = ImmutableArray.CreateBuilder<RuleItem>();
        while (!_stream.AtEnd)
        {
            _stream.BeginStatement();
            if (ParseItem() is { } item)
                items.Add(item);
        }

        return items.ToImmutable();
    }

    private RuleItem? ParseItem()
    {
        if (_stream.Is(TokenKind.CloseBrace) || _stream.Is(TokenKind.Semicolon))
            return RefuseStray();
        if (!_stream.Is(TokenKind.Name))
        {
            _stream.Expected("an item", ListItems());
            _stream.Recover();
            return null;
        }

        var open = _stream.Open();
        if (FindKeyword() is not { } keyword)
        {
            _stream.Recover();
            return null;
        }

        var word = _stream.Take().ToWord() with { Text = keyword.Text };
        return keyword.Form switch
        {
            ItemForm.Directive => ParseDirective(open, word, keyword),
            ItemForm.Block => ParseBlock(open, word, keyword),
            _ => ParsePair(open, word, keyword),
        };
    }

    /// <summary>The keyword at hand. A misspelled one is reported and read as what was meant, so that the rest of the item is checked too.</summary>
    private ItemKeyword? FindKeyword()
    {
        var text = _stream.Current.Text;
        if (Vocabulary.FindItem(text) is { } exact)
            return exact;
        var nearest = NearestName.Find(text, Vocabulary.Items.Select(item => item.Text));
        _stream.Report(
            DiagnosticKinds.UnknownItem,
            _stream.Current.Span,
            $"'{text}' is not a kind of item.",
            nearest is null ? ListItems() : $"Did you mean '{nearest}'?");
        return nearest is null ? null : Vocabulary.FindItem(nearest);
    }

    private DirectiveItem? ParseDirective(SourceSpan open, Word word, ItemKeyword keyword)
    {
        if (_phrases.TryParseClauses($"what the {keyword.Text} is", withSeparators: false, Usage(keyword), out var arguments)
            && _stream.TakeSemicolon("','", Usage(keyword)))
        {
            return new DirectiveItem(_stream.Close(open), word, arguments);
        }

        _stream.Recover();
        return null;
    }

    private BlockItem? ParseBlock(SourceSpan open, Word word, ItemKeyword keyword)
    {
        Clause? type = null;
        if (_phrases.TakeName($"the name of the {keyword.Text}", Usage(keyword)) is { } name
            && (!_stream.TryTake(TokenKind.Equals) || (type = _phrases.ParseClause("the C type after '='", withSeparators: false, Usage(keyword))) is not null)
            && _phrases.TryParseTrailingClauses(out var clauses)
            && TryParseBody(keyword, name, out var members))
        {
            return new BlockItem(_stream.Close(open), word, name, type, clauses, members);
        }

        RecoverWithBody(keyword);
        return null;
    }

    private PairItem? ParsePair(SourceSpan open, Word word, ItemKeyword keyword)
    {
        SymbolRule? end = null;
        if (_phrases.TakeName($"the name of the {keyword.Text}", Usage(keyword)) is { } name
            && TakeEquals(keyword)
            && _phrases.ParseSymbol("the function after '='", Usage(keyword)) is { } begin
            && (!_stream.TryTake(TokenKind.Slash) || (end = _phrases.ParseSymbol("the function after '/'", Usage(keyword))) is not null)
            && _phrases.TryParseTrailingClauses(out var clauses)
            && _phrases.TryParseResult(out var result)
            && TryParseBody(keyword, name, out var members))
        {
            return new PairItem(_stream.Close(open), word, name, begin, end, result, clauses, members);
        }

        RecoverWithBody(keyword);
        return null;
    }

    private bool TakeEquals(ItemKeyword keyword) =>
        _stream.TryTake(TokenKind.Equals) || _stream.Expected("'='", Usage(keyword));

    private bool TryParseBody(ItemKeyword keyword, Word name, out ImmutableArray<BlockMember> members)
    {
        members = [];
        if (!_stream.Is(TokenKind.OpenBrace))
            return _stream.TakeSemicolon("'{'", Usage(keyword));
        members = _members.ParseBlock(keyword.Text, $"{keyword.Text} '{name.Text}'");
        return true;
    }

    private void RecoverWithBody(ItemKeyword keyword)
    {
        if (_stream.RecoverToBlock())
            _members.ParseBlock(keyword.Text, $"this {keyword.Text}");
    }

    private RuleItem? RefuseStray()
    {
        var stray = _stream.Current;
        _stream.Report(
            DiagnosticKinds.SyntaxError,
            stray.Span,
            $"{stray.Describe()} ends nothing here.",
            stray.Kind == TokenKind.Semicolon ? "Neither a block nor a statement takes another ';'." : "Every '}' closes a '{' before it.");
        if (_stream.Take().Kind == TokenKind.CloseBrace)
            _stream.TryTake(TokenKind.Semicolon);
        return null;
    }

    private static string Usage(ItemKeyword keyword) => $"Write: {keyword.Usage}";

    private static string ListItems() => $"Items are: {string.Join(", ", Vocabulary.Items.Select(item => item.Text))}.";
}
