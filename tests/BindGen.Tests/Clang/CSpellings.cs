using BindGen.Model;

namespace BindGen.Tests.Clang;

/// <summary>Captured types as C text again, so that a compiler can compare them with the header's own.</summary>
internal static class CSpellings
{
    /// <summary>A second declaration of a function: it compiles only when every type is the one of the first.</summary>
    public static string Redeclare(CFunction function)
    {
        var type = new CFunctionType(function.Result, [.. function.Parameters.Select(parameter => parameter.Type)], function.IsVariadic);
        return $"{(function.Linkage == CLinkage.Inline ? "static inline " : "extern ")}{Declare(type, function.Name)};\n";
    }

    public static string Declare(CType type, string declarator) => type switch
    {
        CPointerType { Pointee: CArrayType or CFunctionType } pointer => Declare(pointer.Pointee, $"(*{Qualifiers(pointer)}{declarator})"),
        CPointerType pointer => Declare(pointer.Pointee, $"*{Qualifiers(pointer)}{declarator}"),
        CArrayType array => Declare(array.Element, $"{declarator}[{array.Count}]"),
        CFunctionType { Parameters.IsEmpty: true, IsVariadic: true } function => Declare(function.Result, $"{declarator}()"),
        CFunctionType function => Declare(function.Result, $"{declarator}({Parameters(function)})"),
        CNamedType { Tag: CTag.Typedef } named => $"{Qualifiers(named)}{named.Name} {declarator}",
        CNamedType named => $"{Qualifiers(named)}{(named.Tag == CTag.Struct ? "struct" : named.Tag == CTag.Union ? "union" : "enum")} {named.Name} {declarator}",
        CBuiltinType { Kind: CBuiltin.VaList } => $"__builtin_va_list {declarator}",
        _ => $"{TypeNotation.Print(type)} {declarator}",
    };

    /// <summary>Whether C has a name for everything in the type.</summary>
    public static bool CanSpell(CType type) => type switch
    {
        CPointerType pointer => CanSpell(pointer.Pointee),
        CArrayType array => CanSpell(array.Element),
        CFunctionType function => CanSpell(function.Result) && function.Parameters.All(CanSpell),
        CNamedType named => !named.Name.Contains('.'),
        CVectorType => false,
        _ => true,
    };

    private static string Parameters(CFunctionType function)
    {
        var parameters = function.Parameters.Select(parameter => Declare(parameter, "")).ToList();
        if (function.IsVariadic)
            parameters.Add("...");
        return parameters.Count == 0 ? "void" : string.Join(", ", parameters);
    }

    private static string Qualifiers(CType type) => (type.IsConst ? "const " : "") + (type.IsVolatile ? "volatile " : "");
}
