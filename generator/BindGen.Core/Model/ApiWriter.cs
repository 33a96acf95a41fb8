using System.Globalization;
using System.Text;

namespace BindGen.Model;

/// <summary>Writes a <see cref="CApi"/> as the text of an <c>.api</c> file: one fact per line, in the model's own order, no path of a
/// machine and no time, so that two captures differ exactly where the headers do.</summary>
internal static class ApiWriter
{
    public const string FirstLine = "bindgen-api 1";

    /// <summary>Without it a file that was cut short between two declarations would read as a smaller API.</summary>
    public const string LastLine = "end";

    public static string Write(CApi api)
    {
        var text = new StringBuilder(1 << 20);
        Line(text, FirstLine);
        Line(text, "target ", api.Target.Triple);
        if (api.Target.Source.Length > 0)
            Line(text, "source ", api.Target.Source);
        if (api.Target.HasExportTable)
            Line(text, "exports known");
        foreach (var header in api.Headers)
            Line(text, "header ", header);

        foreach (var function in api.Functions)
            Write(function, text);
        foreach (var macro in api.Macros)
            Write(macro, text);
        foreach (var variable in api.Variables)
            Write(variable, text);
        foreach (var typedef in api.Typedefs)
        {
            Declaration(text, "typedef ", typedef);
            text.Append("  = ");
            TypeNotation.Print(typedef.Type, text);
            text.Append('\n');
        }
        foreach (var @enum in api.Enums)
            Write(@enum, text);
        foreach (var record in api.Records)
            Write(record, text);
        foreach (var annotation in api.Annotations)
            Write(annotation, text);
        text.Append('\n').Append(LastLine).Append('\n');
        return text.ToString();
    }

    private static void Write(CFunction function, StringBuilder text)
    {
        Declaration(text, "function ", function);
        text.Append("  (");
        for (var i = 0; i < function.Parameters.Length; i++)
        {
            var parameter = function.Parameters[i];
            text.Append(i == 0 ? "" : ", ").Append(parameter.Name.Length == 0 ? "_" : parameter.Name).Append(' ');
            TypeNotation.Print(parameter.Type, text);
        }
        if (function.IsVariadic)
            text.Append(function.Parameters.IsEmpty ? "..." : ", ...");
        text.Append(") ");
        TypeNotation.Print(function.Result, text);
        text.Append('\n');
        if (!function.HasSymbol)
            Line(text, function.Linkage == CLinkage.Inline ? "  inline" : "  prototype");
        Write(function.Label, function.Export, text);
    }

    private static void Write(CMacro macro, StringBuilder text)
    {
        Declaration(text, macro.IsFunctionLike ? "macro " : "constant ", macro);
        if (macro.Value is { } value)
        {
            text.Append("  = ");
            ConstantNotation.Print(value, text);
            text.Append('\n');
        }
        else if (!macro.IsFunctionLike)
        {
            Line(text, "  - ", CMacroKinds.Reason(macro.Kind));
        }
    }

    private static void Write(CVariable variable, StringBuilder text)
    {
        Declaration(text, "variable ", variable);
        text.Append("  : ");
        TypeNotation.Print(variable.Type, text);
        text.Append('\n');
        if (variable.IsStatic)
            Line(text, "  static");
        if (variable.IsThreadLocal)
            Line(text, "  thread-local");
        Write(variable.Label, variable.Export, text);
    }

    private static void Write(string? label, CExport? export, StringBuilder text)
    {
        if (label is not null)
            Line(text, "  symbol ", label);
        if (export is not null)
            Line(text, export.IsGplOnly ? "  export-gpl " : "  export ", export.Module);
    }

    private static void Write(CEnum @enum, StringBuilder text)
    {
        Declaration(text, "enum ", @enum);
        Line(text, "  : ", TypeNotation.Spelling(@enum.Underlying));
        foreach (var value in @enum.Values)
            text.Append("  ").Append(value.Name).Append(" = ").Append(Number(value.Value)).Append('\n');
    }

    private static void Write(CRecord record, StringBuilder text)
    {
        Declaration(text, record.IsUnion ? "union " : "struct ", record);
        if (record.Size is not { } size)
            return;
        text.Append("  size ").Append(Number(size)).Append(" align ").Append(Number(record.Align ?? 1)).Append('\n');
        foreach (var field in record.Fields)
        {
            text.Append("  ").Append(Number(field.BitOffset / 8));
            if (field.BitWidth is { } width)
                text.Append('.').Append(Number(field.BitOffset % 8)).Append(':').Append(Number(width));
            text.Append(' ').Append(field.Name.Length == 0 ? "_" : field.Name).Append(' ');
            TypeNotation.Print(field.Type, text);
            text.Append('\n');
        }
    }

    private static void Write(CAnnotation annotation, StringBuilder text)
    {
        text.Append('\n').Append("annotation ").Append(annotation.Subject).Append('\n');
        Place(annotation.Location, text);
        Line(text, "  column ", Number(annotation.Column));
        Line(text, "  = ", annotation.Phrase);
    }

    private static void Declaration(StringBuilder text, string keyword, CDeclaration declaration)
    {
        text.Append('\n').Append(keyword).Append(declaration.Name).Append('\n');
        Place(declaration.Location, text);
    }

    private static void Place(CLocation location, StringBuilder text) =>
        text.Append("  at ").Append(location.Header).Append(':').Append(Number(location.Line)).Append('\n');

    private static void Line(StringBuilder text, string first, string second = "") => text.Append(first).Append(second).Append('\n');

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
