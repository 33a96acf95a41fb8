using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds <c>record</c> items: structs that are copied in and out, or stay for ever.</summary>
internal sealed class RecordBinder(BindingContext context)
{
    private readonly MethodBinder _methods = new(context);

    public ValueRecordModel Bind(BlockItem item, CRecord record)
    {
        var isStatic = BindingContext.IsStatic(item);
        context.Refuse(item.Members.OfType<StatementMember>().Where(statement => !BindingContext.IsStatic(statement)).SelectMany(statement => statement.Clauses), "in a record");
        var fields = ImmutableArray.CreateBuilder<ValueFieldModel>();
        foreach (var member in item.Members.OfType<SymbolMember>())
        {
            if (!context.IsSelected(member.Clauses) || _methods.IsSkipped(member))
                continue;
            if (!member.IsField)
                context.Error(DiagnosticKinds.SyntaxError, member.Span, $"'{member.Rule.Symbol.Text}' stands in a record", "A record has fields only: write '.NAME'.");
            else if (record.Fields.FirstOrDefault(candidate => candidate.Name == member.Rule.Symbol.Text) is not { } field)
                _methods.UnknownField(member.Rule.Symbol, record);
            else if (Field(item, record, field, member, isStatic) is { } fact)
                fields.Add(new ValueFieldModel(member.Name?.Text ?? WrapperName.Pascal(field.Name), field, fact));
        }
        context.RefuseTwins(item.Name.Text, fields.Select(field => (field.Name, item.Name.Span)));
        return new ValueRecordModel(item.Name.Text, record, isStatic, fields.ToImmutable(), item.Name.Span);
    }

    private string Suggestion(CField field, bool isStatic)
    {
        var skip = $"'.{field.Name} skip \"why\"'";
        return context.HandleOf(context.Index.Pointee(field.Type)) is not null && !isStatic ? $"Write '.{field.Name} retained while OWNER', or {skip}."
            : isStatic && context.IsText(field.Type) ? $"Write '.{field.Name} string', or {skip}."
            : $"Write {skip}.";
    }

    private FieldFact? Field(BlockItem item, CRecord record, CField field, SymbolMember member, bool isStatic)
    {
        var type = context.Index.Resolve(field.Type);
        var clauses = member.Clauses.Where(clause => !BindingContext.IsVersionClause(clause)).ToImmutableArray();
        switch (clauses)
        {
            case []:
                if (type is CBuiltinType { Kind: not (CBuiltin.Void or CBuiltin.VaList or CBuiltin.LongDouble or CBuiltin.Float128) } or CNamedType { Tag: CTag.Enum })
                    return new NumberField();
                context.Error(
                    DiagnosticKinds.MissingOwnership, member.Span,
                    $"'{record.Name}.{field.Name}' is a '{TypeNotation.Print(field.Type)}', and nothing says who owns it",
                    Suggestion(field, isStatic), record);
                return null;

            case [{ Words: [{ Text: "string" }] }] when isStatic && context.IsText(field.Type):
                return new StaticTextField();

            case [{ Words: [{ Text: "retained" }, { Text: "while" }, { Kind: WordKind.Name } owner] }] when !isStatic:
                if (!context.IsHandle(owner, "Name the handle that C keeps this pointer for."))
                    return null;
                if (context.HandleOf(context.Index.Pointee(field.Type)) is { } handle)
                    return new RetainedHandleField(handle, owner.Text);
                break;
        }
        context.Error(
            DiagnosticKinds.Unsupported, clauses[0].Span, $"this is not generated for '{item.Name.Text}.{field.Name}', a '{TypeNotation.Print(field.Type)}'",
            "A record's field is a number without a note, 'string' in a static record, or a handle with 'retained while OWNER'.", record);
        return null;
    }
}
