using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>The reports of one target as templates see them: who owns what, and what only the user can keep. Every fact of the ownership
/// model is in them, so that a changed rule is a changed report.</summary>
internal sealed class ReportView(OwnershipModel model, SafeForms forms)
{
    /// <summary>The files with their templates; none without rules.</summary>
    public static IEnumerable<(string Path, string Template)> Files() => [("ownership.md", "report/ownership.sbn-md"), ("holes.md", "report/holes.sbn-md")];

    public ScriptObject View() => Emit.View.Map(
        ("headers", Emit.View.List(model.Api.Headers, Header)),
        ("total", Counts(model.Symbols)),
        ("handles", Emit.View.List(ByName(model.Handles, handle => handle.Name), Handle)),
        ("registrations", Emit.View.List(ByName(model.Registrations, registration => registration.Name), Registration)),
        ("guards", Emit.View.List(ByName(model.Guards, guard => guard.Name), Guard)),
        ("enumerators", Emit.View.List(ByName(model.Enumerators, enumerator => enumerator.Name), Enumerator)),
        ("tables", Emit.View.List(ByName(model.Callbacks, table => table.Name), Table)),
        ("records", Emit.View.List(ByName(model.Records, record => record.Name), Record)),
        ("enums", Emit.View.List(ByName(model.Enums, @enum => @enum.Name), @enum => Emit.View.Map(("name", @enum.Name), ("c_name", $"enum {@enum.Enum.Name}"), ("count", @enum.Values.Length)))),
        ("constants", Emit.View.List(ByName(model.Constants, constants => constants.Name), constants => Emit.View.Map(
            ("name", constants.Name), ("c_name", constants.Pattern), ("count", constants.Values.Length),
            ("kind", constants.IsFlags ? "flags" : constants.Underlying is null ? "constants" : "enum")))),
        ("holes", Emit.View.List(Holes().OrderBy(hole => hole.Hole.Id, StringComparer.Ordinal).ThenBy(hole => hole.Symbol, StringComparer.Ordinal), hole => Emit.View.Map(
            ("id", Cell(hole.Hole.Id)), ("reason", Cell(hole.Hole.Reason)), ("symbol", hole.Symbol), ("member", hole.Member), ("header", hole.Place.Header), ("line", hole.Place.Line)))),
        ("waits", model.Guards.Length > 0 || model.Callbacks.Length > 0 || model.Handles.Any(handle => handle.RevokesBy is not null)),
        ("atomic", Emit.View.List(model.Callbacks.Where(table => table.IsAtomic).Select(table => table.Name).OrderBy(name => name, StringComparer.Ordinal), name => name)),
        ("torn", Emit.View.List(Texts().OrderBy(name => name, StringComparer.Ordinal), name => name)));

    private ScriptObject Header(string header)
    {
        var symbols = model.Symbols.Where(fact => fact.Symbol.Location.Header == header).ToList();
        return Emit.View.Map(("name", header), ("anchor", Anchor(header)), ("counts", Counts(symbols)), ("symbols", Emit.View.List(symbols, Symbol)));
    }

    private static ScriptObject Counts(IReadOnlyCollection<SymbolFact> symbols)
    {
        int Count(Disposition disposition) => symbols.Count(fact => fact.Disposition == disposition);
        return Emit.View.Map(
            ("wrapped", Count(Disposition.Wrapped)), ("stated", Count(Disposition.Stated)), ("skipped", Count(Disposition.Skipped)), ("unruled", Count(Disposition.NotYet)),
            ("all", symbols.Count));
    }

    private ScriptObject Symbol(SymbolFact fact) => Emit.View.Map(
        ("name", fact.Symbol.Name),
        ("kind", fact.Symbol switch { CMacro => "macro", CFunction { Linkage: CLinkage.Inline } => "inline", CFunction { Linkage: CLinkage.Prototype, IsVariadic: false } => "shim", _ => "function" }),
        ("line", fact.Symbol.Location.Line),
        ("became", fact.Disposition switch
        {
            Disposition.Wrapped => $"wrapped: {Member(fact)}",
            Disposition.Stated => $"stated: {Member(fact)}; the safe layer has no form yet for {fact.Reason}",
            Disposition.Skipped => $"skipped by {fact.Item}",
            _ => "**no rule**",
        }),
        ("ownership", fact.Disposition == Disposition.Skipped ? Cell(fact.Reason) : fact.Method is null ? "" : Cell(Ownership(fact.Method) + Format(fact.Symbol.Name))));

    /// <summary>The format that a rule fixes for a function with a variable number of arguments.</summary>
    private string Format(string function) =>
        model.Formats.FirstOrDefault(format => format.Function == function) is { } found ? $"; format \"{found.Text.Replace("\n", "\\n")}\"" : "";

    /// <summary>The rules item, with the method when there is one of its own.</summary>
    private static string Member(SymbolFact fact) => fact.Method is null ? $"`{fact.Item}`" : $"`{fact.Item}.{fact.Method.Name}`";

    private static string Ownership(MethodModel method) =>
        $"{string.Join("; ", method.Parameters.Select((parameter, position) => $"{parameter.CName}: {FactWords.Of(parameter.Fact)}{(position == method.Receiver && parameter.Fact is not ReceiverParameter ? ", this" : "")}"))}"
        + $"{(method.Parameters.IsEmpty ? "" : " ")}→ {FactWords.Of(method.Result)}{string.Concat(method.Conditions.Select(condition => $"; {condition.Words}"))}";

    private ScriptObject Handle(HandleModel handle) => Emit.View.Map(
        ("name", handle.Name),
        ("c_name", CName(handle.Record)),
        ("release", Cell(FactWords.Of(handle.Release))),
        ("notes", string.Concat(
            handle.States.Length > 1 ? $"; states {string.Join(" > ", handle.States)}" : "",
            handle.Blocks ? "; the last release may sleep" : "",
            handle.IsAnyThread ? "; released on any thread" : "",
            handle.RevokesBy is { } revoker ? $"; unbinding revokes, by {revoker}" : "")),
        ("members", Emit.View.List(
            handle.Methods.Where(method => method.Target is FieldTarget)
                .Select(method => (method.Name, method.Target.Symbol, Text: Ownership(method), IsEmitted: forms.Has(method)))
                .Concat(handle.Embedded.Select(member => (member.Name, Symbol: $"{handle.Record.Name}.{member.Field.Name}", Text: $"borrowed {member.Handle}, inside this one", IsEmitted: true)))
                .Concat(handle.Skipped.Select(member => (member.Name, Symbol: $"{handle.Record.Name}.{member.Field.Name}", Text: $"skipped: {((SkippedField)member.Fact).Reason}", IsEmitted: true))),
            member => Emit.View.Map(("name", member.Name), ("c_name", member.Symbol), ("ownership", Cell(member.Text)), ("is_emitted", member.IsEmitted)))));

    private ScriptObject Registration(RegistrationModel registration) => Pair(
        registration.Name, registration.Handle ?? "none", registration.Begin, registration.End,
        [
            registration.IsOnce ? "once" : "",
            registration.IsFenced ? "the end waits until C uses nothing of it" : "",
            registration.Blocks ? "may sleep" : "",
            .. registration.Excluded.Select(guard => $"not inside {guard}"),
            registration.RevocableWith is { } device ? $"ends before {device} is unbound, given as {device.Name}" : "",
            .. registration.Instead.Select(instead => $"instead of {instead.Function}: {instead.Reason}"),
            forms.Has(registration) ? "" : "not emitted yet",
        ]);

    private ScriptObject Guard(GuardModel guard) => Pair(
        guard.Name, guard.Handle, guard.Enter, guard.Exit,
        [
            guard.IsRecursive ? "may be entered again inside" : "",
            guard.Blocks ? "may sleep" : "",
            guard.Proves is { } proven ? $"serves as {proven}" : "",
            guard.Binds is { } device ? $"{device} stays bound inside, as {device.Name}" : "",
            .. guard.Excluded.Select(function => $"no {function} inside"),
            forms.Has(guard) ? "" : "not emitted yet",
        ]);

    private ScriptObject Enumerator(EnumeratorModel enumerator) => Emit.View.Map(
        ("name", enumerator.Name),
        ("of", enumerator.Handle),
        ("steps", string.Join(" / ", new[] { enumerator.Begin, enumerator.Next, enumerator.End }.OfType<MethodModel>().Select(method => method.Target.Symbol))),
        ("notes", string.Join("; ", new[] { enumerator.Blocks ? "may sleep" : "", forms.Has(enumerator) ? "" : "not emitted yet" }.Where(note => note.Length > 0))));

    private static ScriptObject Pair(string name, string of, MethodModel begin, MethodModel end, IEnumerable<string> notes) => Emit.View.Map(
        ("name", name), ("of", of), ("begin", begin.Target.Symbol), ("end", end.Target.Symbol), ("notes", Cell(string.Join("; ", notes.Where(note => note.Length > 0)))));

    private static ScriptObject Table(CallbackTableModel table) => Emit.View.Map(
        ("name", table.Name),
        ("c_name", CName(table.Record)),
        ("notes", $"{FactWords.Of(table.Cookie)}{(table.IsAtomic ? "; runs in atomic context" : "")}{(table.Failure is { } failure ? $"; returns -{failure} when its method throws" : "")}"),
        ("fields", Emit.View.List(table.Callbacks, callback => Emit.View.Map(("name", callback.CName), ("fact", Cell(FactWords.Of(callback)))))));

    private ScriptObject Record(ValueRecordModel record) => Emit.View.Map(
        ("name", record.Name),
        ("c_name", CName(record.Record)),
        ("notes", Notes(record)),
        ("fields", Emit.View.List(record.Fields, field => Emit.View.Map(
            ("name", field.Field.Name), ("fact", $"{(field.Fact is SkippedField ? "" : $"`{field.Name}`: ")}{Cell(FactWords.Of(field.Fact))}{(field.Fact is SkippedField || forms.Missing(record, field) is not { } missing ? "" : $"; the safe layer has no form yet for {missing}")}")))),
        ("unnamed", string.Join(", ", record.Record.Fields.Where(member => member.Name.Length > 0 && !record.Fields.Any(field => field.Field == member)).Select(member => $"`{member.Name}`"))));

    private static string Notes(ValueRecordModel record) =>
        (record.IsStatic ? "C keeps it for ever" : "It is copied in and out")
        + (record.CookiePath is { } path ? $"; {path.Words}" : record.Cookie == CookiePlace.Unknown ? "" : $"; {FactWords.Of(record.Cookie)}")
        + (record.Failure is { } failure ? $"; returns -{failure} when its method throws" : "");

    /// <summary>What the rules mark as <c>unsafe</c>: releases of handles, and calls.</summary>
    private IEnumerable<(HoleModel Hole, string Symbol, string Member, CLocation Place)> Holes()
    {
        foreach (var handle in model.Handles)
        {
            if (handle.Release is FreeRelease { Hole: { } hole } release)
                yield return (hole, release.Function.Name, $"{handle.Name}.Dispose", release.Function.Location);
            foreach (var found in handle.Methods.SelectMany(method => Holes(method, handle.Name)))
                yield return found;
        }
        foreach (var found in model.Groups.SelectMany(group => group.Methods.SelectMany(method => Holes(method, group.Name))))
            yield return found;
        foreach (var found in model.Registrations.SelectMany(registration => Holes(registration.Begin, registration.Name)))
            yield return found;
        foreach (var found in model.Guards.SelectMany(guard => Holes(guard.Enter, guard.Name)))
            yield return found;
    }

    /// <summary>The members that copy a text which may change meanwhile.</summary>
    private IEnumerable<string> Texts() =>
        model.Handles.SelectMany(handle => handle.Methods, (handle, method) => (Item: handle.Name, method))
            .Concat(model.Groups.SelectMany(group => group.Methods, (group, method) => (Item: group.Name, method)))
            .Where(member => member.method.Result is TextResult { Reason: not "" })
            .Select(member => $"{member.Item}.{member.method.Name}");

    private static IEnumerable<(HoleModel Hole, string Symbol, string Member, CLocation Place)> Holes(MethodModel method, string item) =>
        method.Conditions.OfType<Acknowledged>().Select(condition => (condition.Hole, method.Target.Symbol, $"{item}.{method.Name}", method.Target.Location));

    /// <summary>What readers of Markdown make of a heading: lower case, without punctuation.</summary>
    private static string Anchor(string heading) => new([.. heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is '-' or '_')]);

    private static string CName(CRecord record) => $"{TypeNotation.Keyword(record.Tag)} {record.Name}";

    private static string Cell(string text) => text.Replace("|", "\\|");

    private static IEnumerable<T> ByName<T>(IEnumerable<T> items, Func<T, string> name) => items.OrderBy(name, StringComparer.Ordinal);
}
