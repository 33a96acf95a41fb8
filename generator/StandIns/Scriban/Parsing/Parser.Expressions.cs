using Scriban.Syntax;

namespace Scriban.Parsing;

/// <summary>
/// Expressions. A function is called by writing its arguments after it, so an operand that follows an operand makes the first one
/// a function; a pipe binds weakest of all.
/// </summary>
internal sealed partial class Parser
{
    private const int UnaryPrecedence = 200;

    private enum Mode : byte
    {
        Default,

        /// <summary>Only a literal, a unary, a path or a bracketed expression.</summary>
        Basic,

        /// <summary>A value of <c>when</c>: <c>||</c> separates values.</summary>
        When,
    }

    /// <summary>What the expression stands in, as far as it changes how the expression is read.</summary>
    private enum Host : byte
    {
        Other,
        For,
        Pipe,
    }

    private Expression ParseExpression(
        Host host, bool insideCall, int precedence = 0, Mode mode = Mode.Default, bool allowAssignment = true)
    {
        if (!StartsExpression())
        {
            throw Fail(CurrentSpan, $"expected an expression instead of {Describe(Current)}");
        }

        if (++_expressionLevel > DepthLimit)
        {
            throw Fail(CurrentSpan, $"expressions are nested more than {DepthLimit} deep");
        }

        var result = new ExpressionReader(this, host, insideCall, precedence, mode, allowAssignment).Read();
        _expressionLevel--;
        return result;
    }

    private bool StartsExpression() => Current.Type is
        TokenType.Identifier or TokenType.Local or TokenType.Integer or TokenType.Float or TokenType.String
        or TokenType.OpenParen or TokenType.OpenBrace or TokenType.OpenBracket
        or TokenType.Exclamation or TokenType.Minus or TokenType.Plus or TokenType.Arroba or TokenType.Invalid;

    private static (BinaryOperator Operator, int Precedence) Binary(TokenType type) => type switch
    {
        TokenType.DoubleQuestion => (BinaryOperator.Coalesce, 20),
        TokenType.DoublePipe => (BinaryOperator.Or, 30),
        TokenType.DoubleAmp => (BinaryOperator.And, 40),
        TokenType.DoubleEqual => (BinaryOperator.Equal, 70),
        TokenType.ExclamationEqual => (BinaryOperator.NotEqual, 70),
        TokenType.Less => (BinaryOperator.Less, 80),
        TokenType.LessEqual => (BinaryOperator.LessOrEqual, 80),
        TokenType.Greater => (BinaryOperator.Greater, 80),
        TokenType.GreaterEqual => (BinaryOperator.GreaterOrEqual, 80),
        TokenType.Plus => (BinaryOperator.Add, 100),
        TokenType.Minus => (BinaryOperator.Subtract, 100),
        TokenType.Asterisk => (BinaryOperator.Multiply, 110),
        TokenType.Divide => (BinaryOperator.Divide, 110),
        TokenType.DoubleDivide => (BinaryOperator.DivideRound, 110),
        TokenType.Percent => (BinaryOperator.Modulus, 110),
        TokenType.DoubleDot => (BinaryOperator.RangeInclude, 130),
        TokenType.DoubleDotLess => (BinaryOperator.RangeExclude, 130),
        _ => (BinaryOperator.None, 0),
    };

    private static BinaryOperator? Assignment(TokenType type) => type switch
    {
        TokenType.Equal => BinaryOperator.None,
        TokenType.PlusEqual => BinaryOperator.Add,
        TokenType.MinusEqual => BinaryOperator.Subtract,
        TokenType.AsteriskEqual => BinaryOperator.Multiply,
        TokenType.DivideEqual => BinaryOperator.Divide,
        TokenType.DoubleDivideEqual => BinaryOperator.DivideRound,
        TokenType.PercentEqual => BinaryOperator.Modulus,
        _ => null,
    };
}
