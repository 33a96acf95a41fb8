using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace BindGen.Model;

/// <summary>
/// The way types are written in <c>.api</c> files and messages: prefix notation that reads from left to right.
/// <c>*const char</c> is a pointer to constant char, <c>[16]u8</c> an array, <c>[]u8</c> a flexible array,
/// <c>*fn(*struct device, *void) int</c> a function pointer. Types of the language have their C spelling, which are
/// keywords and so never the name of a typedef.
/// </summary>
internal static class TypeNotation
{
    // Types are read by recursion: far more than C code nests, far less than the stack holds.
    private const int DeepestNesting = 256;

    public static string Print(CType type)
    {
        var text = new StringBuilder();
        Print(type, text);
        return text.ToString();
    }

    public static void Print(CType type, StringBuilder text)
    {
        if (type.IsConst)
            text.Append("const ");
        if (type.IsVolatile)
            text.Append("volatile ");
        switch (type)
        {
            case CBuiltinType builtin:
                text.Append(Spelling(builtin.Kind));
                break;
            case CNamedType { Tag: CTag.Typedef } named:
                text.Append(named.Name);
                break;
            case CNamedType named:
                text.Append(Keyword(named.Tag)).Append(' ').Append(named.Name);
                break;
            case CPointerType pointer:
                text.Append('*');
                Print(pointer.Pointee, text);
                break;
            case CArrayType array:
                text.Append('[').Append(array.Count?.ToString(CultureInfo.InvariantCulture)).Append(']');
                Print(array.Element, text);
                break;
            case CFunctionType function:
                text.Append("fn(");
                for (var i = 0; i < function.Parameters.Length; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    Print(function.Parameters[i], text);
                }
                if (function.IsVariadic)
                    text.Append(function.Parameters.IsEmpty ? "..." : ", ...");
                text.Append(") ");
                Print(function.Result, text);
                break;
            case CVectorType vector:
                text.Append("vector[").Append(vector.Count.ToString(CultureInfo.InvariantCulture)).Append(']');
                Print(vector.Element, text);
                break;
            case CComplexType complex:
                text.Append("_Complex ");
                Print(complex.Element, text);
                break;
            default:
                throw new NotSupportedException(type.GetType().Name);
        }
    }

    public static string Keyword(CTag tag) => tag switch
    {
        CTag.Struct => "struct",
        CTag.Union => "union",
        CTag.Enum => "enum",
        _ => "typedef",
    };

    public static string Spelling(CBuiltin kind) => kind switch
    {
        CBuiltin.Void => "void",
        CBuiltin.Bool => "_Bool",
        CBuiltin.Char => "char",
        CBuiltin.SChar => "signed char",
        CBuiltin.UChar => "unsigned char",
        CBuiltin.Short => "short",
        CBuiltin.UShort => "unsigned short",
        CBuiltin.Int => "int",
        CBuiltin.UInt => "unsigned int",
        CBuiltin.Long => "long",
        CBuiltin.ULong => "unsigned long",
        CBuiltin.LongLong => "long long",
        CBuiltin.ULongLong => "unsigned long long",
        CBuiltin.Int128 => "__int128",
        CBuiltin.UInt128 => "unsigned __int128",
        CBuiltin.Float16 => "_Float16",
        CBuiltin.Float => "float",
        CBuiltin.Double => "double",
        CBuiltin.LongDouble => "long double",
        CBuiltin.Float128 => "__float128",
        CBuiltin.VaList => "__builtin_va_list",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Reads one type from the front of <paramref name="text"/> and leaves what follows it.</summary>
    /// <exception cref="FormatException">The text is no type.</exception>
    /// <exception cref="OverflowException">A number in it is too large.</exception>
    public static CType Parse(ref ReadOnlySpan<char> text) => Parse(ref text, DeepestNesting);

    private static CType Parse(ref ReadOnlySpan<char> text, int depth)
    {
        if (depth-- == 0)
            throw new FormatException("the type is nested too deeply");
        if (Take(ref text, "const "))
            return Parse(ref text, depth) is var constant and not (CArrayType or CFunctionType)
                ? constant with { IsConst = true }
                : throw new FormatException("'const' stands before a type that cannot be constant");
        if (Take(ref text, "volatile "))
            return Parse(ref text, depth) is var changing and not (CArrayType or CFunctionType)
                ? changing with { IsVolatile = true }
                : throw new FormatException("'volatile' stands before a type that cannot be volatile");
        if (Take(ref text, "*"))
            return new CPointerType(Parse(ref text, depth));
        if (Take(ref text, "[]"))
            return new CArrayType(Parse(ref text, depth), null);
        if (Take(ref text, "["))
        {
            var element = CountThen(ref text, depth, out var count);
            return new CArrayType(element, count);
        }
        if (Take(ref text, "fn("))
            return Function(ref text, depth);
        if (Take(ref text, "vector["))
        {
            var vectorElement = CountThen(ref text, depth, out var elements);
            return new CVectorType(vectorElement, elements);
        }
        if (Take(ref text, "_Complex "))
            return new CComplexType(Parse(ref text, depth));
        return NamedOrBuiltin(ref text);
    }

    private static CType CountThen(ref ReadOnlySpan<char> text, int depth, out long count)
    {
        count = Number(ref text);
        if (!Take(ref text, "]"))
            throw new FormatException("expected ']'");
        return Parse(ref text, depth);
    }

    private static CFunctionType Function(ref ReadOnlySpan<char> text, int depth)
    {
        var parameters = ImmutableArray.CreateBuilder<CType>();
        var variadic = false;
        while (!Take(ref text, ")"))
        {
            Take(ref text, ", ");
            if (Take(ref text, "..."))
                variadic = true;
            else
                parameters.Add(Parse(ref text, depth));
        }
        if (!Take(ref text, " "))
            throw new FormatException("expected ' ' and the result type");
        return new CFunctionType(Parse(ref text, depth), parameters.ToImmutable(), variadic);
    }

    private static CType NamedOrBuiltin(ref ReadOnlySpan<char> text)
    {
        var first = Identifier(ref text);
        if (first.SequenceEqual("struct".AsSpan()))
            return new CNamedType(CTag.Struct, Second(ref text));
        if (first.SequenceEqual("union".AsSpan()))
            return new CNamedType(CTag.Union, Second(ref text));
        if (first.SequenceEqual("enum".AsSpan()))
            return new CNamedType(CTag.Enum, Second(ref text));
        return Builtin(first, ref text) is { } kind ? new CBuiltinType(kind) : new CNamedType(CTag.Typedef, first.ToString());
    }

    private static string Second(ref ReadOnlySpan<char> text)
    {
        if (!Take(ref text, " "))
            throw new FormatException("expected a tag");
        return Identifier(ref text).ToString();
    }

    private static CBuiltin? Builtin(scoped ReadOnlySpan<char> first, ref ReadOnlySpan<char> rest)
    {
        if (first.SequenceEqual("unsigned".AsSpan()))
            return Take(ref rest, " char") ? CBuiltin.UChar
                : Take(ref rest, " short") ? CBuiltin.UShort
                : Take(ref rest, " int") ? CBuiltin.UInt
                : Take(ref rest, " long long") ? CBuiltin.ULongLong
                : Take(ref rest, " long") ? CBuiltin.ULong
                : Take(ref rest, " __int128") ? CBuiltin.UInt128
                : throw new FormatException("expected a type after 'unsigned'");
        if (first.SequenceEqual("long".AsSpan()))
            return Take(ref rest, " long") ? CBuiltin.LongLong : Take(ref rest, " double") ? CBuiltin.LongDouble : CBuiltin.Long;
        if (first.SequenceEqual("signed".AsSpan()))
            return Take(ref rest, " char") ? CBuiltin.SChar : throw new FormatException("expected 'char' after 'signed'");
        return first switch
        {
            "void" => CBuiltin.Void,
            "_Bool" => CBuiltin.Bool,
            "char" => CBuiltin.Char,
            "short" => CBuiltin.Short,
            "int" => CBuiltin.Int,
            "__int128" => CBuiltin.Int128,
            "_Float16" => CBuiltin.Float16,
            "float" => CBuiltin.Float,
            "double" => CBuiltin.Double,
            "__float128" => CBuiltin.Float128,
            "__builtin_va_list" => CBuiltin.VaList,
            _ => null,
        };
    }

    private static ReadOnlySpan<char> Identifier(ref ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && IsNamePart(text[end]))
            end++;
        if (end == 0)
            throw new FormatException(text.IsEmpty ? "expected a type" : $"expected a type, found '{text[0]}'");
        var name = text[..end];
        text = text[end..];
        return name;
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '$';

    private static long Number(ref ReadOnlySpan<char> text)
    {
        var end = 0;
        var value = 0L;
        while (end < text.Length && text[end] is >= '0' and <= '9')
            value = checked((value * 10) + (text[end++] - '0'));
        if (end == 0)
            throw new FormatException("expected a number");
        text = text[end..];
        return value;
    }

    private static bool Take(ref ReadOnlySpan<char> text, string prefix)
    {
        if (!text.StartsWith(prefix.AsSpan(), StringComparison.Ordinal))
            return false;
        text = text[prefix.Length..];
        return true;
    }
}
