using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Reads the phrases that parameters, results, fields and functions share. Every wrong one is reported with what could stand there.</summary>
internal sealed class PhraseBinder(BindingContext context)
{
    /// <returns>Null after an error was reported.</returns>
    public Lifetime? Lifetime(ClauseReader reader, string what)
    {
        if (reader.Take("during", "call"))
            return new CallLifetime();
        if (reader.Take("forever"))
            return new EndlessLifetime();
        if (reader.Take("until", "unbind"))
            return new BindingLifetime();
        if (reader.Take("until", "release"))
            return new ReceiverLifetime();
        if (reader.Take("until"))
            return reader.Take(WordKind.Name) is not { } function ? Incomplete(reader, $"'{what} until' names the function that ends it")
                : context.Function(function, isOnlyRule: false) is { } ending ? new FunctionLifetime(ending.Name) : null;
        if (reader.Take("while", "result"))
            return new ObjectLifetime(null);
        if (reader.Take("while"))
            return reader.Take(WordKind.Name) is not { } name ? Incomplete(reader, $"'{what} while' names the item that C keeps it for")
                : context.IsObject(name, "Name the handle or the registration that C keeps it for.") ? new ObjectLifetime(name.Text) : null;
        context.Error(
            DiagnosticKinds.KeptWithoutEnd, reader.AtEnd ? reader.Clause.Span : reader.Span, $"'{what}' does not say for how long",
            $"Write one of: {string.Join(", ", RuleWords.All.Where(word => word.Place == WordPlace.Lifetime).Select(word => $"'{what} {word.Form}'"))}.");
        return null;
    }

    /// <summary>The state after <c>requires</c>.</summary>
    public string? State(ClauseReader reader)
    {
        if (reader.Take("bound"))
            return "Bound";
        if (reader.Take("normal"))
            return "Normal";
        context.Error(
            DiagnosticKinds.UnknownWord, reader.Span, reader.AtEnd ? "'requires' names no state" : $"'{reader.Text}' is no state of a borrow", "The states are: bound, normal.");
        return null;
    }

    public HoleModel? Hole(ClauseReader reader, string symbol)
    {
        if (reader.Take(WordKind.Name) is { } id && reader.Take(WordKind.String) is { Text.Length: > 0 } condition && reader.AtEnd)
            return new HoleModel(id.Text, condition.Text);
        context.Error(
            DiagnosticKinds.SyntaxError, reader.Clause.Span, "'unsafe' needs an id and the condition that the user must keep", $"Write '{symbol} unsafe SHORT-ID \"condition\";'.");
        return null;
    }

    /// <summary>Whether a word was not said before; reports a second time.</summary>
    public bool IsFirst(bool isSaid, string word, SourceSpan span)
    {
        if (isSaid)
            context.Error(DiagnosticKinds.Contradiction, span, $"'{word}' is said twice", "Keep one of them.");
        return !isSaid;
    }

    /// <summary>Reports a word that says nothing in its place.</summary>
    public void Unknown(ClauseReader reader, WordPlace place, string what)
    {
        var words = RuleWords.At(place);
        var nearest = NearestName.Find(reader.Text, words);
        context.Error(
            DiagnosticKinds.UnknownWord, reader.Span,
            reader.AtEnd ? "the clause is not complete" : $"'{reader.Text}' says nothing of {what} here",
            nearest is not null ? $"Did you mean '{nearest}'?" : $"What can be said of {what}: {string.Join(", ", words)}.");
    }

    private Lifetime? Incomplete(ClauseReader reader, string message)
    {
        context.Error(DiagnosticKinds.SyntaxError, reader.Clause.Span, message);
        return null;
    }
}
