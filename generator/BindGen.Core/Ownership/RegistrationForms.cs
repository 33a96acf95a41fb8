namespace BindGen.Ownership;

/// <summary>Which registrations the safe layer has a form for, and which of them lends what nobody owns.</summary>
internal sealed class RegistrationForms(OwnershipModel model)
{
    private readonly Dictionary<string, HandleModel> _handles = model.Handles.ToDictionary(handle => handle.Name, StringComparer.Ordinal);

    private readonly ILookup<string, string> _lenders = model.Registrations
        .Where(registration => registration.Begin.Result is BorrowedResult)
        .ToLookup(registration => registration.Handle!, registration => registration.Name, StringComparer.Ordinal);

    public bool IsOwned(string handle) => _handles[handle].Release is not null;

    public bool IsCounted(string handle) => _handles[handle].Release is ReferenceCountRelease;

    /// <summary>The registration that made an object that nobody owns and that has no count: holding it is the only way to keep the object.</summary>
    public string? Lender(string handle) => !IsOwned(handle) && _lenders[handle].ToList() is [var only] ? only : null;

    /// <summary>Whether an object that is owned is registered, by a method of its class.</summary>
    public bool IsMethod(RegistrationModel registration) => registration.IsOnReceiver && IsOwned(registration.Handle!);

    /// <summary>Whether what was given at the beginning has to be kept, by who made it or for the end.</summary>
    public bool IsKeyed(RegistrationModel registration) =>
        !IsMethod(registration)
        && (registration.IsOnReceiver || !IsOwned(registration.Handle!) || registration.End.Parameters.Any(parameter => parameter.Fact is KeyParameter)
            || registration.Begin.Parameters.Any(parameter => parameter.Fact is RetainedParameter));

    /// <summary>What the form of a registration lacks beside what its calls lack; null when it has all.</summary>
    public string? Missing(RegistrationModel registration) =>
        registration.Handle is null ? "registrations of what is no handle"
        : registration.RevocableWith is not null ? "revocable access"
        : IsMethod(registration) ? OfMethod(registration)
        : OfKeyed(registration);

    /// <summary>What is missing to give an argument to C for longer than the call.</summary>
    public string? Kept(string? handle) =>
        handle is null ? "pointers that C keeps and no handle describes"
        : IsCounted(handle) || Lender(handle) is not null ? null
        : $"keeping a {handle}: it has no count of references, and no registration makes one";

    private static string? OfMethod(RegistrationModel registration) =>
        registration.End.Parameters.Any(parameter => parameter.Fact is KeyParameter) ? "registrations of an owned object that end by a key"
        : registration.Begin.Parameters.Any(parameter => parameter.Fact is OutParameter or RecordParameter) ? "registrations that write"
        : registration.Begin.Result is not (NoResult or ErrnoResult { Positive: null }) ? "registrations that return a value"
        : null;

    private string? OfKeyed(RegistrationModel registration)
    {
        var (begin, end) = (registration.Begin, registration.End);
        if (begin.Parameters.Any(parameter => parameter.Fact is OutParameter or RecordParameter))
            return "registrations that write";
        if (registration.IsOnReceiver && begin.Result is not (NoResult or ErrnoResult { Positive: null }))
            return "registrations that return a value";
        if (!registration.IsOnReceiver && begin.Result is not BorrowedResult)
            return "registrations of what is no handle";
        var kept = begin.Parameters.Select(parameter => parameter.Fact switch
        {
            ReceiverParameter => Kept(registration.Handle),
            RetainedParameter retained => retained.State is not null ? "state of an argument" : Kept(retained.Handle),
            _ => null,
        });
        var keys = end.Parameters.Select(parameter => parameter.Fact).OfType<KeyParameter>()
            .Select(key => begin.Parameters.First(parameter => parameter.CName == key.Of).Fact switch
            {
                ValueParameter or RetainedParameter or ReceiverParameter or NullParameter => null,
                BorrowedParameter { State: null } borrowed => Kept(borrowed.Handle),
                _ => "registrations that end by what is neither a number nor an object",
            });
        return kept.Concat(keys).FirstOrDefault(missing => missing is not null);
    }
}
