using Scriban.Syntax;

namespace Scriban.Parsing;

/// <summary>Blocks and the statements that a word begins.</summary>
internal sealed partial class Parser
{
    private enum BlockKind : byte
    {
        Page,
        Then,
        Else,
        Loop,
        When,
        Plain,
    }

    private enum BlockEnd : byte
    {
        End,
        Else,
        When,
        Missing,
    }

    private (Statement Body, BlockEnd End) ParseBlock(BlockKind kind, SourceSpan opener)
    {
        var statements = new List<Statement>();
        var start = Current.Start;
        if (++_blockLevel > DepthLimit)
        {
            Report(opener, $"blocks are nested more than {DepthLimit} deep");
            _index = _tokens.Count - 1;
        }

        BlockEnd? end = null;
        while (end is null)
        {
            try
            {
                end = ParseStatement(kind, opener, statements);
            }
            catch (ParseFailure)
            {
                SkipStatement();
            }
        }

        _blockLevel--;
        Statement body = statements.Count == 1 ? statements[0] : new BlockStatement(From(start), [.. statements]);
        return (body, end.Value);
    }

    private BlockEnd? ParseStatement(BlockKind kind, SourceSpan opener, List<Statement> statements)
    {
        var token = Current;
        switch (token.Type)
        {
            case TokenType.Eof:
                if (kind != BlockKind.Page)
                {
                    Report(opener, "the statement has no `end`");
                }

                return BlockEnd.Missing;
            case TokenType.Raw:
                statements.Add(new RawStatement(Span(token), token.Value!));
                Next();
                return null;
            case TokenType.CodeExit or TokenType.NewLine or TokenType.SemiColon:
                Next();
                return null;
            case TokenType.Identifier:
                return ParseWord(kind, statements);
            default:
                statements.Add(ParseExpressionStatement());
                return null;
        }
    }

    private BlockEnd? ParseWord(BlockKind kind, List<Statement> statements)
    {
        var span = CurrentSpan;
        switch (Current.Value)
        {
            case "end" when kind == BlockKind.Page:
                throw Fail(span, "`end` without a statement that it ends");
            case "end":
                Next();
                EndStatement();
                return BlockEnd.End;
            case "else" when kind is BlockKind.Then or BlockKind.Loop or BlockKind.When:
                return BlockEnd.Else;
            case "else":
                throw Fail(span, "`else` without an `if`, `for` or `when` before it");
            case "when" when kind == BlockKind.When:
                return BlockEnd.When;
            case "when":
                throw Fail(span, "`when` outside of a `case`");
            case "for" or "while" when Peek().Type == TokenType.Dot:
                statements.Add(ParseExpressionStatement());
                return null;
            case "wrap" or "import" or "readonly" or "tablerow":
                throw Refuse(span, $"the statement `{Current.Value}`");
        }

        statements.Add(ParseKeyword());
        return null;
    }

    private Statement ParseKeyword() => Current.Value switch
    {
        "if" => ParseIf(),
        "case" => ParseCase(),
        "for" => ParseFor(),
        "while" => ParseWhile(),
        "with" => ParseWith(),
        "capture" => ParseCapture(),
        "func" => ParseFunction(),
        "ret" => ParseReturn(),
        "break" => ParseFlow(Flow.Break),
        "continue" => ParseFlow(Flow.Continue),
        _ => ParseExpressionStatement(),
    };

    private ExpressionStatement ParseExpressionStatement()
    {
        var expression = ParseExpression(Host.Other, insideCall: false);
        ExpectEndOfStatement();
        return new ExpressionStatement(expression);
    }

    private FlowStatement ParseFlow(Flow flow)
    {
        var span = CurrentSpan;
        Next();
        ExpectEndOfStatement();
        return new FlowStatement(span, flow);
    }

    private ReturnStatement ParseReturn()
    {
        var start = Current.Start;
        Next();
        var value = StartsExpression() ? ParseExpression(Host.Other, insideCall: false) : null;
        var span = From(start);
        ExpectEndOfStatement();
        return new ReturnStatement(span, value);
    }

    /// <summary>
    /// The expression in the first line of a block. An error in it does not hide the block, which would make its <c>end</c>
    /// a second error.
    /// </summary>
    private Expression ParseHeader(Mode mode = Mode.Default)
    {
        try
        {
            var expression = ParseExpression(Host.Other, insideCall: false, mode: mode, allowAssignment: false);
            ExpectEndOfStatement();
            return expression;
        }
        catch (ParseFailure)
        {
            return SkippedHeader();
        }
    }

    private LiteralExpression SkippedHeader()
    {
        SkipStatement();
        return new LiteralExpression(CurrentSpan, null, "?");
    }

    private void EndStatement()
    {
        try
        {
            ExpectEndOfStatement();
        }
        catch (ParseFailure)
        {
            SkipStatement();
        }
    }

    private IfStatement ParseIf()
    {
        var opener = CurrentSpan;
        Next();
        var condition = ParseHeader();
        var (then, end) = ParseBlock(BlockKind.Then, opener);
        return new IfStatement(From(opener.Start), condition, then, end == BlockEnd.Else ? ParseElse(allowIf: true) : null);
    }

    private Statement ParseElse(bool allowIf)
    {
        var opener = CurrentSpan;
        Next();
        if (IsWord("if"))
        {
            if (!allowIf)
            {
                Report(CurrentSpan, "`else if` belongs to an `if`; this `else` cannot have a condition");
            }

            return ParseIf();
        }

        EndStatement();
        return ParseBlock(BlockKind.Else, opener).Body;
    }

    private WhileStatement ParseWhile()
    {
        var opener = CurrentSpan;
        Next();
        var condition = ParseHeader();
        var body = ParseBlock(BlockKind.Plain, opener).Body;
        return new WhileStatement(From(opener.Start), condition, body);
    }

    private WithStatement ParseWith()
    {
        var opener = CurrentSpan;
        Next();
        var target = ParseHeader();
        var body = ParseBlock(BlockKind.Plain, opener).Body;
        return new WithStatement(From(opener.Start), target, body);
    }

    private CaptureStatement ParseCapture()
    {
        var opener = CurrentSpan;
        Next();
        var target = ParseHeader();
        if (target is not PathExpression path)
        {
            if (target is not LiteralExpression { Value: null })
            {
                Report(target.Span, "`capture` needs a variable");
            }

            path = new VariableExpression(target.Span, "?", isLocal: true);
        }

        var body = ParseBlock(BlockKind.Plain, opener).Body;
        return new CaptureStatement(From(opener.Start), path, body);
    }
}
