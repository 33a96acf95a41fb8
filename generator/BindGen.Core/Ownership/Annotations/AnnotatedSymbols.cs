using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership.Annotations;

/// <summary>Writes rules for single functions and fields from what annotations say of them.</summary>
/// <param name="functions">The annotated functions by name.</param>
internal sealed class AnnotatedSymbols(IReadOnlyDictionary<string, AnnotatedFunction> functions, BindingContext context)
{
    /// <summary>The rule of a function that is no part of a pair.</summary>
    public SymbolMember Member(AnnotatedFunction function)
    {
        var (_, results, clauses) = Sort([.. function.Said.Where(clause => clause.Words[0].Text is not ("as" or "functions"))], null);
        return new SymbolMember(function.Place, false, Rule(Word(function.Name, AnnotationPhrase.PlaceOf(function.Function))), NameIn(function.Said), results, clauses);
    }

    /// <summary>The rule of a function of which nothing is said.</summary>
    public SymbolMember Member(Word symbol) => new(symbol.Span, false, Rule(symbol), null, [], []);

    /// <summary>The function with all of its parameters; those without a name in C are <c>arg0</c> and so on.</summary>
    public SymbolRule Rule(Word symbol)
    {
        if (context.Index.Function(symbol.Text) is not { } function)
            return new SymbolRule(symbol.Span, symbol, null);
        functions.TryGetValue(symbol.Text, out var annotated);
        return new SymbolRule(symbol.Span, symbol, [.. function.Parameters.Select((parameter, position) => Parameter(parameter, position, annotated, symbol.Span))]);
    }

    /// <param name="isRecord">Whether the field is of a value, and no call through a function pointer.</param>
    public SymbolMember Field(CRecord record, CField field, AnnotatedType type, bool isRecord)
    {
        var said = type.Fields.TryGetValue(field.Name, out var clauses) ? clauses : [];
        var place = said.IsEmpty ? AnnotationPhrase.PlaceOf(record) : said[0].Span;
        var rest = said.Where(clause => clause.Words[0].Text != "as").ToImmutableArray();
        var (_, results, conditions) = isRecord ? ([], [], rest) : Sort(rest, null);
        var isCalled = !isRecord || rest.Any(clause => clause.Words is [{ Text: "callback" }]);
        return new SymbolMember(
            place, true, new SymbolRule(place, Word(field.Name, place), isCalled ? Arguments(record, field, isRecord, place) : null), NameIn(said), results, conditions);
    }

    public ImmutableArray<BlockMember> Statements(ImmutableArray<Clause> clauses) =>
        [.. clauses.Select(clause => (BlockMember)new StatementMember(clause.Span, [clause]))];

    /// <summary>What is a statement of the block, what is said of the result, and what of the call.</summary>
    /// <param name="block">Where statements may stand; null for a rule that has no block.</param>
    public static (ImmutableArray<Clause> Statements, ImmutableArray<Clause> Results, ImmutableArray<Clause> Clauses) Sort(ImmutableArray<Clause> said, WordPlace? block)
    {
        var statements = block is { } place ? said.RemoveAll(clause => !Begins(clause, place)) : [];
        var others = said.RemoveRange(statements);
        var results = others.RemoveAll(clause => !Begins(clause, WordPlace.Result));
        return (statements, results, others.RemoveRange(results));
    }

    private static bool Begins(Clause clause, WordPlace place) => Array.BinarySearch(RuleWords.At(place), clause.Words[0].Text, StringComparer.Ordinal) >= 0;

    private static ParameterRule Parameter(CParameter parameter, int position, AnnotatedFunction? annotated, SourceSpan place)
    {
        var name = parameter.Name.Length > 0 ? parameter.Name : $"arg{position}";
        if (annotated?.Parameters.TryGetValue(position, out var said) is not true || said.IsEmpty)
            return new ParameterRule(place, Word(name, place), null);
        var words = said[0].Words;
        foreach (var clause in said.Skip(1))
            words = words.Add(Word(",", clause.Span)).AddRange(clause.Words);
        return new ParameterRule(said[0].Span, Word(name, said[0].Span), new Clause(said[0].Span, words));
    }

    /// <summary>C gives the parameters of a function pointer no names; a receiver is not written.</summary>
    private ImmutableArray<ParameterRule>? Arguments(CRecord record, CField field, bool isRecord, SourceSpan place)
    {
        if (context.FunctionOf(field.Type) is not { } function)
            return null;
        var receiver = !isRecord && function.Parameters.Length > 0 && context.Index.Pointee(function.Parameters[0]) == record ? 1 : 0;
        return [.. Enumerable.Range(receiver, function.Parameters.Length - receiver).Select(i => new ParameterRule(place, Word($"arg{i}", place), null))];
    }

    private static Word? NameIn(ImmutableArray<Clause> said) =>
        said.FirstOrDefault(clause => clause.Words is [{ Text: "as" }, { Kind: WordKind.Name }]) is { Words: [_, var name] } ? name : null;

    private static Word Word(string text, SourceSpan place) => new(place, WordKind.Name, text);
}
