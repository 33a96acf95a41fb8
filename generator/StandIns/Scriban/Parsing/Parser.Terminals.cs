using System.Globalization;
using Scriban.Syntax;

namespace Scriban.Parsing;

/// <summary>Operands: literals, variables, bracketed expressions, and what can be hung behind them.</summary>
internal sealed partial class Parser
{
    private Expression ParseOperand()
    {
        var token = Current;
        switch (token.Type)
        {
            case TokenType.Identifier or TokenType.Local:
                return ParseVariable();
            case TokenType.Integer:
                return ParseInteger(token);
            case TokenType.Float:
                Next();
                return new LiteralExpression(Span(token), double.Parse(token.Value!, CultureInfo.InvariantCulture), token.Value!);
            case TokenType.String:
                Next();
                return new LiteralExpression(Span(token), token.Value, "\"" + token.Value + "\"");
            case TokenType.OpenParen:
                return ParseNested();
            case TokenType.OpenBracket:
                return ParseArray();
            case TokenType.OpenBrace:
                return ParseObject();
            case TokenType.Exclamation or TokenType.Minus or TokenType.Plus or TokenType.Arroba:
                return ParseUnary();
            default:
                throw Fail(CurrentSpan, $"unexpected {Describe(token)} in an expression");
        }
    }

    private Expression ParseVariable()
    {
        var token = Current;
        var name = token.Value!;
        var span = Span(token);
        if (token.Type == TokenType.Local)
        {
            Next();
            return ParseLocal(span, name);
        }

        switch (name)
        {
            case "do":
                throw Refuse(span, "an anonymous function `do`");
            case "null" or "true" or "false":
                Next();
                return new LiteralExpression(span, name == "null" ? null : Conversion.Box(name == "true"), name);
            case "this":
                Next();
                return new ThisExpression(span);
        }

        Next();
        if (Current.Type == TokenType.Dot)
        {
            CheckLoopMember(span, name);
        }

        return new VariableExpression(span, name, isLocal: false);
    }

    private Expression ParseLocal(SourceSpan span, string name)
    {
        var isIndex = int.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out var index);
        _usesArguments |= isIndex || name.Length == 0;
        return isIndex
            ? new IndexExpression(span, new VariableExpression(span, "", isLocal: true), new LiteralExpression(span, index, name))
            : new VariableExpression(span, name, isLocal: true);
    }

    private void CheckLoopMember(SourceSpan span, string name)
    {
        var member = Peek().Value;
        var isValid = name switch
        {
            "for" => member is "first" or "last" or "even" or "odd" or "index" or "rindex" or "length" or "changed",
            "while" => member is "first" or "even" or "odd" or "index",
            "tablerow" => throw Refuse(span, "the loop variable `tablerow`"),
            _ => true,
        };
        if (!isValid)
        {
            throw Fail(span, $"the loop variable `{name}` has no member `{member}`");
        }
    }

    private LiteralExpression ParseInteger(Token token)
    {
        Next();
        if (!long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            throw Refuse(Span(token), "an integer of more than 64 bits");
        }

        return new LiteralExpression(Span(token), Conversion.Fit(value), token.Value!);
    }

    private NestedExpression ParseNested()
    {
        var start = Current.Start;
        Next();
        var inner = ParseExpression(Host.Other, insideCall: false);
        Expect(TokenType.CloseParen, "`)`");
        return new NestedExpression(From(start), inner);
    }

    private UnaryExpression ParseUnary()
    {
        var token = Current;
        Next();
        var operand = ParseExpression(Host.Other, insideCall: false, UnaryPrecedence);
        return new UnaryExpression(From(token.Start), _text[token.Start.Offset], operand);
    }

    private ArrayExpression ParseArray()
    {
        var start = Current.Start;
        var items = new List<Expression>();
        _hideNewLines++;
        Next();
        while (Current.Type != TokenType.CloseBracket)
        {
            items.Add(ParseExpression(Host.Other, insideCall: false));
            if (Current.Type != TokenType.Comma)
            {
                break;
            }

            Next();
        }

        _hideNewLines--;
        Expect(TokenType.CloseBracket, "`]`");
        return new ArrayExpression(From(start), items);
    }

    private ObjectExpression ParseObject()
    {
        var start = Current.Start;
        var members = new List<KeyValuePair<string, Expression>>();
        _hideNewLines++;
        Next();
        while (Current.Type != TokenType.CloseBrace)
        {
            members.Add(ParseObjectMember());
            if (Current.Type != TokenType.Comma)
            {
                break;
            }

            Next();
        }

        _hideNewLines--;
        Expect(TokenType.CloseBrace, "`}`");
        return new ObjectExpression(From(start), members);
    }

    private KeyValuePair<string, Expression> ParseObjectMember()
    {
        var key = Current;
        if (key.Type is not (TokenType.Identifier or TokenType.String)
            || (key.Type == TokenType.Identifier && key.Value is "null" or "true" or "false" or "this" or "do"))
        {
            throw Fail(CurrentSpan, $"expected the name of a member instead of {Describe(key)}");
        }

        Next();
        Expect(TokenType.Colon, "`:`");
        return new KeyValuePair<string, Expression>(key.Value!, ParseExpression(Host.Other, insideCall: false));
    }

    private Expression ParseMember(Expression target)
    {
        var isOptional = Current.Type == TokenType.QuestionDot;
        if (Peek().Type != TokenType.Identifier)
        {
            throw Fail(Span(Peek()), "a dot must be followed by the name of a member");
        }

        Next();
        var member = Current;
        if (member.Value is "empty" or "blank" && Peek().Type == TokenType.Question)
        {
            Next();
            Next();
            return new IsEmptyExpression(From(target.Span.Start), target);
        }

        if (member.Value is "null" or "true" or "false" or "this" or "do")
        {
            throw Fail(CurrentSpan, $"`{member.Value}` cannot be the name of a member; write [\"{member.Value}\"]");
        }

        Next();
        return new MemberExpression(From(target.Span.Start), Span(member), target, member.Value!, isOptional);
    }

    private IndexExpression ParseIndex(Expression target, bool insideCall, Mode mode)
    {
        Next();
        var index = ParseExpression(Host.Other, insideCall, mode: mode);
        Expect(TokenType.CloseBracket, "`]`");
        return new IndexExpression(From(target.Span.Start), target, index);
    }

    private CallExpression ParseExplicitCall(Expression target)
    {
        if (target is not (PathExpression or NestedExpression or CallExpression))
        {
            throw Fail(CurrentSpan, $"`{target}` cannot be called; put a space before the parenthesis or parentheses around the call");
        }

        var arguments = new List<Argument>();
        Next();
        while (Current.Type != TokenType.CloseParen)
        {
            if (arguments.Count > 0)
            {
                Expect(TokenType.Comma, "a comma between arguments");
            }

            arguments.Add(ParseArgument());
        }

        Next();
        return new CallExpression(From(target.Span.Start), target, [.. arguments]);
    }

    private Argument ParseArgument()
    {
        if (Current.Type == TokenType.Identifier && Peek().Type == TokenType.Colon)
        {
            return ParseNamedArgument(Mode.Default);
        }

        var value = ParseExpression(Host.Other, insideCall: false);
        return new Argument(null, value.Span, value);
    }

    private Argument ParseNamedArgument(Mode mode)
    {
        var name = Current;
        Next();
        Next();
        var value = ParseExpression(Host.Other, insideCall: false, mode: mode);
        return new Argument(name.Value, From(name.Start), value);
    }

    private void ParseLoopOptions()
    {
        while (Current.Type == TokenType.Identifier)
        {
            if (Peek().Type == TokenType.Colon)
            {
                _loopOptions!.Add(ParseNamedArgument(Mode.Basic));
            }
            else
            {
                _loopOptions!.Add(new Argument(Current.Value, CurrentSpan, null));
                Next();
            }
        }
    }
}
