using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds one rule for a function, or for a function pointer in a record, to its C declaration.</summary>
internal sealed class MethodBinder(BindingContext context)
{
    private readonly ParameterBinder _parameters = new(context);
    private readonly ResultBinder _results = new(context);
    private readonly VariadicBinder _variadics = new(context);

    /// <summary>Whether the rule says <c>skip "reason"</c>; then the reason is recorded and nothing is generated.</summary>
    public bool IsSkipped(SymbolMember member)
    {
        foreach (var clause in member.Clauses.AddRange(member.Result))
        {
            var reader = new ClauseReader(clause);
            if (!reader.Take("skip"))
                continue;
            if (reader.Take(WordKind.String) is not { Text.Length: > 0 } reason)
                context.Error(
                    DiagnosticKinds.SyntaxError, clause.Span, "'skip' needs its reason", $"Write '{member.Rule.Symbol.Text} skip \"why\";'.");
            else if (!member.IsField && context.Function(member.Rule.Symbol, isOnlyRule: true) is { } function)
                context.Coverage.Skip(function, reason.Text);
            return true;
        }
        return false;
    }

    /// <param name="item">The rules item that the method belongs to, for the coverage report.</param>
    /// <param name="isPair">Whether a registration or guard calls it, which can lend results and pass tokens on.</param>
    /// <param name="receiver">The record whose first pointer parameter becomes <c>this</c>; null for static methods.</param>
    public (MethodModel? Method, Word? Release) Function(
        SymbolRule rule, Word? name, ImmutableArray<Clause> result, string item, CRecord? receiver, bool isPair = false, bool intIsErrno = false)
    {
        if (context.Function(rule.Symbol, isOnlyRule: true) is not { } function || !context.IsCallable(function, rule.Symbol.Span))
            return default;
        if (function.IsVariadic)
        {
            if (_variadics.Fix(rule, function) is not { } @fixed)
                return default;
            (function, rule) = @fixed;
        }
        context.Coverage.Wrap(function, item);
        var notes = NotesByName(rule, function);
        if (notes is null)
            return default;
        // What C leaves unnamed, the rule may name.
        var said = rule.Parameters ?? [];
        var declared = function.Parameters.Select((parameter, index) =>
            (parameter.Name.Length > 0 ? parameter.Name : index < said.Length ? said[index].Name.Text : $"arg{index}", parameter.Type));
        return Method(rule, name, result, new FunctionTarget(function), [.. declared], notes, receiver, function, isPair, intIsErrno);
    }

    /// <summary>A function pointer in <paramref name="record"/>; the rule names the parameters after the receiver in their order.</summary>
    public MethodModel? Field(SymbolMember member, CRecord record)
    {
        var symbol = member.Rule.Symbol;
        var field = record.Fields.FirstOrDefault(candidate => candidate.Name == symbol.Text);
        if (field is null)
        {
            UnknownField(symbol, record);
            return null;
        }
        if (context.Index.Resolve(field.Type) is not CPointerType pointer || context.Index.Resolve(pointer.Pointee) is not CFunctionType type)
        {
            context.Error(
                DiagnosticKinds.Contradiction, symbol.Span, $"'{record.Name}.{field.Name}' is a '{TypeNotation.Print(field.Type)}', not a function pointer", null, record);
            return null;
        }

        var takesReceiver = type.Parameters.Length > 0 && context.Index.Pointee(type.Parameters[0]) == record ? 1 : 0;
        var said = member.Rule.Parameters ?? [];
        if (said.Length != type.Parameters.Length - takesReceiver)
        {
            context.Error(
                DiagnosticKinds.UnknownParameter, symbol.Span,
                $"the rule names {said.Length} of the parameters after the receiver of '{record.Name}.{field.Name}', which are {type.Parameters.Length - takesReceiver}",
                $"C gives them no names; write one for each of: {string.Join(", ", type.Parameters.Skip(takesReceiver).Select(TypeNotation.Print))}.", record);
            return null;
        }

        if (!IsUnique(member.Rule))
            return null;
        var declared = type.Parameters.Select((parameter, index) =>
            (index < takesReceiver ? "self" : said[index - takesReceiver].Name.Text, parameter));
        var notes = said.Where(parameter => parameter.Note is not null).ToDictionary(parameter => parameter.Name.Text, parameter => parameter.Note!);
        return Method(member.Rule, member.Name, member.Result, new FieldTarget(record, field, type), [.. declared], notes, record, record, isPair: false, intIsErrno: false).Method;
    }

    public void UnknownField(Word symbol, CRecord record)
    {
        var nearest = NearestName.Find(symbol.Text, record.Fields.Select(field => field.Name));
        context.Error(
            DiagnosticKinds.UnknownSymbol, symbol.Span, $"'{TypeNotation.Keyword(record.Tag)} {record.Name}' has no member '{symbol.Text}'",
            nearest is null ? null : $"Did you mean '.{nearest}'? If only some kernels have it, add 'since' or 'until' with a version.", record);
    }

    private (MethodModel? Method, Word? Release) Method(
        SymbolRule rule,
        Word? name,
        ImmutableArray<Clause> result,
        CallTarget target,
        ImmutableArray<(string Name, CType Type)> declared,
        Dictionary<string, Clause> notes,
        CRecord? receiver,
        CDeclaration declaration,
        bool isPair,
        bool intIsErrno)
    {
        var parameters = ImmutableArray.CreateBuilder<ParameterModel>();
        int? receiverIndex = null;
        var complete = true;
        for (var i = 0; i < declared.Length; i++)
        {
            var (parameterName, type) = declared[i];
            notes.TryGetValue(parameterName, out var note);
            var isReceiver = receiverIndex is null && receiver is not null && context.Index.Pointee(type) == receiver;
            var fact = isReceiver && note is null ? new ReceiverParameter() : _parameters.Bind(parameterName, type, note, rule.Symbol.Span, declaration);
            if (isReceiver && fact is ReceiverParameter or ConsumedParameter)
                receiverIndex = i;
            complete &= fact is not null;
            if (fact is not null)
                parameters.Add(new ParameterModel(parameterName, type, fact));
        }

        var (resultFact, release) = _results.Bind(target, result, rule.Symbol.Span, intIsErrno);
        if (!complete || resultFact is null || (!isPair && !IsOrdinary(target, parameters, resultFact, rule.Span)))
            return (null, release);
        if (resultFact is not ErrnoResult && parameters.Any(parameter => parameter.Fact is ConsumedParameter { OnSuccess: true }))
        {
            context.Error(
                DiagnosticKinds.Contradiction, rule.Span, $"'{target.Symbol}' consumes an argument on success, and its result does not tell success",
                "Write '-> errno' when the result is 0 or a negative error number.", declaration);
            return (null, release);
        }
        var method = new MethodModel(
            name?.Text ?? WrapperName.Pascal(rule.Symbol.Text), target, receiverIndex, parameters.ToImmutable(), resultFact, rule.Span);
        return (method, release);
    }

    private bool IsOrdinary(CallTarget target, IEnumerable<ParameterModel> parameters, ResultFact result, SourceSpan rule)
    {
        if (result is BorrowedResult)
            context.Error(
                DiagnosticKinds.Unsupported, rule, $"'{target.Symbol}' lends its result, which only a registration can pass on yet",
                "Write '-> owned' when the caller must release it; otherwise skip the function with that reason.");
        else if (parameters.FirstOrDefault(parameter => parameter.Fact is TokenParameter) is { } token)
            context.Error(
                DiagnosticKinds.Contradiction, rule, $"parameter '{token.CName}' of '{target.Symbol}' is a 'token', which only the two functions of a guard pass to each other");
        else
            return true;
        return false;
    }

    /// <summary>Whether the rule names each parameter once; reports those that come again.</summary>
    private bool IsUnique(SymbolRule rule)
    {
        var twins = (rule.Parameters ?? []).GroupBy(parameter => parameter.Name.Text, StringComparer.Ordinal).SelectMany(group => group.Skip(1)).ToList();
        foreach (var twin in twins)
            context.Error(DiagnosticKinds.DuplicateRule, twin.Name.Span, $"the rule names the parameter '{twin.Name.Text}' twice", "Keep one of them.");
        return twins.Count == 0;
    }

    private Dictionary<string, Clause>? NotesByName(SymbolRule rule, CFunction function)
    {
        var notes = new Dictionary<string, Clause>(StringComparer.Ordinal);
        var valid = IsUnique(rule);
        var said = rule.Parameters ?? [];
        for (var i = 0; i < said.Length; i++)
        {
            var name = said[i].Name.Text;
            var isKnown = function.Parameters.Any(parameter => parameter.Name == name)
                || (i < function.Parameters.Length && function.Parameters[i].Name.Length == 0);
            if (!isKnown)
            {
                var nearest = NearestName.Find(name, function.Parameters.Select(parameter => parameter.Name));
                context.Error(
                    DiagnosticKinds.UnknownParameter, said[i].Name.Span, $"'{function.Name}' has no parameter '{name}'",
                    nearest is not null
                        ? $"Did you mean '{nearest}'?"
                        : function.Parameters.IsEmpty ? "It has none."
                        : $"Its parameters are: {string.Join(", ", function.Parameters.Select(parameter => parameter.Name))}.",
                    function);
                valid = false;
            }
            else if (said[i].Note is { } note)
            {
                notes[name] = note;
            }
        }
        return valid ? notes : null;
    }
}
