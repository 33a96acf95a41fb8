using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>The safe layer as templates see it: one map per rules item.</summary>
internal sealed class SafeView(OwnershipModel model, SafeForms forms, ApiIndex index, RawTypes types, CommentView comments, LayoutUses layouts)
{
    private readonly MethodView _methods = new(model, forms, index, types, comments, layouts);
    private readonly CallbackView _callbacks = new(index, types, new(model, forms, index, types, comments, layouts));
    private readonly RegistrationView _registrations = new(forms.Registrations, new MethodView(model, forms, index, types, comments, layouts), types);
    private readonly EnumeratorView _enumerators = new(forms.Registrations, new MethodView(model, forms, index, types, comments, layouts), index, types, layouts);

    public ScriptObject Handle(HandleModel handle)
    {
        var registrations = model.Registrations.Where(registration => registration.Handle == handle.Name && forms.Registrations.IsMethod(registration) && forms.Has(registration)).ToList();
        return View.Map(
            ("name", handle.Name),
            ("c_name", CSpelling.Print(new CNamedType(handle.Record.Tag, handle.Record.Name))),
            ("raw_type", RawType(handle)),
            ("is_owned", handle.Release is not null),
            ("is_enumerated", IsEnumerated(handle.Name)),
            ("weak", (handle.Release as ReferenceCountRelease)?.GetUnlessZero?.Name),
            ("has_static", handle.Methods.Any(method => method.Receiver is null && forms.Has(method))),
            ("is_counted", handle.Release is ReferenceCountRelease),
            ("get", (handle.Release as ReferenceCountRelease)?.Get.Name),
            ("release", handle.Release?.Function.Name),
            ("hole", handle.Release is FreeRelease { Hole: { } hole } ? View.Map(("id", hole.Id), ("reason", MethodView.Xml(hole.Reason))) : null),
            ("blocks", handle.Blocks),
            ("states", View.List(handle.States, state => state)),
            ("embedded", View.List(handle.Embedded, inner => View.Map(
                ("name", inner.Name), ("handle", inner.Handle), ("c_name", inner.Field.Name), ("raw_name", layouts.Member(handle.Record, inner.Field.Name)),
                ("keeps_state", handle.States.Length == 1 || model.Handles.First(other => other.Name == inner.Handle).States.Length > 1)))),
            ("onces", View.List(forms.Registrations.OncesOf(handle.Name), once => View.Map(("name", once.Name), ("is_acknowledged", RegistrationForms.IsAcknowledged(once))))),
            ("registrations", View.List(registrations, Registration)),
            ("guards", View.List(GuardsOf(handle.Name), Guard)),
            ("lenders", View.List(model.Guards.Where(guard => IsLender(guard, handle.Name)), guard => guard.Name)),
            ("callbacks", Callbacks(handle.Methods.Where(method => !IsBound(method)), handle.Name)),
            ("methods", View.List(handle.Methods.Where(method => forms.Has(method) && !IsBound(method)), method => _methods.Of(method, handle.Name))));
    }

    /// <summary>Whether an enumerator lends such an object, or one that it is inside of.</summary>
    private bool IsEnumerated(string handle) =>
        model.Enumerators.Any(enumerator => enumerator.Handle == handle && forms.Has(enumerator)) || Outer(handle).Any(outer => IsEnumerated(outer.Name));

    /// <summary>Whether a guard lends such an object, or one that it is inside of.</summary>
    private bool IsLender(GuardModel guard, string handle) =>
        (guard.Binds?.Handle == handle && forms.Has(guard)) || Outer(handle).Any(outer => IsLender(guard, outer.Name));

    private IEnumerable<HandleModel> Outer(string handle) => model.Handles.Where(outer => outer.Embedded.Any(inner => inner.Handle == handle));

    /// <summary>Whether there is anything that only a bound object of the handle has.</summary>
    public bool HasBound(HandleModel handle) => Revoker(handle) is not null || handle.Methods.Any(IsExtension);

    /// <summary>What a bound object has beside what every one has.</summary>
    public ScriptObject Bound(HandleModel handle)
    {
        var revoker = Revoker(handle);
        return View.Map(
            ("name", handle.Name),
            ("class", "Bound" + handle.Name),
            ("c_name", CSpelling.Print(new CNamedType(handle.Record.Tag, handle.Record.Name))),
            ("raw_type", RawType(handle)),
            ("revoker", revoker is null ? null : View.Map(
                ("symbol", revoker.Begin.Target.Symbol),
                ("function", types.Names.Function(revoker.Begin.Target.Symbol)),
                ("header", revoker.Begin.Target.Location.Header),
                ("line", revoker.Begin.Target.Location.Line),
                ("arguments", View.List(revoker.Begin.Parameters, parameter => View.Map(
                    ("raw_type", types.Print(parameter.Type)),
                    ("kind", parameter.Fact switch
                    {
                        ReceiverParameter => "receiver",
                        CallbackParameter => "callback",
                        CookieParameter => "cookie",
                        StaticTextParameter => "text",
                        _ => "null",
                    })))))),
            ("callbacks", Callbacks(handle.Methods.Where(IsExtension), "Bound" + handle.Name)),
            ("methods", View.List(handle.Methods.Where(IsExtension), method => Extension(method, handle))));
    }

    public ScriptObject Registration(RegistrationModel registration)
    {
        var handle = model.Handles.First(candidate => candidate.Name == registration.Handle);
        var isKeyed = forms.Registrations.IsKeyed(registration);
        var begin = isKeyed ? _registrations.Begin(registration) : _methods.Of(registration.Begin);
        (begin["blocks"], begin["excludes"]) = (registration.Blocks, registration.Excluded.Length > 0);
        return View.Map(
            ("name", registration.Name),
            ("handle", registration.Handle),
            ("raw_type", RawType(handle)),
            ("get", (handle.Release as ReferenceCountRelease)?.Get.Name),
            ("method", Method(registration)),
            ("is_on_receiver", registration.IsOnReceiver),
            ("is_counted", handle.Release is ReferenceCountRelease),
            ("is_consuming", registration.Begin.Parameters.Any(parameter => parameter.Fact is ConsumedOnFailureParameter)),
            ("is_consumed", registration.IsConsumed),
            ("release", handle.Release?.Function.Name),
            ("onces", View.List(forms.Registrations.OncesOf(registration.Handle!), once => once.Name)),
            ("is_owning", registration.Begin.Result is BorrowedResult && handle.Release is not null),
            ("is_lending", registration.Begin.Result is BorrowedResult && handle.Release is null),
            ("is_owned", handle.Release is not null),
            ("self", handle.Release is null ? "Object.Pointer" : "self.Pointer"),
            ("end_takes_object", registration.End.Receiver is not null),
            ("end_pins", isKeyed && _registrations.Pins(registration)),
            ("kept", isKeyed ? _registrations.Kept(registration) : null),
            ("is_once", registration.IsOnce),
            ("is_acknowledged", RegistrationForms.IsAcknowledged(registration)),
            ("is_fenced", registration.IsFenced),
            ("blocks", registration.Blocks),
            ("excludes", registration.Excluded.Length > 0),
            ("device", registration.RevocableWith is { } device ? Device(device, handle) : null),
            ("instead", View.List(registration.Instead, instead => View.Map(("function", instead.Function), ("reason", MethodView.Xml(instead.Reason))))),
            ("guards", View.List(GuardsOf(registration.Handle), Guard)),
            ("begin", begin),
            ("end", isKeyed ? _registrations.End(registration) : _methods.Of(registration.End)));
    }

    public ScriptObject Enumerator(EnumeratorModel enumerator) => _enumerators.Of(enumerator, model.Handles.First(handle => handle.Name == enumerator.Handle));

    public ScriptObject Guard(GuardModel guard)
    {
        var isTry = guard.Enter.Result is BooleanResult;
        return View.Map(
            ("name", guard.Name),
            ("handle", guard.Handle),
            ("is_try", isTry),
            ("is_failing", guard.Enter.Result is ErrnoResult),
            ("blocks", guard.Blocks),
            ("is_recursive", guard.IsRecursive),
            ("is_proof", model.Methods.Any(method => forms.Has(method) && method.Conditions.OfType<GuardRequired>().Any(required => required.Guard == guard.Name))),
            ("proves", guard.Proves is { } proven && forms.Has(model.Guards.First(other => other.Name == proven)) ? proven : null),
            ("device", guard.Binds is { } device ? Device(device, model.Handles.First(handle => handle.Name == guard.Handle)) : null),
            ("method", (isTry ? "TryEnter" : "Enter") + WrapperName.WithoutHandle(guard.Name, guard.Handle)),
            ("tokens", View.List(guard.Enter.Parameters.Where(parameter => parameter.Fact is TokenParameter), parameter => View.Map(
                ("type", index.Pointee(parameter.Type) is { } token ? layouts.Type(token) : types.Print(parameter.Type)!.TrimEnd('*')), ("name", CSharpName.Argument(parameter.CName))))),
            ("enter", _methods.Of(guard.Enter)),
            ("exit", _methods.Of(guard.Exit)));
    }

    public ScriptObject Record(ValueRecordModel record) => View.Map(
        ("name", record.Name),
        ("c_name", CSpelling.Print(new CNamedType(record.Record.Tag, record.Record.Name))),
        ("raw_type", layouts.Type(record.Record)),
        ("header", MethodView.Xml(record.Record.Location.Header)),
        ("line", record.Record.Location.Line),
        ("fields", View.List(record.Fields.Where(field => field.Fact is not (CallbackTableField or RetainedHandleField { State: not null }) && SafeForms.Has(field.Fact)), field => Field(record.Record, field))));

    public ScriptObject StaticRecord(ValueRecordModel record) => new StaticRecordView(model, forms, types, layouts, _methods, _callbacks).Of(record);

    public ScriptObject RecordRegistration(RegistrationModel registration) => new RecordRegistrationView(_methods).Of(registration);

    /// <summary>A table of function pointers as a class that has a delegate for each.</summary>
    public ScriptObject Table(CallbackTableModel table)
    {
        var callbacks = table.Callbacks.Select(callback =>
        {
            var view = _callbacks.OfMember(callback, table.Name, table.Failure);
            view["member"] = layouts.Member(table.Record, callback.CName);
            return view;
        }).ToList();
        return View.Map(
            ("name", table.Name),
            ("c_name", CSpelling.Print(new CNamedType(table.Record.Tag, table.Record.Name))),
            ("raw_type", layouts.Type(table.Record)),
            ("header", MethodView.Xml(table.Record.Location.Header)),
            ("line", table.Record.Location.Line),
            ("is_atomic", table.IsAtomic),
            ("callbacks", View.List(callbacks, callback => callback)),
            ("optional", View.List(callbacks.Where(callback => (bool)callback["is_optional"]!), callback => callback)),
            ("required", View.List(callbacks.Where(callback => !(bool)callback["is_optional"]!), callback => callback)));
    }

    public ScriptObject Enum(EnumModel @enum) => View.Map(
        ("name", @enum.Name),
        ("c_name", CSpelling.Print(new CNamedType(CTag.Enum, @enum.Enum.Name))),
        ("type", RawTypes.EnumBase(@enum.Enum)),
        ("header", MethodView.Xml(@enum.Enum.Location.Header)),
        ("line", @enum.Enum.Location.Line),
        ("is_flags", RawFlags.IsFlags(@enum.Enum)),
        ("values", View.List(@enum.Values, value => View.Map(
            ("name", CSharpName.Escape(value.Name)), ("c_name", value.Value.Name), ("value", RawView.EnumValue(@enum.Enum, value.Value))))));

    public ScriptObject Group(FunctionGroupModel group) => View.Map(
        ("name", group.Name),
        ("callbacks", Callbacks(group.Methods, group.Name)),
        ("methods", View.List(group.Methods.Where(forms.Has), method => _methods.Of(method, group.Name))));

    /// <summary>The callbacks that methods take as arguments.</summary>
    private ScriptArray Callbacks(IEnumerable<MethodModel> methods, string owner) => View.List(
        methods.Where(forms.Has).SelectMany(method => method.Parameters.Select(parameter => parameter.Fact).OfType<CallbackParameter>(), (method, argument) => (method, argument)),
        item => _callbacks.OfArgument(item.argument, item.method, owner));

    private ScriptObject Field(CRecord record, ValueFieldModel field)
    {
        var type = field.Field.Type;
        var (kind, publicType) = field.Fact switch
        {
            RetainedHandleField handle => ("handle", handle.Handle + "?"),
            StaticTextField => ("text", "string?"),
            _ when _methods.IsBoolean(type) => (field.Field.BitWidth is null ? "boolean" : "bitfield_boolean", "bool"),
            _ when _methods.IsEnum(type) => ("enum", _methods.ScalarType(type)),
            _ => ("number", _methods.ScalarType(type)),
        };
        return View.Map(
            ("name", field.Name),
            ("local", CSharpName.Camel(field.Name)),
            ("kind", kind),
            ("type", publicType),
            ("c_name", field.Field.Name),
            ("raw_name", layouts.Member(record, field.Field.Name)),
            ("raw_type", types.Print(type)),
            ("c_type", MethodView.Xml(CSpelling.Print(type))),
            ("owner", (field.Fact as RetainedHandleField)?.Owner));
    }

    private ScriptObject Extension(MethodModel method, HandleModel handle)
    {
        var view = _methods.Of(method with { Conditions = [.. method.Conditions.Where(condition => condition is not GuardRequired { State: not null })] }, "Bound" + handle.Name);
        view["extends"] = $"{handle.Name}Ref<{method.Conditions.Select(StateOf).First(state => state is not null)}>";
        return view;
    }

    /// <summary>Whether there is a form of the method for borrows in a state: its only one, or one that needs no proof.</summary>
    private bool IsExtension(MethodModel method) => forms.Has(method) && method.Receiver is not null && method.Conditions.Select(StateOf).Any(state => state is not (null or "Normal"));

    private static string? StateOf(Condition condition) => (condition as StateRequired)?.State ?? (condition as GuardRequired)?.State;

    /// <summary>A device that an object leads to: what C# calls it, and the way to it in C.</summary>
    private ScriptObject Device(BoundPath device, HandleModel owner) => View.Map(
        ("handle", device.Handle),
        ("name", device.Name),
        ("argument", CSharpName.Argument(device.Name)),
        ("bare_argument", CSharpName.Bare(CSharpName.Argument(device.Name))),
        ("raw_type", RawType(owner)),
        ("field", device.Field is { } field ? layouts.Member(owner.Record, field.Name) : null),
        ("c_name", MethodView.Xml(device.ToString())));

    private RegistrationModel? Revoker(HandleModel handle) => handle.RevokesBy is { } name ? model.Registrations.FirstOrDefault(registration => registration.Name == name) : null;

    private static bool IsBound(MethodModel method) => method.Conditions.OfType<StateRequired>().Any(required => required.State != "Normal");

    /// <summary>Where an object can be registered in more than one way, the other names say which.</summary>
    private string Method(RegistrationModel registration)
    {
        var isOnly = !registration.IsOnReceiver || model.Registrations.Count(other => other.Handle == registration.Handle && other.IsOnReceiver) == 1;
        var rest = WrapperName.WithoutHandle(registration.Name, registration.Handle!);
        return isOnly || rest == "Registration" ? "Register" : "Register" + rest;
    }

    private IEnumerable<GuardModel> GuardsOf(string? handle) => model.Guards.Where(guard => guard.Handle == handle && forms.Has(guard));

    private string RawType(HandleModel handle) => types.Names.Qualified(handle.Record.Tag, handle.Record.Name);
}
