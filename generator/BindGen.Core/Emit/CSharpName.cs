namespace BindGen.Emit;

/// <summary>Turns C names into C# identifiers.</summary>
internal static class CSharpName
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "__arglist", "__makeref", "__reftype", "__refvalue", "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    };

    // Words of the language that are refused or misread as the name of a type, and fine everywhere else.
    private static readonly HashSet<string> TypeKeywords = new(StringComparer.Ordinal)
    {
        "allows", "async", "await", "dynamic", "extension", "field", "file", "managed", "nint", "notnull", "nuint", "partial", "record",
        "required", "scoped", "unmanaged", "var", "where", "with", "yield",
    };

    private static readonly HashSet<string> TemplateNames = new(StringComparer.Ordinal) { "binding", "borrowed", "cell", "guard", "handle", "pointer", "proof", "registered", "registration", "result", "retention", "self" };

    /// <summary>The name as that of a type.</summary>
    public static string EscapeType(string name) => TypeKeywords.Contains(name) ? "@" + name : Escape(name);

    /// <summary>The name as an identifier of its own.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary><c>iommu_dev</c> becomes <c>iommuDev</c>.</summary>
    public static string Camel(string name)
    {
        var pascal = Ownership.WrapperName.Pascal(name);
        return pascal.Length == 0 ? "value" : Escape(char.ToLowerInvariant(pascal[0]) + pascal[1..]);
    }

    /// <summary>A parameter of a wrapper: in camel case, and none of the names that the templates use for themselves.</summary>
    public static string Argument(string name)
    {
        var camel = Camel(name);
        return TemplateNames.Contains(camel) ? camel + "Argument" : camel;
    }

    /// <summary>The identifier without its escape, to build longer names from.</summary>
    public static string Bare(string identifier) => identifier.TrimStart('@');
}
