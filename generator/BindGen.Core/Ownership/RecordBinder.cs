using System.Collections.Immutable;
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

    public ValueRecordModel Bind(BlockItem item, CRecord record)
    {
        var isStatic = BindingContext.IsStatic(item);
        var cookie = Statements(item);
        var fields = ImmutableArray.CreateBuilder<ValueFieldModel>();
        foreach (var member in item.Members.OfType<SymbolMember>())
        {
            if (!context.IsSelected(member.Clauses.AddRange(member.Result)))
                continue;
            if (!member.IsField)
                context.Error(DiagnosticKinds.SyntaxError, member.Span, $"'{member.Rule.Symbol.Text}' stands in a record", "A record has fields only: write '.NAME'.");
            else if (record.Fields.FirstOrDefault(candidate => candidate.Name == member.Rule.Symbol.Text) is not { } field)
                _methods.UnknownField(member.Rule.Symbol, record);
            else if (fields.Any(other => other.Field == field))
                context.Error(DiagnosticKinds.DuplicateRule, member.Rule.Symbol.Span, $"a second rule for '.{field.Name}'", "Keep one of them.");
            else if (_methods.SkipReason(member) is { } reason)
                fields.Add(new ValueFieldModel(WrapperName.Pascal(field.Name), field, new SkippedField(reason)));
            else if (new FieldRule(context, _phrases, _callbacks, item, record, field, member, isStatic, cookie).Bind() is { } fact)
                fields.Add(new ValueFieldModel(member.Name?.Text ?? WrapperName.Pascal(field.Name), field, fact));
        }
        context.RefuseTwins(item.Name.Text, fields.Where(field => field.Fact is not SkippedField).Select(field => (field.Name, item.Name.Span)));
        return new ValueRecordModel(item.Name.Text, record, isStatic, fields.ToImmutable(), item.Name.Span);
    }

    private CookiePlace Statements(BlockItem item)
    {
        var cookie = CookiePlace.Unknown;
        foreach (var statement in item.Members.OfType<StatementMember>().Where(statement => !BindingContext.IsStatic(statement)))
        {
            foreach (var clause in statement.Clauses)
            {
                if (clause.Words is [{ Text: "cookie" }, { Text: "container" }] && cookie == CookiePlace.Unknown)
                    cookie = CookiePlace.Container;
                else if (!BindingContext.IsVersionClause(clause))
                    context.RefuseStatement(clause, WordPlace.Record);
            }
        }
        return cookie;
    }
}
