using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

internal enum BinaryOperator : byte
{
    None,
    Add,
    Subtract,
    Multiply,
    Divide,
    DivideRound,
    Modulus,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    RangeInclude,
    RangeExclude,
    Coalesce,
    And,
    Or,
}

internal sealed class BinaryExpression(SourceSpan span, SourceSpan operatorSpan, BinaryOperator op, Expression left, Expression right)
    : Expression(span)
{
    public override object? Evaluate(TemplateContext context)
    {
        var leftValue = left.Evaluate(context);
        switch (op)
        {
            case BinaryOperator.And:
                return Conversion.Box(Conversion.ToBool(leftValue) && Conversion.ToBool(right.Evaluate(context)));
            case BinaryOperator.Or:
                return Conversion.Box(Conversion.ToBool(leftValue) || Conversion.ToBool(right.Evaluate(context)));
            default:
                var rightValue = right.Evaluate(context);
                return op == BinaryOperator.Coalesce
                    ? leftValue ?? rightValue
                    : BinaryOperation.Evaluate(operatorSpan, op, leftValue, rightValue);
        }
    }

    public override string ToString() => $"{left} {BinaryOperation.Text(op)} {right}";
}

internal sealed class UnaryExpression(SourceSpan span, char op, Expression operand) : Expression(span)
{
    public override object? Evaluate(TemplateContext context)
    {
        if (op == '@')
        {
            return operand.EvaluateAsFunction(context);
        }

        var value = operand.Evaluate(context);
        if (op == '!')
        {
            return Conversion.Box(!Conversion.ToBool(value));
        }

        var negate = op == '-';
        return value switch
        {
            int number => (object)(negate ? unchecked(-number) : number),
            long number => negate ? unchecked(-number) : number,
            double number => negate ? -number : number,
            _ => throw new ScriptRuntimeException(operand.Span, $"the operator `{op}` needs a number, not a {Conversion.TypeName(value)}"),
        };
    }

    public override string ToString() => op + operand.ToString();
}

internal sealed class ConditionalExpression(SourceSpan span, Expression condition, Expression then, Expression otherwise)
    : Expression(span)
{
    public override object? Evaluate(TemplateContext context) =>
        (Conversion.ToBool(condition.Evaluate(context)) ? then : otherwise).Evaluate(context);

    public override string ToString() => $"{condition} ? {then} : {otherwise}";
}

internal sealed class AssignExpression(SourceSpan span, BinaryOperator op, PathExpression target, Expression value) : Expression(span)
{
    public override object? Evaluate(TemplateContext context)
    {
        var result = value.Evaluate(context);
        if (op != BinaryOperator.None)
        {
            result = BinaryOperation.Evaluate(Span, op, target.Evaluate(context), result);
        }

        target.SetValue(context, result);
        return null;
    }

    public override string ToString() => $"{target} = {value}";
}

/// <summary>An expression in parentheses: piped arguments from outside do not reach into it.</summary>
internal sealed class NestedExpression(SourceSpan span, Expression inner) : Expression(span)
{
    public override object? Evaluate(TemplateContext context)
    {
        var value = EvaluateAsFunction(context);
        return value is ScriptCallable function ? context.Call(function, this, [], usePipe: true) : value;
    }

    public override object? EvaluateAsFunction(TemplateContext context)
    {
        context.PushPipe();
        var value = inner.Evaluate(context);
        context.PopPipe();
        return value;
    }

    public override object? EvaluateAsTarget(TemplateContext context)
    {
        // A dot or an index asks for the value straight, without a pipe of its own.
        var value = inner.Evaluate(context);
        return value is ScriptCallable function ? context.Call(function, this, [], usePipe: false) : value;
    }

    public override string ToString() => $"({inner})";
}
