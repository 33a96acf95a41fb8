using System.Text;
using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>Cuts rules text into tokens. Columns count UTF-16 code units; a token never spans lines.</summary>
internal sealed class Lexer(string path, string text, DiagnosticBag diagnostics, List<Comment>? comments)
{
    private readonly List<Token> _tokens = [];
    private int _position;
    private int _line = 1;
    private int _lineStart;
    private bool _startsLine = true;
    private bool _broken;
    private bool _inBlock;

    /// <summary>All tokens of the text; the last one, and only that, is <see cref="TokenKind.End"/>.</summary>
    /// <param name="comments">Where the comments go, in their order; null when nobody asks.</param>
    public static List<Token> Scan(string path, string text, DiagnosticBag diagnostics, List<Comment>? comments = null)
    {
        var lexer = new Lexer(path, text, diagnostics, comments);
        lexer.ScanAll();
        return lexer._tokens;
    }

    private char Current => CharAt(_position);

    private void ScanAll()
    {
        if (Current == '\uFEFF')
            _lineStart = ++_position;
        for (SkipTrivia(); _position < text.Length; SkipTrivia())
            ScanToken();
        Add(TokenKind.End, _position, "");
    }

    private void ScanToken()
    {
        var c = Current;
        if (CharacterClass.StartsName(c))
            ScanName();
        else if (CharacterClass.IsDigit(c))
            ScanNumber();
        else if (c == '"')
            ScanString();
        else if (c == '\'' && text.IndexOf('\'', _position + 1, EndOfLine() - _position - 1) is var close and > 0)
            ScanSingleQuoted(close);
        else if (c == '<')
            ScanHeader();
        else if (c == '-' && CharAt(_position + 1) == '>')
            AddPunctuation(TokenKind.Arrow, 2);
        else if (c == '/' && CharAt(_position + 1) is '/' or '*')
            SkipForeignComment();
        else if (CharacterClass.Punctuation(c) is { } kind)
            AddPunctuation(kind, 1);
        else
            SkipUnexpected();
    }

    private void SkipTrivia()
    {
        while (_position < text.Length)
        {
            if (Current == '\n')
                StartLine();
            else if (Current == '#')
                SkipComment();
            else if (char.IsWhiteSpace(Current))
                _position++;
            else
                return;
        }
    }

    private void StartLine()
    {
        _lineStart = ++_position;
        _line++;
        _startsLine = true;
    }

    private void SkipComment()
    {
        var start = _position;
        SkipLine();
        comments?.Add(new Comment(text.Substring(start, _position - start).TrimEnd(), _line, start - _lineStart + 1, _startsLine, _inBlock));
    }

    private void SkipLine() => _position = EndOfLine();

    private void ScanName()
    {
        var start = _position;
        SkipWhile(CharacterClass.ContinuesName);
        while (Current is '.' or '-' && CharacterClass.ContinuesName(CharAt(_position + 1)))
        {
            _position++;
            SkipWhile(CharacterClass.ContinuesName);
        }

        if (Current == '*')
            _position++;
        Add(TokenKind.Name, start, text.Substring(start, _position - start));
    }

    private void ScanNumber()
    {
        var start = _position;
        SkipWhile(c => CharacterClass.ContinuesName(c) || c == '.');
        var number = text.Substring(start, _position - start);
        if (!number.Split('.').All(part => part.Length > 0 && part.All(CharacterClass.IsDigit)))
        {
            Report(DiagnosticKinds.SyntaxError, start, $"'{number}' is neither a number nor a name.",
                "Numbers and versions are digits and dots (6, 6.12, 6.12.3); a name starts with a letter or '_'.");
        }

        Add(TokenKind.Number, start, number);
    }

    private void ScanString()
    {
        var start = _position++;
        var value = new StringBuilder();
        var end = EndOfLine();
        while (_position < end && Current != '"')
            ScanStringCharacter(value, end);

        if (_position < end)
        {
            _position++;
            Add(TokenKind.String, start, value.ToString());
            return;
        }

        // What ends the line most likely ends the statement as well: it is given back, so that the error stays the only one.
        while (_position > start + 1 && (CharAt(_position - 1) is ';' or '{' or '}' || char.IsWhiteSpace(CharAt(_position - 1))))
            _position--;
        Report(DiagnosticKinds.UnterminatedString, start, "The string has no closing quote in its line.",
            "A string ends in the line where it starts; a line break in it is written \\n, a quote \\\".");
        Add(TokenKind.String, start, text.Substring(start + 1, _position - start - 1));
    }

    private void ScanStringCharacter(StringBuilder value, int end)
    {
        var c = text[_position++];
        if (c != '\\' || _position == end)
        {
            value.Append(c);
            return;
        }

        var escaped = text[_position++];
        if (escaped is not ('"' or '\\' or 'n'))
        {
            Report(DiagnosticKinds.SyntaxError, _position - 2, $"'\\{escaped}' is not an escape of strings.",
                "The escapes are \\\" for a quote, \\\\ for a backslash and \\n for a line break.");
        }

        value.Append(escaped == 'n' ? '\n' : escaped);
    }

    private void ScanSingleQuoted(int close)
    {
        var start = _position;
        _position = close + 1;
        Report(DiagnosticKinds.UnexpectedCharacter, start, "A string is not written in single quotes.", "Strings take double quotes.");
        Add(TokenKind.String, start, text.Substring(start + 1, close - start - 1));
    }

    private void ScanHeader()
    {
        var start = _position;
        var end = EndOfLine();
        var close = text.IndexOf('>', start, end - start);
        if (close > start + 1)
        {
            _position = close + 1;
            Add(TokenKind.Header, start, text.Substring(start + 1, close - start - 1));
            return;
        }

        _position = close < 0 ? start + 1 : close + 1;
        Report(DiagnosticKinds.SyntaxError, start, "'<' starts the name of a header, and its closing '>' is missing.",
            "A header is written <linux/device.h>, in one line.");
    }

    private void SkipForeignComment()
    {
        var start = _position;
        _position += 2;
        Report(DiagnosticKinds.UnexpectedCharacter, start, "This is not how a comment of rules starts.", "A comment starts with '#' and ends with its line.");
        if (CharAt(start + 1) == '/')
        {
            SkipLine();
            return;
        }

        while (_position < text.Length && !(Current == '*' && CharAt(_position + 1) == '/'))
        {
            if (Current == '\n')
                StartLine();
            else
                _position++;
        }

        _position = Math.Min(_position + 2, text.Length);
    }

    private void SkipUnexpected()
    {
        var start = _position;
        _position++;
        SkipWhile(c => !char.IsWhiteSpace(c) && !CharacterClass.StartsToken(c));
        var run = text.Substring(start, _position - start);
        Report(DiagnosticKinds.UnexpectedCharacter, start, $"{CharacterClass.Show(run)} has no meaning in rules.", CharacterClass.Advice(run[0]));
    }

    private void AddPunctuation(TokenKind kind, int length)
    {
        var start = _position;
        _position += length;
        _inBlock = kind == TokenKind.OpenBrace || (_inBlock && kind != TokenKind.CloseBrace);
        Add(kind, start, text.Substring(start, length));
    }

    private void Add(TokenKind kind, int start, string value)
    {
        _tokens.Add(new Token(kind, value, SpanFrom(start), _startsLine, _broken));
        _startsLine = false;
        _broken = false;
    }

    private void Report(DiagnosticKind kind, int start, string message, string? help)
    {
        _broken = true;
        diagnostics.Add(kind, SpanFrom(start), message, help);
    }

    private SourceSpan SpanFrom(int start) =>
        new(path, _line, start - _lineStart + 1, _line, _position - _lineStart + 1);

    private void SkipWhile(Func<char, bool> accepts)
    {
        while (_position < text.Length && accepts(text[_position]))
            _position++;
    }

    private int EndOfLine()
    {
        var newLine = text.IndexOf('\n', _position);
        return newLine < 0 ? text.Length : newLine;
    }

    private char CharAt(int position) => position < text.Length ? text[position] : '\0';
}
