using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds a function pointer in a struct that C# implements: C calls it, so that what goes in and what comes out change sides.</summary>
internal sealed class CallbackMemberBinder(BindingContext context)
{
    private readonly ParameterBinder _parameters = new(context, isCallback: true);
    private readonly ResultBinder _results = new(context);

    /// <param name="record">The struct that has the member.</param>
    /// <param name="clauses">What is said of it beside versions and <c>callback</c>.</param>
    /// <returns>Null after an error was reported.</returns>
    public CallbackModel? Bind(SymbolMember member, CRecord record, CField field, IEnumerable<Clause> clauses, CookiePlace cookie, bool isAtomic)
    {
        var symbol = member.Rule.Symbol;
        if (context.FunctionOf(field.Type) is not { } type)
        {
            context.Error(DiagnosticKinds.Contradiction, symbol.Span, $"'{record.Name}.{field.Name}' is a '{TypeNotation.Print(field.Type)}', not a function pointer", null, record);
            return null;
        }
        var isOptional = IsOptional(clauses);
        var (first, last) = (cookie == CookiePlace.FirstParameter ? 1 : 0, type.Parameters.Length - (cookie == CookiePlace.LastParameter ? 1 : 0));
        if (first > last || (last - first < type.Parameters.Length && !context.IsUntyped(type.Parameters[first == 1 ? 0 : last])))
        {
            context.Error(DiagnosticKinds.Contradiction, symbol.Span, $"the {(first == 1 ? "first" : "last")} parameter of '{record.Name}.{field.Name}' is no 'void *', so it is no cookie", "Correct the 'cookie' statement of the block.", record);
            return null;
        }
        var said = member.Rule.Parameters ?? [];
        if (said.Length != last - first)
        {
            context.Error(
                DiagnosticKinds.UnknownParameter, symbol.Span,
                $"the rule names {said.Length} of the parameters of '{record.Name}.{field.Name}' beside the cookie, which are {last - first}",
                $"C gives them no names; write one for each of: {string.Join(", ", type.Parameters.Skip(first).Take(last - first).Select(TypeNotation.Print))}.", record);
            return null;
        }

        var names = said.Select(parameter => parameter.Name.Text).ToList();
        var parameters = ImmutableArray.CreateBuilder<ParameterModel>();
        for (var i = 0; i < type.Parameters.Length; i++)
        {
            if (i < first || i >= last)
                parameters.Add(new ParameterModel("cookie", type.Parameters[i], new CookieParameter(false)));
            else if (Argument(said[i - first], type.Parameters[i], symbol, record, names, cookie) is { } fact)
                parameters.Add(new ParameterModel(names[i - first], type.Parameters[i], fact));
        }
        var result = _results.Bind(new FieldTarget(record, field, type), member.Result, symbol.Span, intIsErrno: false, names).Fact;
        if (result is LentResult or BorrowedResult or TextResult)
        {
            context.Error(DiagnosticKinds.Contradiction, symbol.Span, $"what '{record.Name}.{field.Name}' returns goes to C, which a callback gives an owned reference or a number", "Write '-> owned', or skip it with a reason.", record);
            return null;
        }
        return result is null || parameters.Count < type.Parameters.Length
            ? null
            : new CallbackModel(member.Name?.Text ?? WrapperName.Pascal(field.Name), field.Name, type, parameters.ToImmutable(), result, isOptional, false, isAtomic, member.Span);
    }

    private ParameterFact? Argument(ParameterRule said, CType type, Word symbol, CRecord record, IReadOnlyList<string> names, CookiePlace cookie)
    {
        var fact = _parameters.Bind(said.Name.Text, type, said.Note, symbol.Span, record, names, []);
        if (fact is null or BorrowedParameter or ValueParameter or TextParameter or RecordParameter or OutParameter or OutHandleParameter or BufferParameter or OpaqueParameter or ConsumedParameter { OnSuccess: false }
            || (fact is IoctlDataParameter && cookie == CookiePlace.Element))
            return fact;
        context.Error(
            DiagnosticKinds.Contradiction, said.Span, $"'{said.Name.Text}' is what C gives to a callback, of which this says nothing",
            "An argument of a callback is: borrowed, nullable, bound, string, inout, out, consumed, counted or opaque; in an element of an array, the argument of an ioctl.", record);
        return null;
    }

    private bool IsOptional(IEnumerable<Clause> clauses)
    {
        var isOptional = false;
        foreach (var clause in clauses)
        {
            if (clause.Words is [{ Text: "optional" }] && !isOptional)
                isOptional = true;
            else
                context.Error(DiagnosticKinds.UnknownWord, clause.Span, $"'{clause.Words[0].Text}' says nothing of a callback here", "A callback is: optional, or skipped with a reason.");
        }
        return isOptional;
    }
}
