namespace Scriban.Parsing;

internal enum TokenType : byte
{
    Invalid,
    Eof,
    Raw,
    CodeExit,
    NewLine,
    SemiColon,
    Identifier,
    Local,
    Integer,
    Float,
    String,
    Colon,
    Comma,
    Dot,
    QuestionDot,
    Question,
    DoubleQuestion,
    DoubleDot,
    DoubleDotLess,
    Pipe,
    DoublePipe,
    DoubleAmp,
    Exclamation,
    ExclamationEqual,
    Equal,
    DoubleEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Plus,
    Minus,
    Asterisk,
    Divide,
    DoubleDivide,
    Percent,
    PlusEqual,
    MinusEqual,
    AsteriskEqual,
    DivideEqual,
    DoubleDivideEqual,
    PercentEqual,
    Arroba,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
}

/// <summary>
/// A token; <see cref="End"/> is its last character. <see cref="Value"/> is the name of an identifier (without the dollar of a
/// local), the unescaped text of a string, the digits of a number, or the whole text of raw text.
/// </summary>
internal readonly struct Token(TokenType type, TextPosition start, TextPosition end, string? value = null)
{
    public TokenType Type { get; } = type;

    public TextPosition Start { get; } = start;

    public TextPosition End { get; } = end;

    public string? Value { get; } = value;
}
