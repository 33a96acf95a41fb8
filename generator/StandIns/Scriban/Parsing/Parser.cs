using Scriban.Syntax;

namespace Scriban.Parsing;

/// <summary>
/// Makes statements of tokens. This part moves over the tokens and recovers from errors: a faulty statement is skipped up to the
/// end of its line or block, so that one run reports as many errors as it can.
/// </summary>
internal sealed partial class Parser
{
    private const int DepthLimit = 400;

    private readonly string _file;
    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly LogMessageBag _messages;
    private int _index;
    private int _hideNewLines;
    private int _expressionLevel;
    private int _blockLevel;
    private bool _usesArguments;

    private Parser(string text, string file, List<Token> tokens, LogMessageBag messages)
    {
        _text = text;
        _file = file;
        _tokens = tokens;
        _messages = messages;
    }

    private Token Current => _tokens[_index];

    private SourceSpan CurrentSpan => Span(Current);

    public static Statement Parse(string text, string file, LogMessageBag messages)
    {
        var tokens = new Lexer(text, file, messages).Run();
        return new Parser(text, file, tokens, messages).ParseBlock(BlockKind.Page, default).Body;
    }

    private void Next()
    {
        if (Current.Type != TokenType.Eof)
        {
            _index++;
        }

        while (_hideNewLines > 0 && Current.Type == TokenType.NewLine)
        {
            _index++;
        }
    }

    private Token Peek()
    {
        var index = _index + 1;
        while (index < _tokens.Count && _hideNewLines > 0 && _tokens[index].Type == TokenType.NewLine)
        {
            index++;
        }

        return index < _tokens.Count ? _tokens[index] : Current;
    }

    private SourceSpan Span(Token token) => new(_file, token.Start, token.End);

    private SourceSpan From(TextPosition start) => new(_file, start, _index > 0 ? _tokens[_index - 1].End : Current.End);

    private bool IsWord(string word) => Current.Type == TokenType.Identifier && Current.Value == word;

    private bool FollowsSpace() => Current.Start.Offset > 0 && char.IsWhiteSpace(_text[Current.Start.Offset - 1]);

    private void Expect(TokenType type, string what)
    {
        if (Current.Type != type)
        {
            throw Fail(CurrentSpan, $"expected {what} instead of {Describe(Current)}");
        }

        Next();
    }

    private void ExpectEndOfStatement()
    {
        switch (Current.Type)
        {
            case TokenType.NewLine or TokenType.SemiColon:
                Next();
                break;
            case TokenType.CodeExit or TokenType.Eof:
                break;
            default:
                throw Fail(CurrentSpan, $"unexpected {Describe(Current)}; expected the end of the statement");
        }
    }

    private string Describe(Token token) => token.Type switch
    {
        TokenType.Eof => "the end of the template",
        TokenType.CodeExit => "`}}`",
        TokenType.NewLine => "the end of the line",
        TokenType.Raw => "text",
        _ => $"`{_text.Substring(token.Start.Offset, token.End.Offset - token.Start.Offset + 1)}`",
    };

    private ParseFailure Fail(SourceSpan span, string message)
    {
        // The lexer has already said what is wrong with an invalid token.
        if (Current.Type != TokenType.Invalid)
        {
            Report(span, message);
        }

        return new ParseFailure();
    }

    private ParseFailure Refuse(SourceSpan span, string construct) =>
        Fail(span, $"{construct} is refused by the Scriban stand-in");

    private void Report(SourceSpan span, string message) =>
        _messages.Add(new LogMessage(ParserMessageType.Error, span, message));

    private void SkipStatement()
    {
        _hideNewLines = 0;
        _expressionLevel = 0;
        while (Current.Type is not (TokenType.NewLine or TokenType.SemiColon or TokenType.CodeExit or TokenType.Eof))
        {
            Next();
        }
    }

    /// <summary>The statement at hand cannot be parsed; the message is already in the bag.</summary>
    private sealed class ParseFailure : Exception;
}
