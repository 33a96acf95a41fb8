using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>Where the parser is: tokens, the spans of what it builds, and what it does after an error.
/// A statement is an item or a member; it reports one error at most.</summary>
internal sealed class TokenStream(List<Token> tokens, DiagnosticBag diagnostics)
{
    private int _position;
    private int _statement;
    private bool _muted;
    private bool _resumed;

    public Token Current => tokens[_position];

    public bool AtEnd => Current.Kind == TokenKind.End;

    /// <summary>The token taken last.</summary>
    public Token Previous => tokens[_position - 1];

    public Token Peek(int distance) => tokens[Math.Min(_position + distance, tokens.Count - 1)];

    public bool Is(TokenKind kind) => Current.Kind == kind;

    public bool IsName(string text) => Current.Kind == TokenKind.Name && Current.Text == text;

    public Token Take()
    {
        var token = Current;
        _muted |= token.Broken;
        if (!AtEnd)
            _position++;
        return token;
    }

    public bool TryTake(TokenKind kind)
    {
        if (!Is(kind))
            return false;
        Take();
        return true;
    }

    /// <summary>Whether an item starts here: a keyword of items in the first column, where no rule inside a block would stand.</summary>
    public bool AtItem => _position > _statement && Current is { Kind: TokenKind.Name, Span.Column: 1 } && Vocabulary.FindItem(Current.Text) is not null;

    public void BeginStatement()
    {
        _statement = _position;
        _muted = false;
        _resumed = false;
    }

    /// <summary>Marks the start of a node.</summary>
    public SourceSpan Open() => Current.Span;

    /// <summary>The span of the node that started at <paramref name="open"/> and ends with the last token taken.</summary>
    public SourceSpan Close(SourceSpan open) => SourceSpan.Cover(open, Previous.Span);

    /// <summary>Reports that the current token is not what has to stand here.</summary>
    /// <returns>False, for the caller to return in turn.</returns>
    public bool Expected(string what, string? help = null)
    {
        Report(DiagnosticKinds.SyntaxError, Current.Span, $"Expected {what}, found {Current.Describe()}.", help);
        return false;
    }

    public void Report(DiagnosticKind kind, SourceSpan span, string message, string? help = null, RelatedPlace? related = null)
    {
        if (!_muted && !Current.Broken)
            diagnostics.Add(kind, span, message, help, related);
        _muted = true;
    }

    /// <summary>Takes the semicolon of a statement. When it is missing and the next statement can be told from the line breaks,
    /// says so at the place where it is missing, and goes on with that statement.</summary>
    public bool TakeSemicolon(string alternatives, string? help)
    {
        if (TryTake(TokenKind.Semicolon))
            return true;
        if (Current.Kind is TokenKind.CloseBrace or TokenKind.End || Current is { Kind: TokenKind.Dot or TokenKind.Name, StartsLine: true })
            return ReportMissingSemicolon(_position);
        if (Current.Kind is TokenKind.OpenParenthesis or TokenKind.Arrow or TokenKind.Equals or TokenKind.OpenBrace or TokenKind.Colon
            && FindNextStatement() is { } next)
        {
            ReportMissingSemicolon(next);
            _position = next;
            _resumed = true;
            return false;
        }

        return Expected($"{alternatives} or ';'", help);
    }

    /// <summary>Goes to the end of a statement that has an error: past its semicolon or its block, or to the brace that closes the block around it.</summary>
    public void Recover()
    {
        if (_resumed)
            return;
        while (!AtEnd && !AtItem && !Is(TokenKind.CloseBrace))
        {
            switch (Take().Kind)
            {
                case TokenKind.Semicolon:
                    return;
                case TokenKind.OpenBrace:
                    SkipBlock();
                    return;
            }
        }
    }

    /// <summary>Like <see cref="Recover"/>, but stops before a block, whose members are still worth reading.</summary>
    /// <returns>Whether a block starts here.</returns>
    public bool RecoverToBlock()
    {
        while (!_resumed && !AtEnd && !AtItem && Current.Kind is not (TokenKind.CloseBrace or TokenKind.OpenBrace))
        {
            if (Take().Kind == TokenKind.Semicolon)
                return false;
        }

        return !_resumed && Is(TokenKind.OpenBrace);
    }

    private void SkipBlock()
    {
        for (var depth = 1; depth > 0 && !AtEnd;)
        {
            depth += Take().Kind switch
            {
                TokenKind.OpenBrace => 1,
                TokenKind.CloseBrace => -1,
                _ => 0,
            };
        }
    }

    /// <returns>True: where the next statement is in its place, the one before it is complete.</returns>
    private bool ReportMissingSemicolon(int next)
    {
        var last = tokens[next - 1];
        var gap = last.Span with { Line = last.Span.EndLine, Column = last.Span.EndColumn };
        Report(DiagnosticKinds.SyntaxError, gap, $"A ';' is missing after {(last.Kind == TokenKind.String ? "the string" : last.Describe())}.", "Every statement ends with ';'.");
        return true;
    }

    /// <summary>The last name of this statement that starts a line and follows what could have ended the statement.</summary>
    private int? FindNextStatement()
    {
        for (var i = _position - 1; i > _statement; i--)
        {
            var previous = tokens[i - 1];
            if (tokens[i] is { Kind: TokenKind.Name, StartsLine: true } name && name.Text != "as"
                && (previous.IsWord || previous.Kind is TokenKind.CloseParenthesis))
            {
                return i;
            }
        }

        return null;
    }
}
