using System.Globalization;
using System.Text;

namespace Scriban.Parsing;

/// <summary>Quoted and verbatim strings.</summary>
internal sealed partial class Lexer
{
    private readonly StringBuilder _builder = new();

    private void ReadString(char quote)
    {
        var start = Position;
        Advance(1);
        _builder.Clear();
        while (_offset < text.Length)
        {
            var c = Current;
            if (c == quote)
            {
                var end = Position;
                Advance(1);
                _tokens.Add(new Token(TokenType.String, start, end, _builder.ToString()));
                return;
            }

            if (c == '\\')
            {
                ReadEscape();
            }
            else
            {
                _builder.Append(c);
                Advance(1);
            }
        }

        Error(start, start, $"the string is not closed by {quote}");
    }

    private void ReadEscape()
    {
        var start = Position;
        Advance(1);
        var c = Current;
        switch (c)
        {
            case '\r' when CharAt(_offset + 1) == '\n':
                Advance(2);
                return;
            case '\n':
                Advance(1);
                return;
            case 'u':
                ReadHex(start, 4);
                return;
            case 'x':
                ReadHex(start, 2);
                return;
        }

        var plain = c switch
        {
            '0' => '\0',
            '\'' or '"' or '\\' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            _ => '\uffff',
        };
        if (plain == '\uffff')
        {
            Error(start, start, $"unknown escape `\\{c}` in a string");
        }

        _builder.Append(plain);
        Advance(1);
    }

    private void ReadHex(TextPosition start, int digits)
    {
        Advance(1);
        if (_offset + digits <= text.Length
            && int.TryParse(text.Substring(_offset, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            _builder.Append((char)code);
            Advance(digits);
            return;
        }

        Error(start, start, $"expected {digits} hexadecimal digits");
    }

    private void ReadVerbatim()
    {
        var start = Position;
        Advance(1);
        _builder.Clear();
        while (_offset < text.Length)
        {
            if (Current == '`')
            {
                var end = Position;
                Advance(1);
                if (Current != '`')
                {
                    _tokens.Add(new Token(TokenType.String, start, end, _builder.ToString()));
                    return;
                }
            }

            _builder.Append(Current);
            Advance(1);
        }

        Error(start, start, "the verbatim string is not closed by `");
    }
}
