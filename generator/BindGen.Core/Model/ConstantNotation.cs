using System.Globalization;
using System.Numerics;
using System.Text;

namespace BindGen.Model;

/// <summary>The way values of constants are written in <c>.api</c> files: the type and a number, or text in quotes.</summary>
internal static class ConstantNotation
{
    public static string Print(CConstant constant)
    {
        var text = new StringBuilder();
        Print(constant, text);
        return text.ToString();
    }

    public static void Print(CConstant constant, StringBuilder text)
    {
        switch (constant)
        {
            case CIntegerConstant integer:
                TypeNotation.Print(integer.Type, text);
                text.Append(' ').Append(Number(integer));
                break;
            case CFloatConstant real:
                TypeNotation.Print(real.Type, text);
                text.Append(' ').Append(Number(real));
                break;
            case CWideIntegerConstant wide:
                TypeNotation.Print(wide.Type, text);
                text.Append(' ').Append(wide.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case CPointerConstant pointer:
                TypeNotation.Print(pointer.Type, text);
                text.Append(' ').Append(pointer.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case CTextConstant literal:
                Quote(literal.Text, text);
                break;
            case CWideTextConstant wide:
                TypeNotation.Print(wide.Element, text);
                text.Append(' ');
                Quote(wide.Text, text);
                break;
            default:
                throw new NotSupportedException(constant.GetType().Name);
        }
    }

    /// <exception cref="FormatException">The text is no constant.</exception>
    public static CConstant Parse(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] == '"')
            return new CTextConstant(Unquote(text));
        var type = TypeNotation.Parse(ref text);
        var number = text.Trim().ToString();
        if (type is CBuiltinType { Kind: CBuiltin.Float or CBuiltin.Double })
        {
            return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) || TryParseSpecial(number, out real)
                ? new CFloatConstant(type, real)
                : throw new FormatException($"'{number}' is no number that can stand here");
        }
        if (type is CBuiltinType { Kind: CBuiltin.UShort or CBuiltin.Int or CBuiltin.UInt } && number.StartsWith("\"", StringComparison.Ordinal))
            return new CWideTextConstant(type, Unquote(number.AsSpan()));
        if (type is CBuiltinType { Kind: CBuiltin.Int128 or CBuiltin.UInt128 })
            return new CWideIntegerConstant(type, BigInteger.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        if (type is CPointerType)
            return new CPointerConstant(type, long.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        if (type is not (CNamedType { Tag: CTag.Enum } or CBuiltinType { Kind: >= CBuiltin.Bool and <= CBuiltin.ULongLong }))
            throw new FormatException($"a constant has no type '{TypeNotation.Print(type)}'");
        if (long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var signed))
            return new CIntegerConstant(type, signed);
        return ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned)
            ? new CIntegerConstant(type, unchecked((long)unsigned))
            : throw new FormatException($"'{number}' is no number that can stand here");
    }

    /// <summary>Whether values of the type are read as unsigned; those of an enum are written as they are kept.</summary>
    public static bool IsUnsigned(CType type) => type is CBuiltinType
    {
        Kind: CBuiltin.Bool or CBuiltin.UChar or CBuiltin.UShort or CBuiltin.UInt or CBuiltin.ULong or CBuiltin.ULongLong
    };

    public static string Number(CIntegerConstant integer) => IsUnsigned(integer.Type)
        ? unchecked((ulong)integer.Value).ToString(CultureInfo.InvariantCulture)
        : integer.Value.ToString(CultureInfo.InvariantCulture);

    public static string Number(CFloatConstant real) =>
        double.IsNaN(real.Value) ? "nan" : double.IsInfinity(real.Value) ? real.Value > 0 ? "infinity" : "-infinity" : real.Value.ToString("R", CultureInfo.InvariantCulture);

    private static bool TryParseSpecial(string text, out double value)
    {
        value = text switch { "nan" => double.NaN, "infinity" => double.PositiveInfinity, "-infinity" => double.NegativeInfinity, _ => 0 };
        return value != 0;
    }

    private static void Quote(string literal, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in literal)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ' || c is '\x7f' or '\x85' or '\u2028' or '\u2029')
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }
        text.Append('"');
    }

    private static string Unquote(ReadOnlySpan<char> quoted)
    {
        var text = new StringBuilder();
        for (var i = 1; i < quoted.Length; i++)
        {
            var c = quoted[i];
            if (c == '"' && i == quoted.Length - 1)
                return text.ToString();
            if (c == '"')
                break;
            if (c == '\\' && i + 5 < quoted.Length && quoted[i + 1] == 'u')
            {
                text.Append((char)int.Parse(quoted.Slice(i + 2, 4).ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 5;
            }
            else if (c == '\\' && i + 1 < quoted.Length)
            {
                text.Append(quoted[++i]);
            }
            else
            {
                text.Append(c);
            }
        }
        throw new FormatException("the text does not end with '\"'");
    }
}
