using System.Collections;
using System.Text;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary>The operators between two values. A string on either side makes it an operation on strings.</summary>
internal static class BinaryOperation
{
    public static object? Evaluate(SourceSpan span, BinaryOperator op, object? left, object? right)
    {
        if (left is int x && right is int y)
        {
            return Integers(span, op, x, y);
        }

        if (left is string || right is string)
        {
            return Strings(span, op, left, right);
        }

        if (left is EmptyValue || right is EmptyValue)
        {
            return Empty(span, op, left, right);
        }

        if (left is ScriptArray or ScriptRange || right is ScriptArray or ScriptRange)
        {
            return Lists(span, op, left, right);
        }

        if (left is null || right is null)
        {
            return Nulls(op, left is null && right is null);
        }

        return Others(span, op, left, right);
    }

    public static string Text(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.DivideRound => "//",
        BinaryOperator.Modulus => "%",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.RangeInclude => "..",
        BinaryOperator.RangeExclude => "..<",
        BinaryOperator.Coalesce => "??",
        BinaryOperator.And => "&&",
        BinaryOperator.Or => "||",
        _ => "=",
    };

    private static object Strings(SourceSpan span, BinaryOperator op, object? left, object? right)
    {
        if (op == BinaryOperator.Multiply)
        {
            return right is string ? Repeat(span, right, left) : Repeat(span, left, right);
        }

        var leftText = Conversion.ToText(span, left);
        var rightText = Conversion.ToText(span, right);
        switch (op)
        {
            case BinaryOperator.Add:
                return leftText + rightText;
            case BinaryOperator.Equal:
                return Conversion.Box(leftText == rightText);
            case BinaryOperator.NotEqual:
                return Conversion.Box(leftText != rightText);
            case BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual:
                return leftText is null
                    ? throw new ScriptRuntimeException(span, $"null cannot be compared with a string by `{Text(op)}`")
                    : Conversion.Box(Holds(op, string.CompareOrdinal(leftText, rightText)));
            default:
                throw Unsupported(span, op, left, right);
        }
    }

    private static string Repeat(SourceSpan span, object? text, object? times)
    {
        if (text is CapturedText || times is CapturedText)
        {
            throw CapturedText.Refusal(span, "an operand of `*`");
        }

        var count = Conversion.ToInt(span, times);
        var part = Conversion.ToText(span, text);
        var result = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            result.Append(part);
        }

        return result.ToString();
    }

    private static object? Empty(SourceSpan span, BinaryOperator op, object? left, object? right)
    {
        if (left is EmptyValue && right is EmptyValue)
        {
            return op switch
            {
                BinaryOperator.Equal or BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual => Conversion.Box(true),
                BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.Greater => Conversion.Box(false),
                _ => EmptyValue.Instance,
            };
        }

        var isEmpty = Conversion.IsEmpty(span, left is EmptyValue ? right : left);
        return op switch
        {
            BinaryOperator.Equal or BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual => isEmpty,
            BinaryOperator.NotEqual => isEmpty is bool truth ? Conversion.Box(!truth) : isEmpty,
            BinaryOperator.Less or BinaryOperator.Greater => Conversion.Box(false),
            _ => EmptyValue.Instance,
        };
    }

    private static object Lists(SourceSpan span, BinaryOperator op, object? left, object? right)
    {
        if (left is not (ScriptArray or ScriptRange or IList) || right is not (ScriptArray or ScriptRange or IList))
        {
            throw Unsupported(span, op, left, right);
        }

        var (first, second) = ((IEnumerable)left, (IEnumerable)right);
        switch (op)
        {
            case BinaryOperator.Add:
                return Functions.Sequences.Concat(first, second);
            case BinaryOperator.Equal:
                return Conversion.Box(AllEqual(span, new ScriptArray(first), new ScriptArray(second)));
            default:
                throw Unsupported(span, op, left, right);
        }
    }

    private static bool AllEqual(SourceSpan span, ScriptArray left, ScriptArray right)
    {
        for (var i = 0; i < left.Count && left.Count == right.Count; i++)
        {
            if (Evaluate(span, BinaryOperator.Equal, left[i], right[i]) is not true)
            {
                return false;
            }
        }

        return left.Count == right.Count;
    }

    private static object? Nulls(BinaryOperator op, bool both) => op switch
    {
        BinaryOperator.Equal => Conversion.Box(both),
        BinaryOperator.NotEqual => Conversion.Box(!both),
        BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual =>
            Conversion.Box(false),
        _ => null,
    };

    private static object Others(SourceSpan span, BinaryOperator op, object left, object right)
    {
        if (left is double || right is double)
        {
            return Doubles(span, op, Conversion.ToDouble(span, left), Conversion.ToDouble(span, right));
        }

        if (left is long || right is long)
        {
            return Integers(span, op, ToLong(span, left), ToLong(span, right));
        }

        if (left is int || right is int)
        {
            return Integers(span, op, Conversion.ToInt(span, left), Conversion.ToInt(span, right));
        }

        if (left is CapturedText || right is CapturedText)
        {
            throw CapturedText.Refusal(span, $"an operand of `{Text(op)}` without a string on the other side");
        }

        if ((left is bool || right is bool) && op is BinaryOperator.Equal or BinaryOperator.NotEqual)
        {
            return Conversion.Box(Conversion.ToBool(left) == Conversion.ToBool(right) == (op == BinaryOperator.Equal));
        }

        return op == BinaryOperator.Equal && left is not bool && right is not bool
            ? Conversion.Box(left.Equals(right))
            : throw Unsupported(span, op, left, right);
    }

    private static long ToLong(SourceSpan span, object value) => value switch
    {
        long number => number,
        int number => number,
        bool truth => truth ? 1 : 0,
        _ => throw new ScriptRuntimeException(span, $"a {Conversion.TypeName(value)} cannot be converted to long"),
    };

    private static object Integers(SourceSpan span, BinaryOperator op, long left, long right)
    {
        try
        {
            switch (op)
            {
                case BinaryOperator.Add:
                    return Conversion.Fit(checked(left + right));
                case BinaryOperator.Subtract:
                    return Conversion.Fit(checked(left - right));
                case BinaryOperator.Multiply:
                    return Conversion.Fit(checked(left * right));
                case BinaryOperator.Divide:
                    return (double)left / right;
                case BinaryOperator.DivideRound:
                    return Conversion.Fit(left / right);
                case BinaryOperator.Modulus:
                    return Conversion.Fit(right == -1 ? 0 : left % right);
                case BinaryOperator.RangeInclude:
                    return new ScriptRange(Numbers(left, right, inclusive: true), runsTemplateCode: false);
                case BinaryOperator.RangeExclude:
                    return new ScriptRange(Numbers(left, right, inclusive: false), runsTemplateCode: false);
                default:
                    return Conversion.Box(Holds(op, left.CompareTo(right)));
            }
        }
        catch (DivideByZeroException exception)
        {
            throw new ScriptRuntimeException(span, exception.Message, exception);
        }
        catch (OverflowException exception)
        {
            throw new ScriptRuntimeException(span, "an integer of more than 64 bits is refused by the Scriban stand-in", exception);
        }
    }

    private static IEnumerable<object?> Numbers(long left, long right, bool inclusive)
    {
        var step = left < right ? 1 : -1;
        for (var i = left; i != right; i += step)
        {
            yield return Conversion.Fit(i);
        }

        if (inclusive)
        {
            yield return Conversion.Fit(right);
        }
    }

    private static object Doubles(SourceSpan span, BinaryOperator op, double left, double right) => op switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        BinaryOperator.DivideRound => Math.Round(left / right),
        BinaryOperator.Modulus => left % right,
        BinaryOperator.Equal => Conversion.Box(left == right),
        BinaryOperator.NotEqual => Conversion.Box(left != right),
        BinaryOperator.Less => Conversion.Box(left < right),
        BinaryOperator.LessOrEqual => Conversion.Box(left <= right),
        BinaryOperator.Greater => Conversion.Box(left > right),
        BinaryOperator.GreaterOrEqual => Conversion.Box(left >= right),
        _ => throw Unsupported(span, op, left, right),
    };

    private static bool Holds(BinaryOperator op, int comparison) => op switch
    {
        BinaryOperator.Equal => comparison == 0,
        BinaryOperator.NotEqual => comparison != 0,
        BinaryOperator.Less => comparison < 0,
        BinaryOperator.LessOrEqual => comparison <= 0,
        BinaryOperator.Greater => comparison > 0,
        _ => comparison >= 0,
    };

    private static ScriptRuntimeException Unsupported(SourceSpan span, BinaryOperator op, object? left, object? right) => new(
        span, $"the operator `{Text(op)}` between {Conversion.TypeName(left)} and {Conversion.TypeName(right)} is not supported");
}
