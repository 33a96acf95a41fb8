using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Binds the clauses of a function that say neither what goes in nor what comes out.</summary>
internal sealed class ConditionBinder(BindingContext context)
{
    private readonly PhraseBinder _phrases = new(context);

    /// <summary>Binds all clauses but those of versions; what says nothing here is reported.</summary>
    public ImmutableArray<Condition> Bind(IEnumerable<Clause> clauses, string symbol)
    {
        var conditions = ImmutableArray.CreateBuilder<Condition>();
        foreach (var clause in clauses.Where(clause => !BindingContext.IsVersionClause(clause)))
        {
            if (Condition(new ClauseReader(clause), symbol) is not { } condition)
                continue;
            if (conditions.Contains(condition) || (condition is Blocking && conditions.OfType<AnyContext>().Any()) || (condition is AnyContext && conditions.OfType<Blocking>().Any()))
                context.Error(DiagnosticKinds.Contradiction, clause.Span, $"'{clause.Words[0].Text}' is said twice, or contradicts what is said before", "Keep one of them.");
            conditions.Add(condition);
        }
        return conditions.ToImmutable();
    }

    private Condition? Condition(ClauseReader reader, string symbol)
    {
        Condition? condition = null;
        if (reader.Take("unsafe"))
            return _phrases.Hole(reader, symbol) is { } hole ? new Acknowledged(hole) : null;
        if (reader.Take("blocks"))
            condition = new Blocking();
        else if (reader.Take("context", "atomic"))
            condition = new AnyContext();
        else if (reader.Take("excludes"))
            condition = Guard(reader) is { } excluded ? new GuardExcluded(excluded) : null;
        else if (reader.Take("requires"))
            condition = reader.Text is "bound" or "normal"
                ? new StateRequired(_phrases.State(reader)!)
                : Required(reader);
        else
            _phrases.Unknown(reader, WordPlace.Clause, "a function");
        if (condition is null || reader.AtEnd)
            return condition;
        _phrases.Unknown(reader, WordPlace.Clause, "a function");
        return null;
    }

    private GuardRequired? Required(ClauseReader reader)
    {
        if (Guard(reader) is not { } guard)
            return null;
        if (!reader.Take("or"))
            return new GuardRequired(guard);
        return _phrases.State(reader) is { } state ? new GuardRequired(guard, state) : null;
    }

    private string? Guard(ClauseReader reader)
    {
        if (reader.Take(WordKind.Name) is { } name)
            return context.IsGuard(name) ? name.Text : null;
        _phrases.Unknown(reader, WordPlace.Clause, "a function");
        return null;
    }
}
