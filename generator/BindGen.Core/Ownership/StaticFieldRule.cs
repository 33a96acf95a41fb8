using System.Globalization;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>The rule of a field that only a record has which C keeps for ever: a fixed function or number, another such record, or an array of them.</summary>
internal sealed class StaticFieldRule(BindingContext context, BlockItem item, CRecord record, CField field, Clause clause, bool isStatic)
{
    /// <summary>Each element has functions of its own in the generated code.</summary>
    private const int LargestLimit = 160;

    /// <returns>Null after an error was reported.</returns>
    public FieldFact? Bind()
    {
        if (!isStatic)
            return Refuse(clause.Span, $"'{item.Name.Text}' is no static record, so nothing keeps what '.{field.Name}' points to", "Write 'static;' in the block when C keeps the record for ever.");
        return clause.Words switch
        {
            [{ Text: "is" }, { Kind: WordKind.Name } function] => Function(function),
            [{ Text: "is" }, { Kind: WordKind.Number } number] => Number(number),
            [{ Text: "record" }, { Kind: WordKind.Name } other] => Record(other, isElement: false) ? new StaticRecordField(other.Text) : null,
            [{ Text: "array" }, { Text: "of" }, { Kind: WordKind.Name } element, { Text: "counted" }, { Text: "by" }, { Kind: WordKind.Name } count, { Text: "up" }, { Text: "to" }, { Kind: WordKind.Number } limit]
                => Record(element, isElement: true) ? Array(element, count, limit) : null,
            _ => Refuse(
                clause.Span, $"'{clause.Words[0].Text}' has another form",
                $"Write {string.Join(" or ", RuleWords.All.Where(word => word.Place == WordPlace.Field && word.Text == clause.Words[0].Text).Select(word => $"'{word.Form}'"))}.", DiagnosticKinds.SyntaxError),
        };
    }

    private FieldFact? Function(Word name)
    {
        if (context.Function(name, isOnlyRule: true) is not { } function || !context.IsCallable(function, name.Span))
            return null;
        context.Coverage.Wrap(function, item.Name.Text, null, name.Span);
        if (!function.HasSymbol)
            return Refuse(name.Span, $"'{function.Name}' is inline, so it has no address that C could keep", null);
        return context.FunctionOf(field.Type) is { } type && Signature(type.Result, type.Parameters) == Signature(function.Result, function.Parameters.Select(parameter => parameter.Type))
            ? new FixedFunctionField(function)
            : Refuse(name.Span, $"'{record.Name}.{field.Name}' is a '{TypeNotation.Print(field.Type)}', and '{function.Name}' is another kind of function", null);
    }

    private string Signature(CType result, IEnumerable<CType> parameters) => string.Join(", ", parameters.Prepend(result).Select(type => TypeNotation.Print(context.Index.Resolve(type))));

    private FieldFact? Number(Word number) =>
        !context.IsScalar(field.Type) ? Refuse(number.Span, $"'{record.Name}.{field.Name}' is a '{TypeNotation.Print(field.Type)}', which is no number", null)
        : int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? new FixedNumberField(value)
        : Refuse(number.Span, $"'{number.Text}' is no whole number", null);

    private bool Record(Word name, bool isElement)
    {
        if (!context.IsRecord(name))
            return false;
        var other = context.RecordOf(context.Index.Pointee(field.Type));
        if (other?.Name.Text != name.Text)
            Refuse(name.Span, $"'{record.Name}.{field.Name}' is a '{TypeNotation.Print(field.Type)}', and '{name.Text}' is another struct", null);
        else if (!BindingContext.IsStatic(other) || BindingContext.IsElement(other) != isElement)
            Refuse(name.Span, $"'{name.Text}' is no {(isElement ? "element of an array" : "record on its own")} that C keeps for ever", isElement ? "Write 'static; cookie element;' in its block." : "Write 'static;' in its block.");
        else
            return true;
        return false;
    }

    private FieldFact? Array(Word element, Word count, Word limit)
    {
        if (MemberPath.Find(context.Index, record, count.Text) is not { } number || !context.IsScalar(number.Type))
            return Refuse(count.Span, $"'{record.Name}' has no number '{count.Text}'", null, DiagnosticKinds.UnknownSymbol);
        return int.TryParse(limit.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is > 0 and <= LargestLimit
            ? new RecordArrayField(element.Text, number, most)
            : Refuse(limit.Span, $"an array of 'up to {limit.Text}' cannot be generated", $"Say a number from 1 to {LargestLimit}: every element gets functions of its own.");
    }

    private FieldFact? Refuse(SourceSpan span, string message, string? help, DiagnosticKind? kind = null)
    {
        context.Error(kind ?? DiagnosticKinds.Contradiction, span, message, help, record);
        return null;
    }
}
