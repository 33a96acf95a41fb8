using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Ownership;

/// <summary>
/// What the safe layer has a form for. The rules may say more: then ownership is decided, reported and checked, and nothing is emitted that
/// would keep only half of what they say.
/// </summary>
internal sealed class SafeForms
{
    /// <summary>A table for C is known by a bit for each of them.</summary>
    private const int MostOptionalCallbacks = 64;

    private readonly ApiIndex _index;

    /// <summary>The handles whose borrows can end while the compiler still lets them be used.</summary>
    private readonly HashSet<string> _enumerated;
    private readonly Dictionary<string, GuardModel> _guards;

    /// <summary>Registrations, guards and enumerators: their methods are no members of their own.</summary>
    private readonly Dictionary<string, string?> _pairs = new(StringComparer.Ordinal);

    private readonly Dictionary<string, ValueRecordModel> _records;
    private readonly Dictionary<string, CallbackTableModel> _tables;
    private readonly Dictionary<string, string?> _releases;

    public SafeForms(OwnershipModel model)
    {
        Revocables = new RevocableForms(model);
        _guards = model.Guards.ToDictionary(guard => guard.Name, StringComparer.Ordinal);
        _index = new ApiIndex(model.Api);
        _records = model.Records.ToDictionary(record => record.Name, StringComparer.Ordinal);
        _tables = model.Callbacks.ToDictionary(table => table.Name, StringComparer.Ordinal);
        _releases = model.Handles.ToDictionary(handle => handle.Name, handle => handle.Release?.Function.Name, StringComparer.Ordinal);
        _enumerated = [.. model.Enumerators.Select(enumerator => enumerator.Handle)];
        Registrations = new RegistrationForms(model, Has);
        foreach (var registration in model.Registrations)
            _pairs[registration.Name] = Missing(registration);
        foreach (var guard in model.Guards)
            _pairs[guard.Name] = Missing(guard);
        foreach (var enumerator in model.Enumerators)
            _pairs[enumerator.Name] = Missing(enumerator);
    }

    public RevocableForms Revocables { get; }

    public RegistrationForms Registrations { get; }

    public bool Has(MethodModel method) => Missing(method) is null;

    public bool Has(RegistrationModel registration) => Missing(registration) is null;

    public bool Has(GuardModel guard) => Missing(guard) is null;

    public bool Has(EnumeratorModel enumerator) => Missing(enumerator) is null;

    public bool Has(CallbackTableModel table) => Missing(table) is null;

    public static bool Has(FieldFact fact) => fact is NumberField or StaticTextField or CallbackTableField or RetainedHandleField { State: null or "Bound", Lifetime: ObjectLifetime { Item: not null } };

    public bool Has(ValueRecordModel record, ValueFieldModel field) => Missing(record, field) is null;

    /// <summary>The position of the argument that leads a callback to its table; below 0 when none does.</summary>
    public int LeaderOf(CookiePath path, CallbackModel callback) =>
        callback.Parameters.ToList().FindIndex(parameter => _index.Pointee(parameter.Type) == path.Record);

    /// <summary>What a field of a record lacks; null when it has all.</summary>
    public string? Missing(ValueRecordModel record, ValueFieldModel field) =>
        !record.IsStatic ? Has(field.Fact) ? null : "fields of this kind"
        : field.Fact switch
        {
            NumberField or StaticTextField or FixedFunctionField or FixedNumberField or StaticRecordField or SkippedField => null,
            CallbackField { Callback: var callback } => Missing(callback) ?? (record.Cookie == CookiePlace.Element ? null : MissingLeader(record, callback)),
            RecordArrayField array => _records[array.Record].Fields.Select(element => element.Fact).OfType<CallbackField>()
                .Select(element => MissingLeader(record, element.Callback)).FirstOrDefault(missing => missing is not null),
            _ => "fields of this kind",
        };

    private string? MissingLeader(ValueRecordModel record, CallbackModel callback) =>
        record.CookiePath is not { } path ? "callbacks that nothing leads to their object"
        : LeaderOf(path, callback) < 0 ? $"callbacks without a {path.Handle} among their arguments, which would lead to their object"
        : null;

    /// <summary>What a symbol's wrapper lacks; null when it has all.</summary>
    public string? Missing(string item, MethodModel? method) =>
        _pairs.TryGetValue(item, out var missing) ? missing : method is null ? null : Missing(method);

    public string? Missing(MethodModel method) =>
        Missing(method.Conditions, method)
        ?? method.Parameters.Select(parameter => MissingCallback(parameter.Fact, method) ?? MissingBuffer(parameter, method) ?? Missing(parameter.Fact)).FirstOrDefault(missing => missing is not null)
        ?? (IsIteration(method) ? null : method.Result is LentResult lent ? Missing(method, lent) : Missing(method.Result))
        ?? Revocables.Missing(method);

    /// <summary>Whether a method says whether its callback has seen all.</summary>
    public static bool IsIteration(MethodModel method) =>
        method.Result is ErrnoResult && method.Parameters.Any(parameter => parameter.Fact is CallbackParameter { Callback.StopsOnNonzero: true });

    public static CallbackRole Role(CallbackModel callback, MethodModel method) =>
        !callback.StopsOnNonzero ? CallbackRole.None : method.Result is ErrnoResult ? CallbackRole.Visit : CallbackRole.Match;

    private string? MissingCallback(ParameterFact fact, MethodModel method) => fact switch
    {
        CallbackParameter { Lifetime: not (CallLifetime or BindingLifetime or ReceiverLifetime) } => "callbacks that outlive the call",
        CallbackParameter { Lifetime: not CallLifetime } when !TellsFailure(method) => "callbacks that outlive a call that does not tell failure",
        CallbackParameter { Callback.IsOptional: true } => "callbacks that may be null",
        CallbackParameter callback => method.Parameters.Count(parameter => parameter.Fact is CallbackParameter) > 1 ? "several callbacks" : Missing(callback.Callback),
        CallbackTableParameter table when !_tables.TryGetValue(table.Table, out var model) || Missing(model) is not null => "callbacks that the container finds",
        CallbackTableParameter { Lifetime: FunctionLifetime until } when IsReleasedBy(method.Result, until.Function) => null,
        CallbackTableParameter => "callbacks that outlive the call",
        CookieParameter when !method.Parameters.Any(parameter => parameter.Fact is CallbackParameter or CallbackTableParameter) => "a cookie without a callback",
        _ => null,
    };

    private static bool TellsFailure(MethodModel method) =>
        method.Result is ErrnoResult { Positive: null } && !method.Parameters.Any(parameter => parameter.Fact is OutParameter { EvenOnFailure: true });

    private bool IsReleasedBy(ResultFact result, string function) => result is OwnedResult owned && _releases.TryGetValue(owned.Handle, out var release) && release == function;

    /// <summary>A span has one element type, which C# and C lay out alike, and one length.</summary>
    private string? MissingBuffer(ParameterModel parameter, MethodModel method) =>
        parameter.Fact is not BufferParameter buffer ? null
        : _index.Resolve(parameter.Type) is not CPointerType { Pointee: var element } || _index.Resolve(element) is not (CBuiltinType { Kind: not CBuiltin.Bool } or CNamedType { Tag: CTag.Enum }) ? "buffers of what is no number"
        : method.Parameters.First(other => other.CName == buffer.Count).Fact is not CountParameter ? "buffers whose length C writes"
        : null;

    private string? Missing(RegistrationModel registration) =>
        registration.Begin.Parameters.Any(parameter => parameter.Fact is CallbackParameter { Lifetime: not CallLifetime }) ? "registrations of a callback"
        : registration.Begin.Parameters.Where(parameter => parameter.Fact is not (RetainedParameter { Handle: not null } or ConsumedOnFailureParameter))
            .Select(parameter => MissingCallback(parameter.Fact, registration.Begin) ?? MissingBuffer(parameter, registration.Begin) ?? Missing(parameter.Fact)).FirstOrDefault(missing => missing is not null)
        ?? Registrations.Missing(registration)
        ?? (Revocables.IsRevocable(registration.Handle!) ? "registrations of what is revocable" : Revocables.Missing(registration))
        ?? (registration.Begin.Conditions.Any(condition => condition is StateRequired) ? "state of the receiver" : null)
        ?? Missing(registration.Begin.Conditions, registration.IsOnReceiver ? registration.Begin : null);

    private string? Missing(EnumeratorModel enumerator) => new EnumeratorForms(Registrations).Missing(enumerator);

    private string? Missing(GuardModel guard) =>
        !Registrations.IsOwned(guard.Handle) ? "guards of objects that nobody owns"
        : Revocables.IsRevocable(guard.Handle) ? "guards of what is revocable"
        : Revocables.Missing(guard) is { } binding ? binding
        : guard.Proves is { } name && !(_guards.TryGetValue(name, out var proven) && IsProof(guard, proven)) ? "guards that prove another with a token"
        : guard.Enter.Parameters.Any(parameter => parameter.Fact is not (ReceiverParameter or NullParameter or TokenParameter)) ? "guards with arguments"
        : guard.Enter.Conditions.Any(condition => condition is Acknowledged) ? "acknowledged guards"
        : Missing(guard.Enter.Conditions, null);

    /// <summary>Whether one guard can be handed on as the other: what enters differs, and what leaves is the same.</summary>
    private static bool IsProof(GuardModel guard, GuardModel proven) =>
        guard.Handle == proven.Handle && guard.Exit.Target.Symbol == proven.Exit.Target.Symbol && !proven.Exit.Parameters.Concat(guard.Exit.Parameters).Any(parameter => parameter.Fact is TokenParameter);

    private string? Missing(ParameterFact fact) => fact switch
    {
        RetainedParameter { Handle: null } => "pointers that C keeps and no handle describes",
        RetainedParameter retained => $"arguments that a call keeps {retained.Lifetime.Words}",
        BorrowedParameter { State: not null, IsNullable: true } => "arguments in a state that may be null",
        BorrowedParameter borrowed when Revocables.IsRevocable(borrowed.Handle) => "revocable arguments",
        ConsumedParameter consumed when Revocables.IsRevocable(consumed.Handle) => "revocable arguments",
        ConsumedOnFailureParameter => "calls that consume an argument on failure and register nothing",
        OutHandleParameter { Owner: not null } => "borrowed objects that C writes",
        _ => null,
    };

    private string? Missing(MethodModel method, LentResult lent)
    {
        var lender = method.Parameters.FirstOrDefault(parameter => parameter.CName == lent.Owner)?.Fact;
        return lent switch
        {
            { Owner: null } => $"results that no argument lends, valid {lent.Lifetime!.Words}",
            { Handle: not null } => lender is ReceiverParameter || (lender is BorrowedParameter { State: null } @object && !Registrations.IsOwned(@object.Handle) && !_enumerated.Contains(@object.Handle)) ? null : "objects that an owned argument lends",
            { Count: null } => "memory of a size that no argument says",
            { Lifetime: BindingLifetime } => lender is BorrowedParameter { IsNullable: false, State: "Bound" } ? null : "memory that lives until the device is unbound",
            _ => lender is BorrowedParameter { IsNullable: false } owner && Registrations.IsCounted(owner.Handle) ? null : "memory of what has no count of references",
        };
    }

    private string? Missing(ResultFact fact) => fact switch
    {
        OwnedResult owned => Revocables.MissingOwner(owned.Handle),
        BorrowedResult => "results that nothing lends",
        _ => null,
    };

    private static string? Missing(CallbackTableModel table) =>
        table.Cookie is not (CookiePlace.FirstParameter or CookiePlace.LastParameter) ? "callbacks that the container finds"
        : table.Callbacks.Count(callback => callback.IsOptional) > MostOptionalCallbacks ? "tables of so many optional callbacks"
        : table.Callbacks.Select(Missing).FirstOrDefault(missing => missing is not null);

    /// <summary>What a callback's trampoline lacks.</summary>
    public static string? Missing(CallbackModel callback) =>
        callback.Parameters.Select(parameter => MissingInCallback(parameter.Fact)).FirstOrDefault(missing => missing is not null)
        ?? (callback.Result is NoResult or ValueResult or BooleanResult or ErrnoResult ? null : "callbacks that return an object");

    private static string? MissingInCallback(ParameterFact fact) => fact switch
    {
        BorrowedParameter { IsNullable: true } or TextParameter { IsNullable: true } => "arguments of a callback that may be null",
        BorrowedParameter or IoctlDataParameter or CookieParameter or OpaqueParameter or ValueParameter or TextParameter or OutParameter => null,
        _ => "such arguments of a callback",
    };

    private string? Missing(ImmutableArray<Condition> conditions, MethodModel? method) => conditions.Select(condition => Missing(condition, method)).FirstOrDefault(missing => missing is not null);

    /// <param name="method">Null for a guard, which takes no proofs.</param>
    private string? Missing(Condition condition, MethodModel? method) => condition switch
    {
        GuardRequired required when method is null || ProofOf(method, required) is null => "proof of a lock",
        StateRequired when method?.Receiver is null => "state of the receiver",
        _ => null,
    };

    /// <summary>The parameter that a proof must be of: the receiver, or the first argument of the guard's handle. Null when there is none.</summary>
    public ParameterModel? ProofOf(MethodModel method, GuardRequired required)
    {
        // A guard with an error in its rule is not there.
        if (!_guards.TryGetValue(required.Guard, out var guard) || _pairs[guard.Name] is not null)
            return null;
        var pointee = Pointee(guard.Enter.Parameters[guard.Enter.Receiver!.Value]);
        return method.Parameters.FirstOrDefault(parameter => parameter.Fact is ReceiverParameter or BorrowedParameter { IsNullable: false } && Pointee(parameter) == pointee);
    }

    private static (CTag, string)? Pointee(ParameterModel parameter) => parameter.Type is CPointerType { Pointee: CNamedType named } ? (named.Tag, named.Name) : null;
}
