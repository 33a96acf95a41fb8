using Scriban.Syntax;

namespace Scriban.Parsing;

/// <summary>The statements with a grammar of their own: <c>for</c>, <c>case</c> and <c>func</c>.</summary>
internal sealed partial class Parser
{
    private List<Argument>? _loopOptions;

    private ForStatement ParseFor()
    {
        var opener = CurrentSpan;
        Next();
        var outer = _loopOptions;
        _loopOptions = [];
        VariableExpression variable;
        Expression source;
        try
        {
            variable = ParseLoopVariable();
            source = ParseExpression(Host.For, insideCall: false);
            ExpectEndOfStatement();
        }
        catch (ParseFailure)
        {
            source = SkippedHeader();
            variable = new VariableExpression(opener, "?", isLocal: true);
        }

        var options = _loopOptions.ToArray();
        _loopOptions = outer;
        var (body, end) = ParseBlock(BlockKind.Loop, opener);
        var otherwise = end == BlockEnd.Else ? ParseElse(allowIf: false) : null;
        return new ForStatement(From(opener.Start), variable, source, options, body, otherwise);
    }

    private VariableExpression ParseLoopVariable()
    {
        var span = CurrentSpan;
        if (ParseExpression(Host.Other, insideCall: false, mode: Mode.Basic) is not VariableExpression variable)
        {
            throw Fail(span, "`for` needs a plain variable name");
        }

        if (!IsWord("in"))
        {
            throw Fail(CurrentSpan, $"expected `in` instead of {Describe(Current)}");
        }

        Next();
        return variable;
    }

    private CaseStatement ParseCase()
    {
        var opener = CurrentSpan;
        Next();
        var value = ParseHeader();
        var end = SkipToFirstWhen(opener) ? BlockEnd.When : BlockEnd.End;
        var clauses = new List<WhenClause>();
        Statement? otherwise = null;
        while (end == BlockEnd.When)
        {
            (var clause, end) = ParseWhen();
            clauses.Add(clause);
        }

        if (end == BlockEnd.Else)
        {
            otherwise = ParseElse(allowIf: false);
        }

        return new CaseStatement(From(opener.Start), value, clauses, otherwise);
    }

    /// <summary>Between <c>case</c> and the first <c>when</c> text is dropped and anything else is an error.</summary>
    private bool SkipToFirstWhen(SourceSpan opener)
    {
        while (true)
        {
            switch (Current.Type)
            {
                case TokenType.Raw or TokenType.CodeExit or TokenType.NewLine or TokenType.SemiColon:
                    Next();
                    break;
                case TokenType.Identifier when Current.Value == "when":
                    return true;
                case TokenType.Identifier when Current.Value == "end":
                    Next();
                    EndStatement();
                    return false;
                case TokenType.Eof:
                    Report(opener, "the statement has no `end`");
                    return false;
                default:
                    Report(CurrentSpan, $"unexpected {Describe(Current)} in a `case` before its first `when`");
                    SkipStatement();
                    break;
            }
        }
    }

    private (WhenClause Clause, BlockEnd End) ParseWhen()
    {
        var opener = CurrentSpan;
        Next();
        var values = new List<Expression>();
        try
        {
            while (StartsExpression())
            {
                values.Add(ParseExpression(Host.Other, insideCall: false, mode: Mode.When, allowAssignment: false));
                if (Current.Type is TokenType.Comma or TokenType.DoublePipe)
                {
                    Next();
                }
            }

            if (values.Count == 0)
            {
                throw Fail(CurrentSpan, "`when` needs at least one value");
            }

            ExpectEndOfStatement();
        }
        catch (ParseFailure)
        {
            SkipStatement();
        }

        var (body, end) = ParseBlock(BlockKind.When, opener);
        return (new WhenClause(From(opener.Start), values, body), end);
    }

    private FunctionDeclaration ParseFunction()
    {
        var opener = CurrentSpan;
        Next();
        var outerUse = _usesArguments;
        _usesArguments = false;
        VariableExpression name;
        Parameter[]? parameters = null;
        try
        {
            name = ParseFunctionName();
            if (Current.Type == TokenType.OpenParen)
            {
                parameters = ParseParameters();
            }

            ExpectEndOfStatement();
        }
        catch (ParseFailure)
        {
            name = new VariableExpression(opener, "?", isLocal: false);
            SkipStatement();
        }

        var body = ParseBlock(BlockKind.Plain, opener).Body;
        var usesArguments = _usesArguments;
        _usesArguments = outerUse;
        return new FunctionDeclaration(From(opener.Start), name, parameters, usesArguments, body);
    }

    private VariableExpression ParseFunctionName()
    {
        var span = CurrentSpan;
        switch (Current.Type)
        {
            case TokenType.Local:
                throw Refuse(span, "a function with a local name");
            case TokenType.Identifier when ParseVariable() is VariableExpression name:
                return name;
            default:
                throw Fail(span, $"expected the name of a function instead of {Describe(Current)}");
        }
    }

    private Parameter[] ParseParameters()
    {
        Next();
        var parameters = new List<Parameter>();
        while (Current.Type != TokenType.CloseParen)
        {
            if (parameters.Count > 0)
            {
                Expect(TokenType.Comma, "a comma between parameters");
            }

            parameters.Add(ParseParameter(parameters));
        }

        Next();
        return [.. parameters];
    }

    private Parameter ParseParameter(List<Parameter> before)
    {
        var span = CurrentSpan;
        if (Current.Type != TokenType.Identifier || ParseVariable() is not VariableExpression variable)
        {
            throw Fail(span, "expected the name of a parameter");
        }

        foreach (var parameter in before)
        {
            if (parameter.Name == variable.Name)
            {
                throw Refuse(span, "a second parameter of the same name");
            }
        }

        if (Current.Type == TokenType.Equal)
        {
            Next();
            // A default of null counts as no default in Scriban; the stand-in does not guess.
            return ParseExpression(Host.Other, insideCall: false) is LiteralExpression { Value: not null } literal
                ? new Parameter(variable.Name, ParameterKind.Any, hasDefault: true, literal.Value)
                : throw Fail(span, "the default of a parameter must be a literal other than null");
        }

        return before.Count > 0 && before[before.Count - 1].HasDefault
            ? throw Fail(span, "a parameter without a default cannot follow one with a default")
            : new Parameter(variable.Name, ParameterKind.Any);
    }
}
