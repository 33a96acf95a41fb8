namespace Scriban.Parsing;

/// <summary>
/// Cuts a template into tokens. This part finds the code blocks in the text and strips the white space that their marks ask
/// for; the other part reads what is inside a code block.
/// </summary>
internal sealed partial class Lexer(string text, string file, LogMessageBag messages)
{
    private readonly List<Token> _tokens = new(text.Length / 6);
    private int _offset;
    private int _line;
    private int _column;
    private int _openBraces;

    private TextPosition Position => new(_offset, _line, _column);

    private char Current => _offset < text.Length ? text[_offset] : '\0';

    public List<Token> Run()
    {
        var nul = text.IndexOf('\0');
        if (nul >= 0)
        {
            AdvanceTo(nul);
            Error(Position, Position, "a NUL character in a template is refused by the Scriban stand-in");
            _tokens.Add(new Token(TokenType.Eof, Position, Position));
            return _tokens;
        }

        while (_offset < text.Length)
        {
            ReadText();
            if (_offset < text.Length)
            {
                ReadBlock();
            }
        }

        _tokens.Add(new Token(TokenType.Eof, Position, Position));
        return _tokens;
    }

    private void ReadText()
    {
        var end = FindBlock(out var strip);
        var kept = end;
        while (strip != '\0' && kept > _offset && char.IsWhiteSpace(text[kept - 1])
               && (strip == '-' || !EndsLine(kept - 1)))
        {
            kept--;
        }

        if (kept > _offset)
        {
            AddRaw(_offset, kept);
        }

        AdvanceTo(end);
    }

    private bool EndsLine(int index) =>
        text[index] == '\n' || (text[index] == '\r' && !(index + 1 < text.Length && text[index + 1] == '\n'));

    private int FindBlock(out char strip)
    {
        for (var start = text.IndexOf('{', _offset); start >= 0; start = text.IndexOf('{', start + 1))
        {
            var second = start + 1;
            while (CharAt(second) == '%')
            {
                second++;
            }

            if (CharAt(second) == '{')
            {
                strip = StripMark(second + 1);
                return start;
            }
        }

        strip = '\0';
        return text.Length;
    }

    private void ReadBlock()
    {
        var start = Position;
        Advance(1);
        var escapes = 0;
        while (Current == '%')
        {
            escapes++;
            Advance(1);
        }

        Advance(1);
        if (StripMark(_offset) != '\0')
        {
            Advance(1);
        }

        if (escapes > 0)
        {
            ReadEscapeBlock(start, escapes);
        }
        else
        {
            ReadCodeBlock(start);
        }
    }

    private void ReadEscapeBlock(TextPosition start, int escapes)
    {
        var end = _offset;
        while (end < text.Length && !IsExit(end, escapes))
        {
            end++;
        }

        if (end == text.Length)
        {
            Error(start, start, "the escape block is not closed");
            AdvanceTo(end);
            return;
        }

        if (end > _offset)
        {
            AddRaw(_offset, end);
        }

        AdvanceTo(end);
        ReadExit(escapes);
    }

    private void ReadCodeBlock(TextPosition start)
    {
        _openBraces = 0;
        while (_offset < text.Length)
        {
            if (_openBraces == 0 && IsExit(_offset, 0))
            {
                ReadExit(0);
                return;
            }

            ReadCode();
        }

        Error(start, start, "the code block is not closed by `}}`");
    }

    private bool IsExit(int index, int escapes)
    {
        if (StripMark(index) != '\0')
        {
            index++;
        }

        if (CharAt(index) != '}')
        {
            return false;
        }

        for (var i = 1; i <= escapes; i++)
        {
            if (CharAt(index + i) != '%')
            {
                return false;
            }
        }

        return CharAt(index + escapes + 1) == '}';
    }

    private void ReadExit(int escapes)
    {
        var start = Position;
        var strip = StripMark(_offset);
        Advance((strip == '\0' ? 0 : 1) + escapes + 1);
        var last = Position;
        Advance(1);
        if (escapes == 0)
        {
            _tokens.Add(new Token(TokenType.CodeExit, start, last));
        }

        while (strip != '\0' && _offset < text.Length && char.IsWhiteSpace(text[_offset]))
        {
            var lineEnds = text[_offset] == '\n';
            Advance(1);
            if (strip == '~' && lineEnds)
            {
                return;
            }
        }
    }

    private void AddRaw(int start, int end)
    {
        var first = Position;
        _tokens.Add(new Token(TokenType.Raw, first, first, text.Substring(start, end - start)));
    }

    private char StripMark(int index) => CharAt(index) is '-' or '~' ? CharAt(index) : '\0';

    private char CharAt(int index) => index < text.Length ? text[index] : '\0';

    private void AdvanceTo(int offset) => Advance(offset - _offset);

    private void Advance(int count)
    {
        for (; count > 0 && _offset < text.Length; count--)
        {
            if (EndsLine(_offset))
            {
                _line++;
                _column = 0;
            }
            else
            {
                _column++;
            }

            _offset++;
        }
    }

    private void Error(TextPosition start, TextPosition end, string message) =>
        messages.Add(new LogMessage(ParserMessageType.Error, new SourceSpan(file, start, end), message));
}
