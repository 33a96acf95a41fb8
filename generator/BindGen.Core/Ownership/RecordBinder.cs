using System.Collections.Immutable;
using System.Globalization;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds <c>record</c> items: structs that are copied in and out, or stay for ever.</summary>
internal sealed class RecordBinder(BindingContext context)
{
    private readonly MethodBinder _methods = new(context);
    private readonly PhraseBinder _phrases = new(context);
    private readonly CallbackMemberBinder _callbacks = new(context);
    private readonly CookiePathBinder _cookies = new(context);

    public ValueRecordModel Bind(BlockItem item, CRecord record)
    {
        var isStatic = BindingContext.IsStatic(item);
        var said = Statements(item, new ValueRecordModel(item.Name.Text, record, isStatic, [], item.Name.Span));
        var fields = ImmutableArray.CreateBuilder<ValueFieldModel>();
        foreach (var member in item.Members.OfType<SymbolMember>())
        {
            if (!context.IsSelected(member.Clauses.AddRange(member.Result)))
                continue;
            if (!member.IsField)
                context.Error(DiagnosticKinds.SyntaxError, member.Span, $"'{member.Rule.Symbol.Text}' stands in a record", "A record has fields only: write '.NAME'.");
            else if (MemberPath.Find(context.Index, record, member.Rule.Symbol.Text) is not { } field)
                _methods.UnknownField(member.Rule.Symbol, record);
            else if (fields.Any(other => other.Field == field))
                context.Error(DiagnosticKinds.DuplicateRule, member.Rule.Symbol.Span, $"a second rule for '.{field.Name}'", "Keep one of them.");
            else if (_methods.SkipReason(member) is { } reason)
                fields.Add(new ValueFieldModel(Name(field), field, new SkippedField(reason)));
            else if (new FieldRule(context, _phrases, _callbacks, item, record, field, member, said).Bind() is { } fact)
                fields.Add(new ValueFieldModel(member.Name?.Text ?? Name(field), field, fact));
        }
        context.RefuseTwins(item.Name.Text, MemberPlace.Record, [.. fields.Where(field => field.Fact is not SkippedField).Select(field => (field.Name, item.Name.Span))]);
        return said with { Fields = fields.ToImmutable() };
    }

    /// <summary>The last name of a path.</summary>
    private static string Name(CField field) => WrapperName.Pascal(field.Name[(field.Name.LastIndexOf('.') + 1)..]);

    private ValueRecordModel Statements(BlockItem item, ValueRecordModel said)
    {
        foreach (var statement in item.Members.OfType<StatementMember>().Where(statement => !BindingContext.IsStatic(statement)))
        {
            foreach (var clause in statement.Clauses)
            {
                switch (clause.Words)
                {
                    case [{ Text: "cookie" }, { Text: "container" }] when said.Cookie == CookiePlace.Unknown:
                        said = said with { Cookie = CookiePlace.Container };
                        break;
                    case [{ Text: "cookie" }, { Text: "element" }] when said.Cookie == CookiePlace.Unknown:
                        said = said with { Cookie = CookiePlace.Element };
                        break;
                    case [{ Text: "cookie" }, { Text: "in" }, { Kind: WordKind.Name } path] when said.Cookie == CookiePlace.Unknown:
                        said = said with { Cookie = CookiePlace.Path, CookiePath = _cookies.Bind(path, said.Record) };
                        break;
                    case [{ Text: "fails" }, { Kind: WordKind.Number } number] when said.Failure is null && int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var failure):
                        said = said with { Failure = failure };
                        break;
                    default:
                        if (!BindingContext.IsVersionClause(clause))
                            context.RefuseStatement(clause, WordPlace.Record);
                        break;
                }
            }
        }
        return said;
    }
}
