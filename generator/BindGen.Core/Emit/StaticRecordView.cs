using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>A struct that C keeps for ever as templates see it: its fields, the callbacks among them, and the arrays of structs that it has.</summary>
internal sealed class StaticRecordView(OwnershipModel model, SafeForms forms, RawTypes types, LayoutUses layouts, MethodView methods, CallbackView callbacks)
{
    public ScriptObject Of(ValueRecordModel record)
    {
        var fields = record.Fields.Where(field => field.Fact is not SkippedField && forms.Has(record, field)).ToList();
        return View.Map(
            ("name", record.Name),
            ("c_name", CSpelling.Print(new CNamedType(record.Record.Tag, record.Record.Name))),
            ("raw_type", RawType(record)),
            ("header", MethodView.Xml(record.Record.Location.Header)),
            ("line", record.Record.Location.Line),
            ("is_element", record.Cookie == CookiePlace.Element),
            ("fields", View.List(fields.Where(field => field.Fact is not (CallbackField or RecordArrayField)), field => Field(record, field))),
            ("arrays", View.List(fields.Where(field => field.Fact is RecordArrayField), field => Array(record, field))),
            ("callbacks", View.List(fields.Where(field => field.Fact is CallbackField), field => Callback(record, field))),
            ("is_configurable", fields.Any(field => field.Fact is not (FixedFunctionField or FixedNumberField))),
            ("has_callbacks", fields.Any(field => field.Fact is CallbackField || field.Fact is RecordArrayField array && CallbacksOf(Element(array)).Any())));
    }

    private ScriptObject Field(ValueRecordModel record, ValueFieldModel field)
    {
        var view = Member(record, field);
        (view["kind"], view["type"]) = field.Fact switch
        {
            StaticTextField { IsRequired: true } => ("required_text", "string"),
            StaticTextField => ("text", "string?"),
            FixedFunctionField => ("fixed_function", null),
            FixedNumberField => ("fixed_number", null),
            StaticRecordField inner => ("record", inner.Record + "?"),
            _ when methods.IsBoolean(field.Field.Type) => (field.Field.BitWidth is null ? "boolean" : "bitfield_boolean", "bool"),
            _ when methods.IsEnum(field.Field.Type) => ("enum", methods.ScalarType(field.Field.Type)),
            _ => ("number", methods.ScalarType(field.Field.Type)),
        };
        view["fixed"] = field.Fact switch
        {
            FixedFunctionField { Function: var function } => function.Symbol,
            FixedNumberField { Value: var value } => value,
            _ => null,
        };
        return view;
    }

    private ScriptObject Callback(ValueRecordModel record, ValueFieldModel field)
    {
        var callback = ((CallbackField)field.Fact).Callback;
        var view = callbacks.OfMember(callback, record.Name, record.Failure);
        view["member"] = layouts.Member(record.Record, callback.CName);
        view["raw_type"] = types.Print(field.Field.Type);
        if (record.CookiePath is { } path)
            view["cookie"] = Cookie(record, path, callback, view);
        return view;
    }

    private ScriptObject Array(ValueRecordModel record, ValueFieldModel field)
    {
        var fact = (RecordArrayField)field.Fact;
        var element = Element(fact);
        var view = Member(record, field);
        view["element"] = element.Name;
        view["element_raw_type"] = RawType(element);
        view["count"] = layouts.Member(record.Record, fact.Count.Name);
        view["count_type"] = types.Print(fact.Count.Type);
        view["limit"] = fact.Limit;
        view["callbacks"] = View.List(CallbacksOf(element), inner =>
        {
            var callback = Callback(element, inner);
            var call = $"entry.Target<{record.Name}>().{field.Name}[index]";
            callback["cookie"] = Cookie(record, record.CookiePath!, ((CallbackField)inner.Fact).Callback, callback);
            callback["target"] = $"{call}.{(string)callback["name"]!}";
            foreach (var parameter in ((ScriptArray)callback["parameters"]!).Cast<ScriptObject>().Where(parameter => parameter["command"] is not null))
                parameter["command"] = $"{call}.{element.Fields.First(candidate => candidate.Field.Name == (string)parameter["command"]!).Name}";
            return callback;
        });
        return view;
    }

    /// <summary>Where the argument that leads to the table leads, and what is behind the table.</summary>
    private string Cookie(ValueRecordModel record, CookiePath path, CallbackModel callback, ScriptObject view)
    {
        var position = forms.LeaderOf(path, callback);
        var argument = (string)((ScriptObject)((ScriptArray)view["parameters"]!)[position]!)["name"]!;
        return $"StaticRecord.CookieOf({argument}->{layouts.Member(path.Record, path.Member.Name)}, {path.Offset}, sizeof({RawType(record)}))";
    }

    private ScriptObject Member(ValueRecordModel record, ValueFieldModel field) => View.Map(
        ("name", field.Name),
        ("local", CSharpName.Camel(field.Name)),
        ("c_name", field.Field.Name),
        ("raw_name", layouts.Member(record.Record, field.Field.Name)),
        ("raw_type", types.Print(field.Field.Type)),
        ("c_type", MethodView.Xml(CSpelling.Print(field.Field.Type))));

    private ValueRecordModel Element(RecordArrayField array) => model.Records.First(record => record.Name == array.Record);

    private IEnumerable<ValueFieldModel> CallbacksOf(ValueRecordModel element) => element.Fields.Where(field => field.Fact is CallbackField && forms.Has(element, field));

    private string RawType(ValueRecordModel record) => layouts.Type(record.Record);
}
