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
    private readonly ConditionBinder _conditions = new(context);
    private readonly VariadicBinder _variadics = new(context);

    /// <summary>Whether the rule says <c>skip "reason"</c>; then the reason is recorded and nothing is generated.</summary>
    /// <param name="item">The rules item that says so, for the reports.</param>
    public bool IsSkipped(SymbolMember member, string item) => SkipReason(member) is { } reason && Skip(member, item, reason);

    /// <summary>The reason of a rule that says <c>skip</c>; null when it does not, empty after an error was reported.</summary>
    public string? SkipReason(SymbolMember member)
    {
        var clauses = member.Clauses.AddRange(member.Result);
        foreach (var clause in clauses)
        {
            var reader = new ClauseReader(clause);
            if (!reader.Take("skip"))
                continue;
            if (reader.Take(WordKind.String) is { Text.Length: > 0 } reason && reader.AtEnd)
            {
                foreach (var other in clauses.Where(other => other != clause && !BindingContext.IsVersionClause(other)))
                    context.Error(DiagnosticKinds.Contradiction, other.Span, $"'{other.Words[0].Text}' says nothing of what is skipped", "Leave it out.");
                if (member.Rule.Parameters is { } parameters && parameters.FirstOrDefault(parameter => parameter.Note is not null) is { } noted)
                    context.Error(DiagnosticKinds.Contradiction, noted.Span, "a note says nothing of what is skipped", "Leave it out.");
                return reason.Text;
            }
            context.Error(
                DiagnosticKinds.SyntaxError, clause.Span, "'skip' needs its reason", $"Write '{member.Rule.Symbol.Text} skip \"why\";'.");
            return "";
        }
        return null;
    }

    private bool Skip(SymbolMember member, string item, string reason)
    {
        var symbol = member.Rule.Symbol;
        if (reason.Length == 0 || member.IsField)
            return true;
        if (symbol.Text.EndsWith("*", StringComparison.Ordinal))
            context.Coverage.SkipAll(symbol, item, reason);
        else if (context.Skippable(symbol) is { } declaration)
        {
            // The names of its parameters are checked all the same: they say which version of the function was meant.
            if (declaration is CFunction function)
                NotesByName(member.Rule, function);
            context.Coverage.Skip(declaration, item, reason, symbol.Span);
        }
        return true;
    }

    /// <param name="item">The rules item that the method belongs to, for the coverage report.</param>
    /// <param name="isPair">Whether a registration, a guard or an enumerator calls it, which can lend results and pass tokens on.</param>
    /// <param name="isShared">Whether other rules may name the function too.</param>
    /// <param name="keys">The parameters of the call that this one ends.</param>
    /// <param name="receiver">The record whose first pointer parameter becomes <c>this</c>; null for static methods.</param>
    public (MethodModel? Method, Word? Release) Function(
        SymbolRule rule, Word? name, ImmutableArray<Clause> result, ImmutableArray<Clause> clauses, string item, CRecord? receiver, bool isPair = false, bool intIsErrno = false,
        bool isShared = false, IReadOnlyList<string>? keys = null)
    {
        if (context.Function(rule.Symbol, isOnlyRule: !isShared) is not { } function || !context.IsCallable(function, rule.Symbol.Span))
            return default;
        if (function.IsVariadic)
        {
            if (_variadics.Fix(rule, function) is not { } @fixed)
                return default;
            (function, rule) = @fixed;
        }
        context.Coverage.Wrap(function, item, null, rule.Symbol.Span);
        var notes = NotesByName(rule, function);
        if (notes is null)
            return default;
        var declared = Names(function, rule).Zip(function.Parameters, (parameterName, parameter) => (parameterName, parameter.Type));
        var bound = Method(rule, name, result, clauses, new FunctionTarget(function), [.. declared], notes, receiver, function, isPair, intIsErrno, keys ?? []);
        if (bound.Method is { } method)
            context.Coverage.Wrap(function, item, method, rule.Symbol.Span);
        return bound;
    }

    /// <summary>The names of the parameters; what C leaves unnamed, the rule may name.</summary>
    public static IEnumerable<string> Names(CFunction function, SymbolRule rule)
    {
        var said = rule.Parameters ?? [];
        return function.Parameters.Select((parameter, index) => parameter.Name.Length > 0 ? parameter.Name : index < said.Length ? said[index].Name.Text : $"arg{index}");
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
        if (context.FunctionOf(field.Type) is not { } type)
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
        return Method(member.Rule, member.Name, member.Result, member.Clauses, new FieldTarget(record, field, type), [.. declared], notes, record, record, isPair: false, intIsErrno: false, []).Method;
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
        ImmutableArray<Clause> clauses,
        CallTarget target,
        ImmutableArray<(string Name, CType Type)> declared,
        Dictionary<string, Clause> notes,
        CRecord? receiver,
        CDeclaration declaration,
        bool isPair,
        bool intIsErrno,
        IReadOnlyList<string> keys)
    {
        var parameters = ImmutableArray.CreateBuilder<ParameterModel>();
        int? receiverIndex = null;
        var complete = true;
        var names = declared.Select(parameter => parameter.Name).ToList();
        for (var i = 0; i < declared.Length; i++)
        {
            var (parameterName, type) = declared[i];
            notes.TryGetValue(parameterName, out var note);
            var isReceiver = receiverIndex is null && receiver is not null && context.Index.Pointee(type) == receiver;
            var fact = isReceiver && note is null ? new ReceiverParameter()
                : note is null && keys.Contains(parameterName, StringComparer.Ordinal) ? new KeyParameter(parameterName)
                : _parameters.Bind(parameterName, type, note, rule.Symbol.Span, declaration, names, keys);
            if (isReceiver && fact is ReceiverParameter or ConsumedParameter or ConsumedOnFailureParameter)
                receiverIndex = i;
            complete &= fact is not null;
            if (fact is not null)
                parameters.Add(new ParameterModel(parameterName, type, fact));
        }

        var (resultFact, release) = _results.Bind(target, result, rule.Symbol.Span, intIsErrno, names);
        var conditions = _conditions.Bind(clauses, target.Symbol);
        if (!complete || resultFact is null)
            return (null, release);
        var counted = BufferCounts.Marked(parameters.ToImmutable());
        var method = new MethodModel(name?.Text ?? WrapperName.Pascal(rule.Symbol.Text), target, receiverIndex, counted, resultFact, rule.Span)
        {
            Conditions = conditions,
        };
        return new MethodCheck(context, method, declaration).IsSound(isPair) ? (method, release) : (null, release);
    }

    /// <summary>Whether the rule names each parameter once; reports those that come again.</summary>
    private bool IsUnique(SymbolRule rule)
    {
        if (rule.Parameters is null or { Length: < 2 })
            return true;
        var twins = rule.Parameters.Value.GroupBy(parameter => parameter.Name.Text, StringComparer.Ordinal).SelectMany(group => group.Skip(1)).ToList();
        foreach (var twin in twins)
            context.Error(DiagnosticKinds.DuplicateRule, twin.Name.Span, $"the rule names the parameter '{twin.Name.Text}' twice", "Keep one of them.");
        return twins.Count == 0;
    }

    private Dictionary<string, Clause>? NotesByName(SymbolRule rule, CFunction function)
    {
        var notes = new Dictionary<string, Clause>(StringComparer.Ordinal);
        var valid = IsUnique(rule);
        var said = rule.Parameters ?? [];
        if (rule.Parameters is { Length: 0 } && function.Parameters.Length > 0)
            valid = TakesSome(rule, function);
        var last = -1;
        for (var i = 0; i < said.Length; i++)
        {
            var position = PositionOf(said[i].Name.Text, i, function);
            valid &= position is not null ? IsInOrder(said[i], position.Value, last, function) : Unknown(said[i].Name, function);
            last = position ?? last;
            if (said[i].Note is { } note)
                notes[said[i].Name.Text] = note;
        }
        return valid ? notes : null;
    }

    /// <summary>Where the parameter stands in C; what C leaves unnamed is named by its place.</summary>
    private static int? PositionOf(string name, int place, CFunction function)
    {
        for (var i = 0; i < function.Parameters.Length; i++)
        {
            if (function.Parameters[i].Name == name)
                return i;
        }
        return place < function.Parameters.Length && function.Parameters[place].Name.Length == 0 ? place : null;
    }

    private bool TakesSome(SymbolRule rule, CFunction function)
    {
        context.Error(
            DiagnosticKinds.UnknownParameter, rule.Span, $"'{function.Name}' takes parameters, and the parentheses are empty",
            $"Its parameters are: {string.Join(", ", function.Parameters.Select(parameter => parameter.Name))}. Leave the parentheses out when there is nothing to say of them.", function);
        return false;
    }

    /// <summary>Parameters in another order than C's are a sign that another function was meant.</summary>
    private bool IsInOrder(ParameterRule said, int position, int last, CFunction function)
    {
        if (position < last)
            context.Error(
                DiagnosticKinds.Contradiction, said.Name.Span, $"'{function.Name}' takes its parameters in another order",
                $"It is: {string.Join(", ", function.Parameters.Select(parameter => parameter.Name))}.", function);
        return position >= last;
    }

    private bool Unknown(Word name, CFunction function)
    {
        var nearest = NearestName.Find(name.Text, function.Parameters.Select(parameter => parameter.Name));
        context.Error(
            DiagnosticKinds.UnknownParameter, name.Span, $"'{function.Name}' has no parameter '{name.Text}'",
            nearest is not null
                ? $"Did you mean '{nearest}'?"
                : function.Parameters.IsEmpty ? "It has none."
                : $"Its parameters are: {string.Join(", ", function.Parameters.Select(parameter => parameter.Name))}.",
            function);
        return false;
    }
}
