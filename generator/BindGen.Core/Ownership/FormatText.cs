using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Ownership;

/// <summary>What the text of a format asks for behind it, as <c>printf</c> has it.</summary>
internal static class FormatText
{
    /// <returns>The type of each further argument; null for a conversion that C# has no argument for, with its text.</returns>
    public static ImmutableArray<CType>? Arguments(string format, out string refused)
    {
        var types = ImmutableArray.CreateBuilder<CType>();
        refused = "";
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
                continue;
            var start = i++;
            while (i < format.Length && format[i] is '-' or '+' or ' ' or '#' or '.' or (>= '0' and <= '9'))
                i++;
            var length = i;
            while (i < format.Length && format[i] is 'h' or 'l' or 'z' or 't' or 'j' or 'L' or 'q')
                i++;
            if (i - start == 1 && i < format.Length && format[i] == '%')
                continue;
            // What follows %p is part of the kernel's own conversions, which read objects.
            var isExtended = i + 1 < format.Length && format[i] == 'p' && char.IsLetterOrDigit(format[i + 1]);
            if (i == format.Length || isExtended || Argument(format[length..i], format[i]) is not { } type)
            {
                refused = format[start..Math.Min(format.Length, i + (isExtended ? 2 : 1))];
                return null;
            }
            types.Add(type);
        }
        return types.ToImmutable();
    }

    private static CType? Argument(string length, char conversion) => (length, conversion) switch
    {
        ("", 's') => new CPointerType(new CBuiltinType(CBuiltin.Char, IsConst: true)),
        ("", 'p') => new CPointerType(new CBuiltinType(CBuiltin.Void, IsConst: true)),
        ("", 'c') => new CBuiltinType(CBuiltin.Int),
        ("", 'a' or 'A' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G') => new CBuiltinType(CBuiltin.Double),
        (_, 'd' or 'i') => Integer(length, CBuiltin.SChar, CBuiltin.Short, CBuiltin.Int, CBuiltin.Long, CBuiltin.LongLong),
        (_, 'u' or 'x' or 'X' or 'o') => Integer(length, CBuiltin.UChar, CBuiltin.UShort, CBuiltin.UInt, CBuiltin.ULong, CBuiltin.ULongLong),
        _ => null,
    };

    private static CBuiltinType? Integer(string length, CBuiltin @char, CBuiltin @short, CBuiltin @int, CBuiltin @long, CBuiltin longLong) => length switch
    {
        "hh" => new CBuiltinType(@char),
        "h" => new CBuiltinType(@short),
        "" => new CBuiltinType(@int),
        "l" or "z" or "t" or "j" => new CBuiltinType(@long),
        "ll" => new CBuiltinType(longLong),
        _ => null,
    };
}
