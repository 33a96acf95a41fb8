namespace BindGen.Ownership;

/// <summary>What the safe layer has a form for where devices are unbound while C# still has something of them.</summary>
internal sealed class RevocableForms
{
    private readonly Dictionary<string, HandleModel> _handles;
    private readonly Dictionary<string, ValueRecordModel> _records;
    private readonly HashSet<string> _revokers;
    private readonly ILookup<string, bool> _owned;

    public RevocableForms(OwnershipModel model)
    {
        _handles = model.Handles.ToDictionary(handle => handle.Name, StringComparer.Ordinal);
        _records = model.Records.ToDictionary(record => record.Name, StringComparer.Ordinal);
        _revokers = new HashSet<string>(model.Registrations.Select(registration => registration.Name), StringComparer.Ordinal);
        _owned = model.Methods.Select(method => method.Result).OfType<OwnedResult>().ToLookup(owned => owned.Handle, owned => owned.RevocableWith is not null, StringComparer.Ordinal);
    }

    /// <summary>Whether objects of the handle are released before a device is unbound.</summary>
    public bool IsRevocable(string handle) => _owned[handle].Contains(true);

    /// <summary>The device that a method's result is released before the unbinding of; null when no bound argument names it.</summary>
    public BoundArgument? DeviceOf(MethodModel method)
    {
        if (method.Result is not OwnedResult { RevocableWith: { } path })
            return null;
        var parts = path.Split('.');
        var parameter = method.Parameters.FirstOrDefault(candidate => candidate.CName == parts[0]);
        return (parameter?.Fact, parts.Length) switch
        {
            (BorrowedParameter { State: "Bound", IsNullable: false } borrowed, 1) => new BoundArgument(borrowed.Handle, parameter.CName, null),
            (RecordParameter record, 2) when _records.TryGetValue(record.Record, out var model) && model.Fields.FirstOrDefault(field => field.Field.Name == parts[1]) is { Fact: RetainedHandleField { State: "Bound" } handle } field =>
                new BoundArgument(handle.Handle, parameter.CName, field),
            _ => null,
        };
    }

    /// <summary>What an owner of such an object lacks.</summary>
    public string? MissingOwner(string handle) =>
        !IsRevocable(handle) ? null
        : _owned[handle].Contains(false) ? "objects that only some functions say are revocable"
        : _handles.TryGetValue(handle, out var model) && model.Release is not FreeRelease ? "revocable objects that are counted"
        : null;

    public string? Missing(MethodModel method) =>
        method.Result is not OwnedResult { RevocableWith: not null } ? null
        : DeviceOf(method) is not { } device ? "revocable objects whose device is no bound argument"
        : MissingRevoker(device.Handle);

    public string? Missing(RegistrationModel registration) =>
        registration.RevocableWith is not { } device ? null
        : !registration.IsOnReceiver || !registration.Begin.Parameters.Any(parameter => parameter.CName == device.Parameter && parameter.Fact is ReceiverParameter)
            ? "revocable registrations whose object does not lead to the device"
        : MissingRevoker(device.Handle);

    public string? Missing(GuardModel guard) =>
        guard.Binds is not { } device ? null
        : !guard.Enter.Parameters.Any(parameter => parameter.CName == device.Parameter && parameter.Fact is ReceiverParameter) ? "guards whose object does not lead to the device"
        : MissingRevoker(device.Handle);

    private string? MissingRevoker(string handle) =>
        _handles.TryGetValue(handle, out var model) && model.RevokesBy is { } registration && _revokers.Contains(registration) ? null : $"revoking, as nothing says when a {handle} is unbound";
}

/// <summary>A device that a method takes bound.</summary>
/// <param name="Parameter">The parameter of C, by its name.</param>
/// <param name="Field">The member of the record that is the parameter; null when the parameter is the device.</param>
internal sealed record BoundArgument(string Handle, string Parameter, ValueFieldModel? Field);
