using System.Globalization;
using System.Text;
using BindGen.Model;

namespace BindGen.Emit;

/// <summary>Writes a type the way C does, for <c>[NativeTypeName]</c> and shims.</summary>
internal static class CSpelling
{
    /// <param name="declarator">The declared name with what is wrapped around it so far; empty for a bare type.</param>
    public static string Print(CType type, string declarator = "")
    {
        switch (type)
        {
            case CPointerType pointer:
                var star = "*" + Qualifiers(pointer) + declarator;
                return Print(pointer.Pointee, pointer.Pointee is CArrayType or CFunctionType ? $"({star})" : star);
            case CArrayType array:
                return Print(array.Element, $"{declarator}[{array.Count?.ToString(CultureInfo.InvariantCulture)}]");
            case CFunctionType function:
                var parameters = function.Parameters.Select(parameter => Print(parameter)).ToList();
                if (function.IsVariadic)
                    parameters.Add("...");
                return Print(function.Result, $"{declarator}({(parameters.Count == 0 ? "void" : string.Join(", ", parameters))})");
            case CVectorType vector:
                return Print(vector.Element, $"{declarator}{(declarator.Length == 0 ? "" : " ")}__attribute__((vector_size({vector.Count.ToString(CultureInfo.InvariantCulture)} * sizeof({Print(vector.Element)}))))");
            default:
                var name = Qualifiers(type) + Name(type);
                return declarator.Length == 0 ? name : $"{name} {declarator}";
        }
    }

    private static string Qualifiers(CType type) => (type.IsConst ? "const " : "") + (type.IsVolatile ? "volatile " : "");

    /// <summary>A text as a literal of C.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in Encoding.UTF8.GetBytes(text))
        {
            if (c is (byte)'"' or (byte)'\\')
                literal.Append('\\').Append((char)c);
            else if (c is < 0x20 or > 0x7e)
                literal.Append('\\').Append(System.Convert.ToString(c, 8).PadLeft(3, '0'));
            else
                literal.Append((char)c);
        }
        return literal.Append('"').ToString();
    }

    private static string Name(CType type) => type switch
    {
        CBuiltinType { Kind: CBuiltin.Bool } => "bool",
        CBuiltinType builtin => TypeNotation.Spelling(builtin.Kind),
        CNamedType { Tag: CTag.Typedef } named => named.Name,
        CNamedType named when named.Name.StartsWith("typedef.", StringComparison.Ordinal) => named.Name["typedef.".Length..],
        CNamedType named => $"{TypeNotation.Keyword(named.Tag)} {named.Name}",
        CComplexType complex => $"_Complex {Print(complex.Element)}",
        _ => throw new NotSupportedException(type.GetType().Name),
    };
}
