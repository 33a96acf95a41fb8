using System.Collections.Immutable;

namespace BindGen.Rules;

/// <summary>The parts that every item and member is made of: names, clauses, symbols with parameters.
/// A method that fails has reported why and leaves the stream at the error.</summary>
internal sealed class PhraseParser(TokenStream stream)
{
    /// <summary>Most lists are this short, and rules have very many of them.</summary>
    private const int UsualWords = 2;

    public Word? TakeName(string what, string? help = null)
    {
        if (stream.Is(TokenKind.Name))
            return stream.Take().ToWord();
        stream.Expected(what, help);
        return null;
    }

    /// <summary>One clause or more, separated by commas.</summary>
    /// <param name="withSeparators">Whether <c>/</c> and <c>&gt;</c> may stand between words, as in <c>refcounted get / put</c>.</param>
    public bool TryParseClauses(string what, bool withSeparators, string? help, out ImmutableArray<Clause> clauses)
    {
        var list = ImmutableArray.CreateBuilder<Clause>(UsualWords);
        clauses = [];
        do
        {
            if (ParseClause(what, withSeparators, help) is not { } clause)
                return false;
            list.Add(clause);
        }
        while (stream.TryTake(TokenKind.Comma));

        clauses = list.ToImmutable();
        return true;
    }

    /// <summary>Clauses after a name or symbol, with or without a comma before the first; there may be none.</summary>
    public bool TryParseTrailingClauses(out ImmutableArray<Clause> clauses)
    {
        clauses = [];
        return (!stream.TryTake(TokenKind.Comma) && (!stream.Current.IsWord || stream.AtItem))
            || TryParseClauses("a clause", withSeparators: false, "A clause is words such as: since 6.8", out clauses);
    }

    /// <summary>The clauses after <c>-></c>, if there is one.</summary>
    public bool TryParseResult(out ImmutableArray<Clause> clauses)
    {
        clauses = [];
        return !stream.TryTake(TokenKind.Arrow)
            || TryParseClauses("what the result is", withSeparators: false, "The result is words such as: -> owned, nullable", out clauses);
    }

    public Clause? ParseClause(string what, bool withSeparators, string? help)
    {
        var open = stream.Open();
        var words = ImmutableArray.CreateBuilder<Word>(UsualWords);
        AddWords(words, withSeparators);
        if (words.Count > 0 && stream.Previous.IsWord)
            return new Clause(stream.Close(open), words.ToImmutable());
        stream.Expected(words.Count == 0 ? what : $"a word after {stream.Previous.Describe()}", help);
        return null;
    }

    public SymbolRule? ParseSymbol(string what, string? help)
    {
        var open = stream.Open();
        if (TakeName(what, help) is not { } symbol)
            return null;
        if (!stream.TryTake(TokenKind.OpenParenthesis))
            return new SymbolRule(stream.Close(open), symbol, null);
        return TryParseParameters(out var parameters) ? new SymbolRule(stream.Close(open), symbol, parameters) : null;
    }

    private void AddWords(ImmutableArray<Word>.Builder words, bool withSeparators)
    {
        while (stream.Current.IsWord || (withSeparators && words.Count > 0 && stream.Current.Kind is TokenKind.Slash or TokenKind.Greater))
        {
            if (words.Count > 0 && (stream.AtItem || (withSeparators && StartsStatement(stream.Current))))
                return;
            words.Add(stream.Take().ToWord());
        }
    }

    /// <summary>Whether a word in a new line is the next statement rather than the rest of this one, whose semicolon is missing.</summary>
    private static bool StartsStatement(Token token) =>
        token is { Kind: TokenKind.Name, StartsLine: true, Text: not ("since" or "until") } && Vocabulary.BlocksWith(token.Text).Count > 0;

    private bool TryParseParameters(out ImmutableArray<ParameterRule> parameters)
    {
        const string help = "A parameter is written 'name', or 'name: note' where its type does not say enough.";
        var list = ImmutableArray.CreateBuilder<ParameterRule>(UsualWords);
        parameters = [];
        if (!stream.Is(TokenKind.CloseParenthesis))
        {
            do
            {
                if (!TryParseParameter(list, help))
                    return false;
            }
            while (stream.TryTake(TokenKind.Comma));
        }

        if (!stream.TryTake(TokenKind.CloseParenthesis))
            return stream.Expected("',' or ')' after a parameter", help);
        parameters = list.ToImmutable();
        return true;
    }

    private bool TryParseParameter(ImmutableArray<ParameterRule>.Builder parameters, string help)
    {
        if (AtMoreOfNote(0))
            return TryContinueNote(parameters, help);

        var open = stream.Open();
        if (TakeName("the name of a parameter", help) is not { } name)
            return false;
        Clause? note = null;
        if (stream.TryTake(TokenKind.Colon) && (note = ParseClause($"a note about '{name.Text}'", withSeparators: false, help)) is null)
            return false;
        parameters.Add(new ParameterRule(stream.Close(open), name, note));
        return true;
    }

    /// <summary>Two words in a row are no parameter: they say more of the one before, as in
    /// <c>fn: callback during call, stops on nonzero</c>.</summary>
    private bool TryContinueNote(ImmutableArray<ParameterRule>.Builder parameters, string help)
    {
        if (parameters.Count == 0 || parameters[parameters.Count - 1] is not { Note: { } note } last)
        {
            stream.Take();
            return stream.Expected("':' after the name of a parameter", help);
        }

        var words = note.Words.ToBuilder();
        do
        {
            words.Add(new Word(stream.Previous.Span, WordKind.Name, ","));
            AddWords(words, withSeparators: false);
        }
        while (AtMoreOfNote(1) && stream.TryTake(TokenKind.Comma));

        parameters[parameters.Count - 1] = last with
        {
            Span = stream.Close(last.Span),
            Note = new Clause(stream.Close(note.Span), words.ToImmutable()),
        };
        return true;
    }

    /// <summary>Whether two words in a row are ahead.</summary>
    private bool AtMoreOfNote(int distance) =>
        stream.Peek(distance).Kind == TokenKind.Name && stream.Peek(distance + 1) is { IsWord: true, Text: not "as" };
}
