using BindGen.Emit;
using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>Spells declarations in C from what is known of them, so that two versions can be read side by side.</summary>
internal sealed class DeclarationText(ApiIndex index)
{
    private const int Width = 100;
    private const string Indent = "    ";

    public static string Of(CType type) => CSpelling.Print(type);

    public string Of(CDeclaration declaration) => declaration switch
    {
        CFunction function => Function(function),
        CMacro { IsFunctionLike: true } macro => $"#define {macro.Name}(…)",
        CMacro { Value: { } value } macro => $"#define {macro.Name} {Value(value)}",
        CMacro macro => $"#define {macro.Name}  /* {macro.Reason} */",
        CVariable variable => $"{(variable.IsStatic ? "static" : "extern")} {(variable.IsThreadLocal ? "_Thread_local " : "")}{CSpelling.Print(variable.Type, variable.Name)};",
        CTypedef typedef => $"typedef {Part(typedef.Type, typedef.Name, "")};",
        CEnum @enum => Enum(@enum),
        CRecord { IsComplete: false } record => $"{Head(record)};",
        CRecord record when record.Name.StartsWith(RecordMember.TypedefPrefix, StringComparison.Ordinal) => $"typedef {TypeNotation.Keyword(record.Tag)} {Members(record, "")} {NameOf(record)};",
        CRecord record => $"{Head(record)} {Members(record, "")};",
        _ => throw new NotSupportedException(declaration.GetType().Name),
    };

    /// <summary>The name that C knows it by: what only a typedef names is known by that.</summary>
    public static string NameOf(CDeclaration declaration) =>
        declaration.Name.StartsWith(RecordMember.TypedefPrefix, StringComparison.Ordinal) ? declaration.Name[RecordMember.TypedefPrefix.Length..] : declaration.Name;

    public static string Value(CConstant constant) => constant switch
    {
        CIntegerConstant integer => ConstantNotation.Number(integer),
        CTextConstant text => CSpelling.Literal(text.Text),
        CFloatConstant real => ConstantNotation.Number(real),
        CWideIntegerConstant wide => wide.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => ConstantNotation.Print(constant),
    };

    private static string Function(CFunction function)
    {
        var parameters = function.Parameters.Select(parameter => CSpelling.Print(parameter.Type, parameter.Name)).ToList();
        if (function.IsVariadic)
            parameters.Add("...");
        var keywords = function.Linkage == CLinkage.Inline ? "static inline " : "";
        var line = $"{keywords}{CSpelling.Print(function.Result, $"{function.Name}({(parameters.Count == 0 ? "void" : string.Join(", ", parameters))})")};";
        return line.Length <= Width || parameters.Count < 2
            ? line
            : $"{keywords}{CSpelling.Print(function.Result, $"{function.Name}(\n{Indent}{string.Join($",\n{Indent}", parameters)})")};";
    }

    private static string Head(CRecord record) => $"{TypeNotation.Keyword(record.Tag)} {record.Name}";

    private string Enum(CEnum @enum)
    {
        var name = NameOf(@enum);
        return name != @enum.Name ? $"typedef enum {Values(@enum, "")} {name};"
            : @enum.Values.IsEmpty ? $"enum {name};"
            : name.Contains('.') ? $"enum {Values(@enum, "")};"
            : $"enum {name} {Values(@enum, "")};";
    }

    private static string Values(CEnum @enum, string indent) =>
        $"{{\n{string.Concat(@enum.Values.Select(value => $"{indent}{Indent}{value.Name} = {RawView.EnumValue(@enum, value)},\n"))}{indent}}}";

    private string Members(CRecord record, string indent) =>
        $"{{\n{string.Concat(record.Fields.Select(field => $"{indent}{Indent}{Field(field, indent + Indent)};\n"))}{indent}}}";

    private string Field(CField field, string indent)
    {
        var text = Part(field.Type, field.Name, indent);
        return field.BitWidth is { } width ? $"{text}{(field.Name.Length == 0 ? " " : "")}:{width.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : text;
    }

    /// <summary>A declaration whose type is spelled out when it has no name.</summary>
    private string Part(CType type, string name, string indent)
    {
        var element = type;
        while (element is CArrayType array)
            element = array.Element;
        var spelled = RecordMember.PartOf(type, index) is { } part ? $"{TypeNotation.Keyword(part.Tag)} {Members(part, indent)}"
            : element is CNamedType { Tag: CTag.Enum } named && RecordMember.IsPartOfAnother(named.Name) && index.Enum(named.Name) is { } @enum ? $"enum {Values(@enum, indent)}"
            : null;
        if (spelled is null)
            return CSpelling.Print(type, name);
        // What stands for the type is put in the place of any name that C could have.
        const string Placeholder = "int";
        var declaration = CSpelling.Print(Replaced(type), name);
        return (element.IsConst ? "const " : "") + (element.IsVolatile ? "volatile " : "") + spelled + declaration[Placeholder.Length..];
    }

    private static CType Replaced(CType type) => type is CArrayType array ? array with { Element = Replaced(array.Element) } : new CBuiltinType(CBuiltin.Int);
}
