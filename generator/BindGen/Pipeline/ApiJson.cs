using System.Collections.Immutable;
using System.Text.Json;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Output;

namespace BindGen.Pipeline;

/// <summary>Writes a C API as JSON, in the model's own order: types in the notation of <see cref="TypeNotation"/>, and as C spells them
/// where C can.</summary>
internal sealed class ApiJson
{
    private readonly Utf8JsonWriter _json;

    private ApiJson(Utf8JsonWriter json) => _json = json;

    /// <returns>The text, which ends with a line end.</returns>
    public static string Write(CApi api) => JsonText.Of(json => new ApiJson(json).Api(api));

    private void Api(CApi api)
    {
        _json.WriteStartObject();
        _json.WriteString("target", api.Target.Triple);
        if (api.Target.Source.Length > 0)
            _json.WriteString("source", api.Target.Source);
        List("headers", api.Headers, header => _json.WriteStringValue(header));
        Declarations("records", api.Records, Record);
        Declarations("functions", api.Functions, Function);
        Declarations("enums", api.Enums, Enum);
        Declarations("typedefs", api.Typedefs, typedef => Type("type", typedef.Type));
        Declarations("constants", api.Macros.Where(macro => macro.Value is not null), macro => Constant(macro.Value!));
        Declarations("globals", api.Variables, Variable);
        if (!api.Annotations.IsEmpty)
            List("annotations", api.Annotations, Annotation);
        List("skipped", Unbound.Of(api), item =>
        {
            _json.WriteStartObject();
            _json.WriteString("name", item.Name);
            _json.WriteString("reason", item.Reason);
            _json.WriteEndObject();
        });
        _json.WriteEndObject();
    }

    private void Annotation(CAnnotation annotation)
    {
        _json.WriteStartObject();
        _json.WriteString("on", CAnnotation.Keyword(annotation.On));
        _json.WriteString("name", annotation.Name);
        if (annotation.Member.Length > 0)
            _json.WriteString("member", annotation.Member);
        _json.WriteString("phrase", annotation.Phrase);
        _json.WriteString("header", annotation.Location.Header);
        _json.WriteNumber("line", annotation.Location.Line);
        _json.WriteNumber("column", annotation.Column);
        _json.WriteEndObject();
    }

    private void Record(CRecord record)
    {
        _json.WriteString("kind", TypeNotation.Keyword(record.Tag));
        NumberOrNull("size", record.Size);
        NumberOrNull("align", record.Align);
        List("fields", record.Fields, field =>
        {
            _json.WriteStartObject();
            _json.WriteString("name", field.Name);
            Type("type", field.Type);
            _json.WriteNumber("bitOffset", field.BitOffset);
            if (field.BitWidth is { } width)
                _json.WriteNumber("bitWidth", width);
            _json.WriteEndObject();
        });
    }

    private void Function(CFunction function)
    {
        Type("result", function.Result);
        List("parameters", function.Parameters, parameter =>
        {
            _json.WriteStartObject();
            _json.WriteString("name", parameter.Name);
            Type("type", parameter.Type);
            _json.WriteEndObject();
        });
        _json.WriteBoolean("isVariadic", function.IsVariadic);
        _json.WriteBoolean("isInline", function.Linkage == CLinkage.Inline);
        if (function.Linkage == CLinkage.Prototype)
            _json.WriteBoolean("isPrototype", true);
        Linked(function.Label, function.Export);
    }

    private void Variable(CVariable variable)
    {
        Type("type", variable.Type);
        _json.WriteBoolean("isStatic", variable.IsStatic);
        _json.WriteBoolean("isThreadLocal", variable.IsThreadLocal);
        Linked(variable.Label, variable.Export);
    }

    private void Linked(string? label, CExport? export)
    {
        if (label is not null)
            _json.WriteString("symbol", label);
        if (export is null)
            return;
        _json.WriteString("module", export.Module);
        _json.WriteBoolean("isGplOnly", export.IsGplOnly);
    }

    /// <summary>The kind, the type where C has a choice of it, and the value: a number, or text for what is no number of JSON.</summary>
    private void Constant(CConstant constant)
    {
        switch (constant)
        {
            case CTextConstant literal:
                _json.WriteString("kind", "string");
                _json.WriteString("value", literal.Text);
                break;
            case CWideIntegerConstant wide:
                _json.WriteString("kind", "integer");
                Type("type", wide.Type);
                _json.WritePropertyName("value");
                _json.WriteRawValue(wide.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case CPointerConstant pointer:
                _json.WriteString("kind", "pointer");
                Type("type", pointer.Type);
                _json.WriteNumber("value", pointer.Value);
                break;
            case CWideTextConstant literal:
                _json.WriteString("kind", "string");
                Type("element", literal.Element);
                _json.WriteString("value", literal.Text);
                break;
            case CFloatConstant real:
                _json.WriteString("kind", "float");
                Type("type", real.Type);
                if (double.IsFinite(real.Value))
                    _json.WriteNumber("value", real.Value);
                else
                    _json.WriteString("value", ConstantNotation.Number(real));
                break;
            case CIntegerConstant integer:
                _json.WriteString("kind", "integer");
                Type("type", integer.Type);
                _json.WritePropertyName("value");
                _json.WriteRawValue(ConstantNotation.Number(integer));
                break;
            default:
                throw new NotSupportedException(constant.GetType().Name);
        }
    }

    private void Enum(CEnum @enum)
    {
        Type("type", new CBuiltinType(@enum.Underlying));
        List("values", @enum.Values, value =>
        {
            _json.WriteStartObject();
            _json.WriteString("name", value.Name);
            _json.WritePropertyName("value");
            _json.WriteRawValue(RawView.EnumValue(@enum, value));
            _json.WriteEndObject();
        });
    }

    private void Declarations<T>(string name, IEnumerable<T> declarations, Action<T> write) where T : CDeclaration => List(name, declarations, declaration =>
    {
        _json.WriteStartObject();
        _json.WriteString("name", declaration.Name);
        write(declaration);
        _json.WriteString("header", declaration.Location.Header);
        _json.WriteNumber("line", declaration.Location.Line);
        _json.WriteEndObject();
    });

    private void List<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        _json.WriteEndArray();
    }

    private void Type(string name, CType type)
    {
        var notation = TypeNotation.Print(type);
        _json.WriteString(name, notation);
        // A dot stands in the names of ours for what has no name in C.
        var spelling = CSpelling.Print(type);
        if (spelling != notation && !spelling.Replace("...", "").Contains('.'))
            _json.WriteString("c" + char.ToUpperInvariant(name[0]) + name[1..], spelling);
    }

    private void NumberOrNull(string name, long? value)
    {
        if (value is { } number)
            _json.WriteNumber(name, number);
        else
            _json.WriteNull(name);
    }
}
