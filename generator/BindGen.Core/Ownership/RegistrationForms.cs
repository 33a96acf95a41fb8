namespace BindGen.Ownership;

/// <summary>Which registrations the safe layer has a form for, and which of them lends what nobody owns.</summary>
/// <param name="has">Whether a registration is emitted, with all that its calls need.</param>
internal sealed class RegistrationForms(OwnershipModel model, Func<RegistrationModel, bool> has)
{
    private readonly Dictionary<string, HandleModel> _handles = model.Handles.ToDictionary(handle => handle.Name, StringComparer.Ordinal);

    private readonly ILookup<string, RegistrationModel> _lenders = model.Registrations
        .Where(registration => registration.Begin.Result is BorrowedResult)
        .ToLookup(registration => registration.Handle!, StringComparer.Ordinal);

    // A handle with an error in its rule is not there.
    public bool IsOwned(string handle) => _handles.TryGetValue(handle, out var model) && model.Release is not null;

    public bool IsCounted(string handle) => _handles.TryGetValue(handle, out var model) && model.Release is ReferenceCountRelease;

    /// <summary>The registration that made an object that nobody owns and that has no count: holding it is the only way to keep the object.</summary>
    public string? Lender(string handle) => !IsOwned(handle) && _lenders[handle].Where(has).ToList() is [var only] ? only.Name : null;

    /// <summary>Whether an object is registered that there is already, by a method of its class.</summary>
    public bool IsMethod(RegistrationModel registration) => registration.IsOnReceiver && IsOwned(registration.Handle!);

    /// <summary>The registrations that happen once in the life of an object.</summary>
    public IEnumerable<RegistrationModel> OncesOf(string handle) =>
        model.Registrations.Where(registration => registration.Handle == handle && registration.IsOnce && IsMethod(registration) && has(registration));

    /// <summary>Whether the caller answers for what C demands of the object, so that a handle need not be the one it was made with.</summary>
    public static bool IsAcknowledged(RegistrationModel registration) => registration.Begin.Conditions.OfType<Acknowledged>().Any();

    /// <summary>Whether a method makes the object that it gives, rather than finding it.</summary>
    public bool IsMaking(MethodModel method) =>
        method is { Receiver: null, Result: OwnedResult owned } && _handles[owned.Handle].Methods.Contains(method) && !method.Conditions.OfType<GuardRequired>().Any();

    /// <summary>Whether what was given at the beginning has to be kept, by who made it or for the end.</summary>
    public bool IsKeyed(RegistrationModel registration) =>
        !registration.IsOnReceiver
        && (registration.Begin.Result is not BorrowedResult || !IsOwned(registration.Handle!) || registration.End.Parameters.Any(parameter => parameter.Fact is KeyParameter)
            || registration.Begin.Parameters.Any(parameter => parameter.Fact is RetainedParameter));

    /// <summary>Whether what is registered is a record that C calls through, and the end takes nothing else.</summary>
    public bool IsOfRecord(RegistrationModel registration) =>
        registration.Handle is null && registration.RevocableWith is null && registration.Begin.Result is NoResult or ErrnoResult { Positive: null }
        && registration.Begin.Parameters.Where(parameter => parameter.Fact is StaticRecordParameter).ToList() is [var record]
        && registration.Begin.Parameters.All(parameter => parameter.Fact is StaticRecordParameter or NullParameter or ValueParameter or TextParameter or ConstantTextParameter)
        && registration.End.Parameters is [{ Fact: KeyParameter key }] && key.Of == record.CName;

    /// <summary>What the form of a registration lacks beside what its calls lack; null when it has all.</summary>
    public string? Missing(RegistrationModel registration) =>
        IsOfRecord(registration) ? null
        : registration.Handle is null ? "registrations of what is no handle"
        : registration.IsOnReceiver ? OfMethod(registration)
        : OfKeyed(registration);

    /// <summary>What is missing to give an argument to C for longer than the call.</summary>
    public string? Kept(string? handle) =>
        handle is null ? "pointers that C keeps and no handle describes"
        : IsCounted(handle) || Lender(handle) is not null ? null
        : $"keeping a {handle}: it has no count of references, and no registration makes one";

    private string? OfMethod(RegistrationModel registration) =>
        !IsOwned(registration.Handle!) ? $"registering a {registration.Handle}: nobody in C# makes one"
        : registration.End.Parameters.Any(parameter => parameter.Fact is KeyParameter) ? "registrations of an owned object that end by a key"
        : registration.Begin.Parameters.Any(parameter => parameter.Fact is OutParameter or RecordParameter) ? "registrations that write"
        : registration.Begin.Result is not (NoResult or ErrnoResult { Positive: null }) ? "registrations that return a value"
        : null;

    private string? OfKeyed(RegistrationModel registration)
    {
        var (begin, end) = (registration.Begin, registration.End);
        if (begin.Parameters.Any(parameter => parameter.Fact is OutParameter or RecordParameter))
            return "registrations that write";
        if (begin.Result is not (BorrowedResult or NoResult or ErrnoResult { Positive: null }))
            return "registrations that return a value";
        if (begin.Result is not BorrowedResult && !begin.Parameters.Any(parameter => parameter.Fact is RetainedParameter))
            return "registrations of what is no handle";
        var kept = begin.Parameters.Select(parameter => parameter.Fact switch
        {
            RetainedParameter retained => retained.State is not null ? "state of an argument" : Kept(retained.Handle),
            _ => null,
        });
        var keys = end.Parameters.Select(parameter => parameter.Fact).OfType<KeyParameter>()
            .Select(key => begin.Parameters.First(parameter => parameter.CName == key.Of).Fact switch
            {
                ValueParameter or RetainedParameter or NullParameter => null,
                BorrowedParameter { State: null } borrowed => Kept(borrowed.Handle),
                _ => "registrations that end by what is neither a number nor an object",
            });
        return kept.Concat(keys).FirstOrDefault(missing => missing is not null);
    }
}
