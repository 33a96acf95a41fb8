using System.Collections.Immutable;

namespace BindGen.Rules;

/// <summary>The atoms of one statement, or of the head of one block, in canonical order and with canonical punctuation.</summary>
internal sealed class Phrase
{
    private readonly List<Atom> _atoms = [];

    public IReadOnlyList<Atom> Atoms => _atoms;

    public static Phrase Of(RuleItem item) => item switch
    {
        DirectiveItem directive => new Phrase().Word(directive.Keyword).Clauses(directive.Arguments, LineBreak.Never),
        BlockItem block => new Phrase().Word(block.Keyword).Word(block.Name).Type(block.Type).TrailingClauses(block.Clauses, needsComma: true),
        PairItem pair => new Phrase()
            .Word(pair.Keyword).Word(pair.Name)
            .Symbol(pair.Begin, "= ", LineBreak.BetweenParts).Symbol(pair.End, "/ ", LineBreak.BetweenParts)
            .TrailingClauses(pair.Clauses, needsComma: true).Result(pair.Result),
        _ => throw new NotSupportedException(item.GetType().Name),
    };

    public static Phrase Of(BlockMember member) => member switch
    {
        StatementMember statement => new Phrase().Clauses(statement.Clauses, LineBreak.Never).Stick(";"),
        SymbolMember symbol => new Phrase()
            .Symbol(symbol.Rule, symbol.IsField ? "." : "", LineBreak.Never).Name(symbol.Name)
            .TrailingClauses(symbol.Clauses, symbol.Name is not null || !ReadsOn(symbol.Clauses)).Result(symbol.Result).Stick(";"),
        _ => throw new NotSupportedException(member.GetType().Name),
    };

    /// <summary>Adds to the last atom.</summary>
    public Phrase Stick(string punctuation)
    {
        _atoms[_atoms.Count - 1] = _atoms[_atoms.Count - 1] with { Text = _atoms[_atoms.Count - 1].Text + punctuation };
        return this;
    }

    /// <summary>Whether the first clause can follow a symbol without a comma: <c>dev_name skip "why"</c>. The word <c>as</c> would name
    /// the symbol, and a header would make it a directive.</summary>
    private static bool ReadsOn(ImmutableArray<Clause> clauses) => clauses is [{ Words: [{ Kind: WordKind.Name, Text: not "as" }, ..] }, ..];

    private Phrase Word(Word word, string prefix = "", LineBreak @break = LineBreak.Never, bool hasSpace = true)
    {
        _atoms.Add(new Atom(prefix + Spelling.Of(word), word.Span, @break, hasSpace && _atoms.Count > 0));
        return this;
    }

    private Phrase Name(Word? name) => name is null ? this : Word(name, "as ", LineBreak.BetweenParts);

    private Phrase Type(Clause? type) => type is null ? this : Clause(type, "= ", LineBreak.BetweenParts);

    private Phrase Result(ImmutableArray<Clause> result) => result.IsEmpty ? this : Clauses(result, LineBreak.BetweenParts, "-> ");

    private Phrase TrailingClauses(ImmutableArray<Clause> clauses, bool needsComma) =>
        clauses.IsEmpty ? this : (needsComma ? Stick(",") : this).Clauses(clauses, LineBreak.InsidePart);

    private Phrase Clauses(ImmutableArray<Clause> clauses, LineBreak @break, string prefix = "")
    {
        Clause(clauses[0], prefix, @break);
        foreach (var clause in clauses.Skip(1))
            Stick(",").Clause(clause, "", LineBreak.InsidePart);
        return this;
    }

    private Phrase Clause(Clause clause, string prefix, LineBreak @break)
    {
        foreach (var word in clause.Words)
        {
            var isComma = word is { Kind: WordKind.Name, Text: "," };
            _ = isComma ? Stick(",") : Word(word, prefix, @break);
            (prefix, @break) = ("", isComma ? LineBreak.InsidePart : LineBreak.Never);
        }

        return this;
    }

    private Phrase Symbol(SymbolRule? rule, string prefix, LineBreak @break)
    {
        if (rule is null)
            return this;
        Word(rule.Symbol, prefix, @break);
        if (rule.Parameters is not { } parameters)
            return this;
        Stick("(");
        for (var i = 0; i < parameters.Length; i++)
        {
            Word(parameters[i].Name, "", LineBreak.InsidePart, hasSpace: i > 0);
            if (parameters[i].Note is { } note)
                Stick(":").Clause(note, "", LineBreak.Never);
            if (i < parameters.Length - 1)
                Stick(",");
        }

        return Stick(")");
    }
}
