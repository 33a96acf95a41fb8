using System.Collections.Immutable;
using System.Globalization;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds <c>callbacks</c> items: tables of function pointers that C# implements.</summary>
internal sealed class CallbacksBinder(BindingContext context)
{
    private readonly MethodBinder _methods = new(context);
    private readonly CallbackMemberBinder _members = new(context);

    public CallbackTableModel Bind(BlockItem item, CRecord record)
    {
        var said = Statements(item, record);
        var callbacks = ImmutableArray.CreateBuilder<CallbackModel>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in item.Members.OfType<SymbolMember>().Where(member => context.IsSelected(member.Clauses.AddRange(member.Result))))
        {
            if (!member.IsField)
                context.Error(DiagnosticKinds.SyntaxError, member.Span, $"'{member.Rule.Symbol.Text}' stands in a table of callbacks", "A table has members only: write '.NAME'.");
            else if (record.Fields.FirstOrDefault(field => field.Name == member.Rule.Symbol.Text) is not { } field)
                _methods.UnknownField(member.Rule.Symbol, record);
            else if (!named.Add(field.Name))
                context.Error(DiagnosticKinds.DuplicateRule, member.Rule.Symbol.Span, $"a second rule for '.{field.Name}'", "Keep one of them.");
            else if (_methods.SkipReason(member) is null
                && _members.Bind(member, record, field, member.Clauses.Where(clause => !BindingContext.IsVersionClause(clause)), said.Cookie, said.IsAtomic) is { } callback)
                callbacks.Add(callback);
        }
        foreach (var field in record.Fields.Where(field => context.FunctionOf(field.Type) is not null && !named.Contains(field.Name)))
            context.Error(
                DiagnosticKinds.MissingOwnership, item.Name.Span, $"nothing says what becomes of the callback '{record.Name}.{field.Name}'",
                $"Write '.{field.Name}(…);' with a name for each parameter, or '.{field.Name} skip \"why\";'.", record);
        context.RefuseTwins(item.Name.Text, MemberPlace.Callbacks, [.. callbacks.Select(callback => (callback.Name, callback.Rule))]);
        return said with { Callbacks = callbacks.ToImmutable() };
    }

    private CallbackTableModel Statements(BlockItem item, CRecord record)
    {
        var said = new CallbackTableModel(item.Name.Text, record, CookiePlace.Unknown, false, null, [], item.Name.Span);
        foreach (var clause in item.Members.OfType<StatementMember>().SelectMany(statement => statement.Clauses))
        {
            switch (clause.Words)
            {
                case [{ Text: "cookie" }, .. var place] when said.Cookie == CookiePlace.Unknown && Cookie(place) is { } cookie:
                    said = said with { Cookie = cookie };
                    break;
                case [{ Text: "context" }, { Text: "atomic" }] when !said.IsAtomic:
                    said = said with { IsAtomic = true };
                    break;
                case [{ Text: "fails" }, { Kind: WordKind.Number } number] when said.Failure is null && int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var failure):
                    said = said with { Failure = failure };
                    break;
                default:
                    if (!BindingContext.IsVersionClause(clause))
                        context.RefuseStatement(clause, WordPlace.Callbacks);
                    break;
            }
        }
        if (said.Cookie == CookiePlace.Unknown)
            context.Error(
                DiagnosticKinds.CallbackWithoutCookie, item.Name.Span, $"nothing says how the callbacks of '{item.Name.Text}' find their C# object",
                "Write 'cookie first parameter;', 'cookie last parameter;' or 'cookie container;'.", record);
        return said;
    }

    private static CookiePlace? Cookie(ImmutableArray<Word> words) => words switch
    {
        [{ Text: "first" }, { Text: "parameter" }] => CookiePlace.FirstParameter,
        [{ Text: "last" }, { Text: "parameter" }] => CookiePlace.LastParameter,
        [{ Text: "container" }] => CookiePlace.Container,
        _ => null,
    };
}
