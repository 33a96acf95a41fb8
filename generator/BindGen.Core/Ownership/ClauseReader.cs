using BindGen.Diagnostics;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>Reads the words of one clause from left to right.</summary>
internal sealed class ClauseReader(Clause clause)
{
    private int _next;

    public Clause Clause => clause;

    public bool AtEnd => _next == clause.Words.Length;

    /// <summary>The place of the next word, or the end of the clause.</summary>
    public SourceSpan Span => AtEnd ? clause.Span : clause.Words[_next].Span;

    public string Text => AtEnd ? "" : clause.Words[_next].Text;

    public bool IsName => !AtEnd && clause.Words[_next].Kind == WordKind.Name;

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

    /// <summary>Takes the next word if it is a name that begins no phrase of the given place.</summary>
    public Word? TakeName(WordPlace place) =>
        IsName && Text != "," && Array.BinarySearch(RuleWords.At(place), Text, StringComparer.Ordinal) < 0 ? Take(WordKind.Name) : null;
}
