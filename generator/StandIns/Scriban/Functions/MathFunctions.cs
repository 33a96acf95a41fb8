using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The namespace <c>math</c>.</summary>
internal sealed class MathFunctions() : BuiltinNamespace("math")
{
    protected override Builtin? Make(string function) => function switch
    {
        "abs" => Define(function, (_, span, a) => Abs(span, a[0]), Any("value")),
        "ceil" => Define(function, (_, _, a) => Math.Ceiling((double)a[0]!), Number("value")),
        "divided_by" => Define(function, (_, span, a) => DividedBy(span, (double)a[0]!, a[1]), Number("value"), Any("divisor")),
        "floor" => Define(function, (_, _, a) => Math.Floor((double)a[0]!), Number("value")),
        "is_number" => Define(function, (_, _, a) => Conversion.Box(a[0] is int or long or double), Any("value")),
        "minus" => Binary(function, BinaryOperator.Subtract),
        "modulo" => Binary(function, BinaryOperator.Modulus),
        "plus" => Binary(function, BinaryOperator.Add),
        "round" => Define(function, (_, _, a) => Math.Round((double)a[0]!, (int)a[1]!), Number("value"), Int("precision", 0)),
        "times" => Binary(function, BinaryOperator.Multiply),
        _ => null,
    };

    private static object? Abs(SourceSpan span, object? value) => value switch
    {
        null => null,
        int number => Math.Abs(number),
        long number => Math.Abs(number),
        double number => Math.Abs(number),
        bool => value,
        _ => throw new ScriptRuntimeException(span, $"a {Conversion.TypeName(value)} is not a number"),
    };

    private static object? DividedBy(SourceSpan span, double value, object? divisor)
    {
        var result = BinaryOperation.Evaluate(span, BinaryOperator.Divide, value, divisor);
        return divisor is int && result is double quotient ? Floor(span, quotient) : result;
    }

    private static object Floor(SourceSpan span, double quotient)
    {
        var floor = Math.Floor(quotient);
        return floor is >= int.MinValue and <= int.MaxValue
            ? (int)floor
            : throw new ScriptRuntimeException(span, "a quotient of more than 32 bits is refused by the Scriban stand-in");
    }

    private Builtin Binary(string function, BinaryOperator op) =>
        Define(function, (_, span, a) => BinaryOperation.Evaluate(span, op, a[0], a[1]), Any("value"), Any("with"));
}
