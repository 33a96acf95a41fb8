using BindGen.Model;
using BindGen.Ownership;

namespace BindGen.Comparison;

/// <summary>One fact of ownership in words.</summary>
/// <param name="About">A parameter, <c>result</c>, a member with a dot before it, or another part of a rule; facts about the same part are compared.</param>
/// <param name="IsName">Whether it only says how C calls something, which is nobody's obligation.</param>
internal sealed record OwnershipLine(string About, string Words, bool IsName = false)
{
    public string Text => About.Length == 0 ? Words : $"{About}: {Words}";
}

/// <summary>Says who owns what, fact by fact.</summary>
internal static class OwnershipLines
{
    public const string Result = "result";

    public static IEnumerable<OwnershipLine> Of(MethodModel method) =>
    [
        .. method.Parameters.Select((parameter, place) => new OwnershipLine(parameter.CName.Length > 0 ? parameter.CName : $"parameter {place + 1}", FactWords.Of(parameter.Fact))),
        new OwnershipLine(Result, FactWords.Of(method.Result)),
        .. method.Conditions.Select(condition => new OwnershipLine("", condition.Words)),
    ];

    /// <summary>What an item says beside the rules of its functions.</summary>
    public static IEnumerable<OwnershipLine> Of(string item, OwnershipModel model) =>
    [
        .. model.Handles.Where(handle => handle.Name == item).SelectMany(Of),
        .. model.Records.Where(record => record.Name == item).SelectMany(Of),
        .. model.Callbacks.Where(table => table.Name == item).SelectMany(Of),
        .. model.Registrations.Where(registration => registration.Name == item).SelectMany(Of),
        .. model.Guards.Where(guard => guard.Name == item).SelectMany(Of),
        .. model.Enumerators.Where(enumerator => enumerator.Name == item).SelectMany(Of),
    ];

    private static IEnumerable<OwnershipLine> Of(HandleModel handle) =>
    [
        new("release", FactWords.Of(handle.Release)),
        new("states", string.Join(" > ", handle.States)),
        .. Flags((handle.Blocks, "the last release may sleep"), (handle.IsAnyThread, "released on any thread"), (handle.RevokesBy is not null, $"unbinding revokes, by {handle.RevokesBy}")),
        .. handle.Embedded.Select(member => new OwnershipLine($".{member.Field.Name}", $"borrowed {member.Handle}, inside this one")),
        .. handle.Skipped.Select(member => new OwnershipLine($".{member.Field.Name}", FactWords.Of(member.Fact))),
        .. handle.Methods.Where(method => method.Target is FieldTarget).SelectMany(method => Of(method).Select(line => new OwnershipLine($".{((FieldTarget)method.Target).Field.Name} {line.About}".TrimEnd(), line.Words))),
    ];

    private static IEnumerable<OwnershipLine> Of(ValueRecordModel record) =>
    [
        new("kept", record.IsStatic ? "for ever" : "copied in and out"),
        .. Flags((record.Cookie != CookiePlace.Unknown, record.CookiePath?.Words ?? FactWords.Of(record.Cookie)), (record.Failure is not null, $"returns -{record.Failure} when its method throws")),
        .. record.Fields.Select(field => new OwnershipLine($".{field.Field.Name}", FactWords.Of(field.Fact))),
    ];

    private static IEnumerable<OwnershipLine> Of(CallbackTableModel table) =>
    [
        new("cookie", FactWords.Of(table.Cookie)),
        .. Flags((table.IsAtomic, "runs in atomic context"), (table.Failure is not null, $"returns -{table.Failure} when its method throws")),
        .. table.Callbacks.Select(callback => new OwnershipLine($".{callback.CName}", FactWords.Of(callback))),
    ];

    private static IEnumerable<OwnershipLine> Of(RegistrationModel registration) =>
    [
        new("of", registration.Handle ?? "no handle"),
        new("begins with", registration.Begin.Target.Symbol, IsName: true),
        new("ends with", registration.End.Target.Symbol, IsName: true),
        .. Flags(
            (registration.IsOnce, "once"), (registration.IsFenced, "the end waits until C uses nothing of it"), (registration.Blocks, "may sleep"),
            (registration.RevocableWith is not null, $"ends before {registration.RevocableWith} is unbound")),
        .. registration.Excluded.Select(guard => new OwnershipLine("", $"not inside {guard}")),
        .. registration.Instead.Select(instead => new OwnershipLine($"instead of {instead.Function}", instead.Reason)),
    ];

    private static IEnumerable<OwnershipLine> Of(GuardModel guard) =>
    [
        new("of", guard.Handle),
        new("enters with", guard.Enter.Target.Symbol, IsName: true),
        new("leaves with", guard.Exit.Target.Symbol, IsName: true),
        .. Flags((guard.IsRecursive, "may be entered again inside"), (guard.Blocks, "may sleep"), (guard.Proves is not null, $"serves as {guard.Proves}"), (guard.Binds is not null, $"{guard.Binds} stays bound inside")),
        .. guard.Excluded.Select(function => new OwnershipLine("", $"no {function} inside")),
    ];

    private static IEnumerable<OwnershipLine> Of(EnumeratorModel enumerator) =>
    [
        new("of", enumerator.Handle),
        new("steps", string.Join(" / ", new[] { enumerator.Begin, enumerator.Next, enumerator.End }.OfType<MethodModel>().Select(method => method.Target.Symbol)), IsName: true),
        .. Flags((enumerator.Blocks, "may sleep")),
    ];

    private static IEnumerable<OwnershipLine> Flags(params (bool IsSet, string Words)[] flags) => flags.Where(flag => flag.IsSet).Select(flag => new OwnershipLine("", flag.Words));
}
