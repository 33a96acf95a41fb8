using BindGen.Diagnostics;

namespace BindGen.Rules;

internal enum TokenKind
{
    Name,
    Number,
    String,
    Header,
    Equals,
    OpenBrace,
    CloseBrace,
    OpenParenthesis,
    CloseParenthesis,
    Comma,
    Semicolon,
    Colon,
    Slash,
    Greater,
    Arrow,
    Dot,
    End,
}

/// <param name="Text">The value: a string without quotes and escapes, a header without angle brackets.</param>
/// <param name="StartsLine">Nothing but blanks stands before it in its line.</param>
/// <param name="Broken">The lexer has reported an error in it or just before it, so what the parser says here would only repeat that.</param>
internal readonly record struct Token(TokenKind Kind, string Text, SourceSpan Span, bool StartsLine, bool Broken)
{
    public bool IsWord => Kind is TokenKind.Name or TokenKind.Number or TokenKind.String or TokenKind.Header;

    public Word ToWord() => new(
        Span,
        Kind switch
        {
            TokenKind.Number => WordKind.Number,
            TokenKind.String => WordKind.String,
            TokenKind.Header => WordKind.Header,
            _ => WordKind.Name,
        },
        Text);

    /// <summary>For messages: what stands there, as the user wrote it.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.End => "the end of the file",
        TokenKind.String => "a string",
        TokenKind.Header => $"'<{Text}>'",
        _ => $"'{Text}'",
    };
}
