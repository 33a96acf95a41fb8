namespace Scriban.Parsing;

/// <summary>The tokens inside <c>{{</c> and <c>}}</c>.</summary>
internal sealed partial class Lexer
{
    private void ReadCode()
    {
        var c = Current;
        if (c is '\n' or '\r')
        {
            ReadNewLine();
        }
        else if (char.IsWhiteSpace(c))
        {
            Advance(1);
        }
        else if (c == '_' || char.IsLetter(c))
        {
            ReadName(TokenType.Identifier, 0);
        }
        else if (c is >= '0' and <= '9')
        {
            ReadNumber();
        }
        else if (c is '"' or '\'')
        {
            ReadString(c);
        }
        else
        {
            ReadSign(c);
        }
    }

    private void ReadSign(char c)
    {
        switch (c)
        {
            case '#':
                ReadComment();
                break;
            case '`':
                ReadVerbatim();
                break;
            case '$' when CharAt(_offset + 1) == '$':
                Refuse(2, "the block delegate `$$`");
                break;
            case '$' when CharAt(_offset + 1) is '"' or '\'':
                Refuse(1, "an interpolated string");
                break;
            case '$':
                ReadName(TokenType.Local, 1);
                break;
            case '{':
                _openBraces++;
                Add(TokenType.OpenBrace, 1);
                break;
            case '}' when _openBraces > 0:
                _openBraces--;
                Add(TokenType.CloseBrace, 1);
                break;
            default:
                ReadOperator(c, CharAt(_offset + 1), CharAt(_offset + 2));
                break;
        }
    }

    private void ReadOperator(char c, char next, char third)
    {
        switch (c, next)
        {
            case ('+', '+') or ('-', '-'):
                Refuse(2, $"the operator `{c}{c}`");
                break;
            case ('*', '*'):
                Refuse(2, "the operator `**`");
                break;
            case ('?', '!'):
                Refuse(2, "the operator `?!`");
                break;
            case ('<', '<') or ('>', '>'):
                Refuse(2, $"the shift operator `{c}{c}`");
                break;
            case ('.', '.') when third == '.':
                Refuse(3, "a variable parameter `...`");
                break;
            case ('/', '/') when third == '=':
                Add(TokenType.DoubleDivideEqual, 3);
                break;
            case ('.', '.') when third == '<':
                Add(TokenType.DoubleDotLess, 3);
                break;
            case ('^', _):
                Refuse(1, "the operator `^`");
                break;
            default:
                ReadPlainOperator(c, next);
                break;
        }
    }

    private void ReadPlainOperator(char c, char next)
    {
        var pair = (c, next) switch
        {
            ('.', '.') => TokenType.DoubleDot,
            ('?', '?') => TokenType.DoubleQuestion,
            ('?', '.') => TokenType.QuestionDot,
            ('|', '|') => TokenType.DoublePipe,
            ('|', '>') => TokenType.Pipe,
            ('&', '&') => TokenType.DoubleAmp,
            ('!', '=') => TokenType.ExclamationEqual,
            ('=', '=') => TokenType.DoubleEqual,
            ('<', '=') => TokenType.LessEqual,
            ('>', '=') => TokenType.GreaterEqual,
            ('+', '=') => TokenType.PlusEqual,
            ('-', '=') => TokenType.MinusEqual,
            ('*', '=') => TokenType.AsteriskEqual,
            ('/', '=') => TokenType.DivideEqual,
            ('/', '/') => TokenType.DoubleDivide,
            ('%', '=') => TokenType.PercentEqual,
            _ => TokenType.Invalid,
        };
        if (pair != TokenType.Invalid)
        {
            Add(pair, 2);
            return;
        }

        var single = SingleSign(c);
        if (single == TokenType.Invalid)
        {
            Error(Position, Position, $"unexpected character `{c}`");
        }

        Add(single, 1);
    }

    private static TokenType SingleSign(char c) => c switch
    {
        ';' => TokenType.SemiColon,
        ':' => TokenType.Colon,
        ',' => TokenType.Comma,
        '.' => TokenType.Dot,
        '?' => TokenType.Question,
        '|' => TokenType.Pipe,
        '!' => TokenType.Exclamation,
        '=' => TokenType.Equal,
        '<' => TokenType.Less,
        '>' => TokenType.Greater,
        '+' => TokenType.Plus,
        '-' => TokenType.Minus,
        '*' => TokenType.Asterisk,
        '/' => TokenType.Divide,
        '%' => TokenType.Percent,
        '@' => TokenType.Arroba,
        '(' => TokenType.OpenParen,
        ')' => TokenType.CloseParen,
        '[' => TokenType.OpenBracket,
        ']' => TokenType.CloseBracket,
        _ => TokenType.Invalid,
    };

    private void ReadNewLine()
    {
        var start = Position;
        Advance(1);
        while (_offset < text.Length && char.IsWhiteSpace(text[_offset]))
        {
            Advance(1);
        }

        _tokens.Add(new Token(TokenType.NewLine, start, start));
    }

    private void ReadName(TokenType type, int prefix)
    {
        var end = _offset + prefix;
        while (end < text.Length && (text[end] == '_' || char.IsLetter(text[end]) || char.IsDigit(text[end])))
        {
            end++;
        }

        var name = text.Substring(_offset + prefix, end - _offset - prefix);
        Add(type, end - _offset, string.Intern(name));
    }

    private void ReadNumber()
    {
        var end = EndOfDigits(_offset);
        var type = TokenType.Integer;
        if (CharAt(end) == '.' && CharAt(end + 1) != '.')
        {
            type = TokenType.Float;
            end++;
            while (CharAt(end) is >= '0' and <= '9')
            {
                end++;
            }
        }

        if (CharAt(end) == '_' || char.IsLetterOrDigit(CharAt(end)))
        {
            while (CharAt(end) == '_' || char.IsLetterOrDigit(CharAt(end)))
            {
                end++;
            }

            Refuse(end - _offset, "a number with a base prefix, an exponent or a type suffix");
            return;
        }

        Add(type, end - _offset, text.Substring(_offset, end - _offset).Replace("_", ""));
    }

    private int EndOfDigits(int index)
    {
        while (CharAt(index) is (>= '0' and <= '9') or '_')
        {
            index++;
        }

        return index;
    }

    private void ReadComment()
    {
        var multiLine = CharAt(_offset + 1) == '#';
        Advance(multiLine ? 2 : 1);
        while (_offset < text.Length && !(_openBraces == 0 && IsExit(_offset, 0)))
        {
            if (!multiLine && Current is '\n' or '\r')
            {
                return;
            }

            if (multiLine && Current == '#' && CharAt(_offset + 1) == '#')
            {
                Advance(2);
                return;
            }

            Advance(1);
        }
    }

    private void Add(TokenType type, int length, string? value = null)
    {
        var start = Position;
        Advance(length - 1);
        var end = Position;
        Advance(1);
        _tokens.Add(new Token(type, start, end, value));
    }

    private void Refuse(int length, string construct)
    {
        Error(Position, Position, $"{construct} is refused by the Scriban stand-in");
        Add(TokenType.Invalid, length);
    }
}
