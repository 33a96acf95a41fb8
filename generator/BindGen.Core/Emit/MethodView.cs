using System.Security;
using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>A bound method as templates see it: each parameter and the result with the kind that decides its lines.</summary>
internal sealed class MethodView(OwnershipModel model, SafeForms forms, ApiIndex index, RawTypes types, CommentView comments, LayoutUses layouts)
{
    private const string Scoped = "scoped ";

    private readonly Dictionary<string, ValueRecordModel> _records = model.Records.ToDictionary(record => record.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, HandleModel> _handles = model.Handles.ToDictionary(handle => handle.Name, StringComparer.Ordinal);
    private readonly HashSet<string> _excluded = new(model.Guards.SelectMany(guard => guard.Excluded), StringComparer.Ordinal);
    private readonly Dictionary<string, CallbackTableModel> _tables = model.Callbacks.ToDictionary(table => table.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, EnumModel> _enums = model.Enums.ToDictionary(@enum => @enum.Enum.Name, StringComparer.Ordinal);

    /// <param name="owner">The class that has the delegates of the method's callbacks.</param>
    public ScriptObject Of(MethodModel method, string owner = "")
    {
        var result = Result(method);
        var comment = Comment(method);
        var signature = new ScriptArray();
        foreach (var (position, parameter) in method.Parameters.Select((parameter, position) => (position, parameter)))
        {
            if (parameter.Fact is ConsumedParameter or ConsumedOnFailureParameter && position == method.Receiver || PublicType(parameter) is not { } type)
                continue;
            if (method.Result is LentResult { Owner: { } lender, Handle: not null } && lender == parameter.CName)
                type = type.StartsWith(Scoped, StringComparison.Ordinal) ? type[Scoped.Length..] : type;
            signature.Add(View.Map(("is_consumed", parameter.Fact is ConsumedParameter), ("type", parameter.Fact is CallbackParameter ? $"{owner}.{method.Name}Callback" : type), ("name", Name(parameter))));
            foreach (var bound in BoundFields(parameter))
                signature.Add(View.Map(("type", $"scoped {((RetainedHandleField)bound.Fact).Handle}Ref<Bound>"), ("name", CSharpName.Argument(bound.Name))));
            if (parameter.Fact is RecordParameter { IsWritten: true } record)
                signature.Add(View.Map(("type", "out " + record.Record), ("name", Effective(parameter))));
        }

        var proofs = Proofs(method);
        foreach (var proof in proofs)
            signature.Add(View.Map(("type", $"scoped {proof["guard"]}"), ("name", proof["name"])));
        if (method.Result is LentResult { Handle: null, Lifetime: BindingLifetime })
            signature.Add(View.Map(("type", "LentMemoryAction"), ("name", "action")));
        foreach (var hole in Holes(method))
            signature.Add(View.Map(("type", "Acknowledgement"), ("name", hole["name"])));

        var field = method.Target as FieldTarget;
        return View.Map(
            ("name", CSharpName.Escape(method.Name)),
            ("symbol", method.Target.Symbol),
            ("prototype", Xml(Prototype(method))),
            ("comment", comment),
            ("header", Xml(method.Target.Location.Header)),
            ("line", method.Target.Location.Line),
            ("function", method.Target is FunctionTarget { Function: var function } ? types.Names.Function(function.Name) : null),
            ("field", field is null ? null : layouts.Member(field.Record, field.Field.Name)),
            ("receiver_type", field is null ? null : types.Names.Qualified(field.Record.Tag, field.Record.Name) + "*"),
            ("is_static", method.Receiver is null),
            ("return_type", ReturnType(result)),
            ("raw_result", types.Print(method.Target.Result)),
            ("buffers", View.List(method.Parameters.Where(parameter => parameter.Fact is BufferParameter), parameter => View.Map(
                ("name", Name(parameter)), ("local", CSharpName.Bare(Name(parameter))), ("element", Element(parameter))))),
            ("result", result),
            ("signature", signature),
            ("retained", Retained(method)),
            ("blocks", method.Conditions.OfType<Blocking>().Any()),
            ("excludes", method.Conditions.OfType<GuardExcluded>().Any() || _excluded.Contains(method.Target.Symbol)),
            ("proofs", View.List(proofs, proof => proof)),
            ("device", Device(method)),
            ("has_action", method.Parameters.Any(parameter => parameter.Fact is CallbackParameter { Lifetime: not CallLifetime })),
            ("holes", View.List(Holes(method), hole => hole)),
            ("is_keeping", method.Parameters.Any(parameter => parameter.Fact is LenderParameter or KeptParameter)),
            ("is_consuming", method.Receiver is { } receiver && method.Parameters[receiver].Fact is ConsumedParameter),
            ("parameters", View.List(method.Parameters.Select((parameter, position) => (parameter, position)), item => Parameter(item.parameter, item.position == method.Receiver, method, comment is not null))));
    }

    /// <summary>What C declares: C# has neither its typedefs nor its qualifiers.</summary>
    private static string Prototype(MethodModel method)
    {
        var name = method.Target is FieldTarget { Field: var field } ? $"(*{field.Name})" : method.Target.Symbol;
        var parameters = string.Join(", ", method.Parameters.Select(parameter => CSpelling.Print(parameter.Type, parameter.CName)));
        return CSpelling.Print(method.Target.Result, $"{name}({(parameters.Length == 0 ? "void" : parameters)})");
    }

    private ScriptObject? Comment(MethodModel method) =>
        method.Target is FunctionTarget { Function: var function } ? comments.Function(function.Name, Visible(method)) : null;

    /// <summary>The parameters that comments can refer to, by their C names.</summary>
    private Dictionary<string, string> Visible(MethodModel method) =>
        method.Parameters.Where((parameter, position) => position != method.Receiver && PublicType(parameter) is not null)
            .ToDictionary(parameter => parameter.CName, parameter => CSharpName.Argument(parameter.CName), StringComparer.Ordinal);

    /// <summary>The safe enum that a rule names for a C enum, otherwise the raw one.</summary>
    public string ScalarType(CType type) => index.Resolve(type) switch
    {
        CBuiltinType { Kind: CBuiltin.Bool } => "bool",
        CNamedType { Tag: CTag.Enum } named when _enums.TryGetValue(named.Name, out var @enum) => @enum.Name,
        _ when index.RecordOf(type) is { } record => layouts.Type(record),
        _ => types.Print(type)!,
    };

    public bool IsBoolean(CType type) => index.Resolve(type) is CBuiltinType { Kind: CBuiltin.Bool };

    public bool IsEnum(CType type) => index.Resolve(type) is CNamedType { Tag: CTag.Enum };

    public static string? Xml(string? text) => text is null ? null : SecurityElement.Escape(text);

    private ScriptObject Parameter(ParameterModel parameter, bool isReceiver, MethodModel method, bool isCommented)
    {
        var name = Name(parameter);
        var raw = types.Print(parameter.Type)!;
        var pointee = raw.TrimEnd('*');
        var view = View.Map(("name", name), ("bare_name", CSharpName.Bare(name)), ("local", CSharpName.Bare(name)), ("raw_type", raw));
        if (isCommented && !isReceiver && PublicType(parameter) is not null)
            view["comment"] = comments.Parameter(method.Target.Symbol, parameter.CName, Visible(method));
        switch (parameter.Fact)
        {
            case ReceiverParameter:
                view["kind"] = "receiver";
                break;
            case ValueParameter:
                view["kind"] = IsBoolean(parameter.Type) ? "boolean" : IsEnum(parameter.Type) ? "enum" : "value";
                break;
            case BorrowedParameter borrowed:
                view["kind"] = borrowed.State is null && IsOwned(borrowed.Handle) ? "handle" : "borrow";
                view["is_nullable"] = borrowed.IsNullable;
                break;
            case LenderParameter or KeptParameter:
                view["kind"] = "kept";
                view["is_lender"] = parameter.Fact is LenderParameter;
                view["holder"] = (parameter.Fact as LenderParameter)?.Holder;
                view["is_nullable"] = parameter.Fact is KeptParameter { IsNullable: true };
                break;
            case ConsumedParameter consumed:
                view["kind"] = "consumed";
                view["on_success"] = consumed.OnSuccess;
                view["is_nullable"] = consumed.IsNullable;
                view["transfer"] = isReceiver ? "self" : CSharpName.Bare(name) + "Transfer";
                break;
            case OutHandleParameter given:
                view["kind"] = "out_handle";
                view["raw_type"] = raw[..^1];
                view["handle"] = given.Handle;
                view["release"] = _handles[given.Handle].Release?.Function.Name;
                break;
            case BufferParameter:
                view["kind"] = "buffer";
                view["is_void"] = raw == "void*";
                view["element"] = Element(parameter);
                break;
            case CountParameter:
                var counted = method.Parameters.Where(other => other.Fact is BufferParameter buffer && buffer.Count == parameter.CName).Select(Name).ToList();
                view["kind"] = "count";
                view["buffer"] = counted[0];
                view["twins"] = View.List(counted.Skip(1), twin => twin);
                break;
            case ConsumedOnFailureParameter:
                view["kind"] = "consumed_on_failure";
                break;
            case StaticTextParameter text:
                view["kind"] = "static_text";
                view["is_nullable"] = text.IsNullable;
                break;
            case TextParameter text:
                view["kind"] = "text";
                view["is_nullable"] = text.IsNullable;
                break;
            case ConstantTextParameter constant:
                view["kind"] = "constant_text";
                view["text"] = Literal(constant.Text);
                break;
            case ConstantNumberParameter number:
                view["kind"] = "expression";
                view["expression"] = $"({raw}){number.Value}";
                break;
            case NullParameter:
                view["kind"] = "null";
                break;
            case OutParameter written:
                var target = ((CPointerType)index.Resolve(parameter.Type)).Pointee;
                view["kind"] = "out";
                view["raw_type"] = pointee;
                view["type"] = ScalarType(target);
                view["is_cast"] = IsEnum(target);
                view["is_boolean"] = IsBoolean(target);
                view["even_on_failure"] = written.EvenOnFailure;
                break;
            case RecordParameter record:
                view["kind"] = "record";
                view["raw_type"] = pointee;
                view["effective"] = Effective(parameter);
                view["tables"] = View.List(TableFields(record.Record, method), field => View.Map(
                    ("table", Native(field.Parameter)), ("raw_name", layouts.Member(_records[record.Record].Record, field.Field.Field.Name)), ("raw_type", types.Print(field.Field.Field.Type))));
                view["handles"] = View.List(HandleFields(record.Record), field => View.Map(
                    ("name", field.Name), ("bound", IsBound(field) ? CSharpName.Argument(field.Name) : null), ("bare_bound", CSharpName.Bare(CSharpName.Argument(field.Name))), ("c_name", field.Field.Name), ("raw_name", layouts.Member(_records[record.Record].Record, field.Field.Name)), ("raw_type", types.Print(field.Field.Type))));
                break;
            case StaticRecordParameter:
                view["kind"] = "static_record";
                break;
            case CallbackParameter { Callback: var callback, Lifetime: var lifetime }:
                view["kind"] = lifetime is CallLifetime ? "callback" : "action";
                view["lifetime"] = lifetime.Words;
                view["entry"] = method.Name;
                view["is_atomic"] = callback.IsAtomic;
                break;
            case CallbackTableParameter table:
                view["kind"] = IsCookie(parameter) ? "callback_cookie" : "callback_table";
                view["is_nullable"] = table.IsNullable;
                view["cookie"] = "retention.Cookie";
                view["table"] = Native(parameter);
                view["end"] = (table.Lifetime as FunctionLifetime)?.Function;
                break;
            case CookieParameter:
                view["kind"] = "cookie";
                view["cookie"] = method.Parameters.FirstOrDefault(other => other.Fact is CallbackParameter) is { } called ? $"{CSharpName.Bare(Name(called))}Scope.Cookie" : "retention.Cookie";
                break;
            case TokenParameter:
                view["kind"] = "token";
                view["name"] = raw.EndsWith("*", StringComparison.Ordinal) ? "&" + name : name;
                break;
        }
        return view;
    }

    private string? PublicType(ParameterModel parameter) => parameter.Fact switch
    {
        ValueParameter => ScalarType(parameter.Type),
        BorrowedParameter { State: { } state } borrowed => $"scoped {borrowed.Handle}Ref<{state}>",
        BorrowedParameter borrowed => IsOwned(borrowed.Handle) ? borrowed.Handle + (borrowed.IsNullable ? "?" : "") : $"{Scoped}{borrowed.Handle}Ref<Normal>",
        LenderParameter lender => lender.Registration,
        KeptParameter kept => kept.Handle + (kept.IsNullable ? "?" : ""),
        StaticTextParameter text => text.IsNullable ? "string?" : "string",
        ConsumedParameter consumed => consumed.Handle + (consumed.IsNullable ? "?" : ""),
        OutHandleParameter given => $"out {given.Handle}?",
        BufferParameter => $"{(IsReadOnly(parameter) ? "ReadOnlySpan" : "Span")}<{Element(parameter)}>",
        TextParameter text => text.IsNullable ? "string?" : "string",
        OutParameter => "out " + ScalarType(((CPointerType)index.Resolve(parameter.Type)).Pointee),
        RecordParameter record => record.Record,
        StaticRecordParameter record => record.Record,
        CallbackParameter callback => callback.Callback.Name,
        CallbackTableParameter table => table.Table + (table.IsNullable ? "?" : ""),
        _ => null,
    };

    private ScriptObject Result(MethodModel method) => method.Result switch
    {
        NoResult => View.Map(("kind", "none")),
        BooleanResult => View.Map(("kind", "boolean")),
        ErrnoResult when SafeForms.IsIteration(method) => View.Map(("kind", "iterated")),
        ErrnoResult result => View.Map(("kind", method.Parameters.Any(parameter => parameter.Fact is OutParameter { EvenOnFailure: true }) ? "errno_value" : result.Positive is null ? "errno" : "errno_number"), ("positive", Xml(result.Positive))),
        TextResult text => View.Map(("kind", "text"), ("reason", Xml(text.Reason))),
        OwnedResult owned => View.Map(("kind", "owned"), ("handle", owned.Handle), ("absence", Name(owned.Absence)), ("release", _handles[owned.Handle].Release!.Function.Name),
            ("onces", View.List(forms.Registrations.OncesOf(owned.Handle).Where(once => forms.Registrations.IsMaking(method) && !RegistrationForms.IsAcknowledged(once)), once => once.Name))),
        LentResult { Handle: { } handle } lent => View.Map(("kind", "lent"), ("handle", handle), ("absence", Name(lent.Absence)), ("is_nullable", lent.Absence == Absence.Null)),
        LentResult lent => View.Map(
            ("kind", lent.Lifetime is BindingLifetime ? "lent_span" : "lent_memory"), ("absence", Name(lent.Absence)), ("lender", CSharpName.Argument(lent.Owner!)), ("length", Length(method, lent.Count!)),
            ("factor", lent.Times is { } factor ? Length(method, factor) : null), ("argument", CSharpName.Argument(lent.Times ?? lent.Count!)),
            ("is_nullable", lent.Absence == Absence.Null), ("is_argument", method.Parameters.First(parameter => parameter.CName == lent.Count).Fact is not CountParameter)),
        BorrowedResult borrowed => View.Map(("kind", "borrowed"), ("handle", borrowed.Handle), ("absence", Name(borrowed.Absence))),
        _ => View.Map(("kind", "value"), ("type", ScalarType(method.Target.Result)), ("is_cast", IsEnum(method.Target.Result))),
    };

    private static string ReturnType(ScriptObject result) => (string)result["kind"]! switch
    {
        "boolean" or "iterated" => "bool",
        "errno_value" => "Errno",
        "errno_number" => "int",
        "text" => "string",
        "owned" => (string)result["handle"]! + ((string)result["absence"]! == "null" ? "?" : ""),
        "lent" => $"{(string)result["handle"]!}Ref<Normal>",
        "lent_span" => (bool)result["is_nullable"]! ? "bool" : "void",
        "lent_memory" => "LentMemory" + ((string)result["absence"]! == "null" ? "?" : ""),
        "value" => (string)result["type"]!,
        _ => "void",
    };

    /// <summary>The C# expression for the number that a parameter says, which the caller may not see.</summary>
    private static string Length(MethodModel method, string name) => method.Parameters.First(parameter => parameter.CName == name).Fact is CountParameter count
        ? $"(ulong){CSharpName.Argument(count.Buffer)}.Length" : CSharpName.Argument(name);

    private static string Name(Absence absence) => absence switch
    {
        Absence.Null => "null",
        Absence.ErrorPointer => "error_pointer",
        _ => "never",
    };

    /// <summary>The C# expressions for what C calls, and for the handles that C stores without a reference, while the method's result lives.</summary>
    private ScriptArray Retained(MethodModel method)
    {
        var expressions = new ScriptArray();
        if (method.Result is not OwnedResult owned)
            return expressions;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Fact is CallbackTableParameter table)
                expressions.Insert(0, $"CallbackScope.For({Name(parameter)}{(_tables[table.Table].IsAtomic ? ", isAtomic: true" : "")})");
            if (parameter.Fact is not RecordParameter record)
                continue;
            foreach (var field in HandleFields(record.Record).Where(field => ((RetainedHandleField)field.Fact).Owner == owned.Handle))
                expressions.Add(IsBound(field) ? $"{CSharpName.Argument(field.Name)}.Retain()" : $"{CSharpName.Argument(parameter.CName)}.{field.Name}?.Clone()");
        }
        return expressions;
    }

    /// <summary>The fields that point to the table of another parameter.</summary>
    private IEnumerable<(ValueFieldModel Field, ParameterModel Parameter)> TableFields(string record, MethodModel method) =>
        from field in _records[record].Fields
        from parameter in method.Parameters
        where field.Fact is CallbackTableField table && parameter.Fact is CallbackTableParameter given && given.Table == table.Table
        select (field, parameter);

    /// <summary>The address of the table that an argument of this kind has.</summary>
    private static string Native(ParameterModel parameter) =>
        ((CallbackTableParameter)parameter.Fact).IsNullable ? $"({Name(parameter)}?.Native ?? 0)" : $"{Name(parameter)}.Native";

    private bool IsCookie(ParameterModel parameter) => index.Resolve(parameter.Type) is CPointerType { Pointee: var target } && index.Resolve(target) is CBuiltinType { Kind: CBuiltin.Void };

    /// <summary>What C# calls the parameter; a cookie is called what its callbacks are.</summary>
    private static string Name(ParameterModel parameter) => CSharpName.Argument(parameter.Fact is CallbackTableParameter table ? table.Table : parameter.CName);

    private IEnumerable<ValueFieldModel> HandleFields(string record) => _records[record].Fields.Where(field => field.Fact is RetainedHandleField && SafeForms.Has(field.Fact));

    /// <summary>What a buffer has as many of as its length says; untyped memory has bytes.</summary>
    private string Element(ParameterModel parameter) =>
        ((CPointerType)index.Resolve(parameter.Type)).Pointee is var element && index.Resolve(element) is CBuiltinType { Kind: CBuiltin.Void } ? "byte" : ScalarType(element);

    private bool IsReadOnly(ParameterModel parameter) => ((CPointerType)index.Resolve(parameter.Type)).Pointee.IsConst;

    /// <summary>The members that are no value of the record: each is an argument of its own, borrowed in its state.</summary>
    private IEnumerable<ValueFieldModel> BoundFields(ParameterModel parameter) => parameter.Fact is RecordParameter record ? HandleFields(record.Record).Where(IsBound) : [];

    private static bool IsBound(ValueFieldModel field) => field.Fact is RetainedHandleField { State: not null };

    /// <summary>The guards that the caller shows, each with the object that it must be of.</summary>
    private List<ScriptObject> Proofs(MethodModel method)
    {
        var required = method.Conditions.OfType<GuardRequired>().ToList();
        return
        [
            .. required.Where(condition => forms.ProofOf(method, condition) is not null).Select(condition => View.Map(
                ("guard", condition.Guard),
                ("name", required.Count == 1 ? "proof" : CSharpName.Argument(condition.Guard)),
                ("object", forms.ProofOf(method, condition) is { Fact: BorrowedParameter } argument ? $"{CSharpName.Bare(CSharpName.Argument(argument.CName))}Pin.Pointer" : null))),
        ];
    }

    /// <summary>The bound device that the method's result is released with.</summary>
    private ScriptObject? Device(MethodModel method) => forms.Revocables.DeviceOf(method) is not { } device ? null : View.Map(
        ("handle", device.Handle),
        ("name", device.Field is { } field ? CSharpName.Argument(field.Name) : CSharpName.Argument(device.Parameter)));

    private bool IsOwned(string handle) => _handles[handle].Release is not null;

    /// <summary>The conditions that a caller has to acknowledge, each with the argument that does.</summary>
    private static List<ScriptObject> Holes(MethodModel method)
    {
        var holes = method.Conditions.OfType<Acknowledged>().Select(condition => condition.Hole).ToList();
        return
        [
            .. holes.Select((hole, position) => View.Map(
                ("id", hole.Id), ("reason", Xml(hole.Reason)), ("text", Literal(hole.Reason)), ("name", holes.Count == 1 ? "acknowledgement" : $"acknowledgement{position + 1}"))),
        ];
    }

    private static string Literal(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");

    private static string Effective(ParameterModel parameter)
    {
        var pascal = WrapperName.Pascal(parameter.CName);
        return "effective" + pascal;
    }
}
