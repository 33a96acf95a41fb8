using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Reads the words of one clause from left to right.</summary>
internal struct ClauseReader(Clause clause)
{
    private int _next;

    public readonly Clause Clause => clause;

    public readonly bool AtEnd => _next == clause.Words.Length;

    /// <summary>The place of the next word, or the end of the clause.</summary>
    public readonly SourceSpan Span => AtEnd ? clause.Span : clause.Words[_next].Span;

    public readonly string Text => AtEnd ? "" : clause.Words[_next].Text;

    /// <summary>Takes the given words if they come next, all or none.</summary>
    public bool Take(params string[] words)
    {
        if (_next + words.Length > clause.Words.Length)
            return false;
        for (var i = 0; i < words.Length; i++)
        {
            var word = clause.Words[_next + i];
            if (word.Kind != WordKind.Name || !string.Equals(word.Text, words[i], StringComparison.Ordinal))
                return false;
        }
        _next += words.Length;
        return true;
    }

    /// <summary>Takes the next word if it is of the given kind.</summary>
    public Word? Take(WordKind kind) =>
        !AtEnd && clause.Words[_next].Kind == kind ? clause.Words[_next++] : null;
}
