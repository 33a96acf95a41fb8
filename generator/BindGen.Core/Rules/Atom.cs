using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>Where a statement that is too long for a line may go on in the next one.</summary>
internal enum LineBreak
{
    Never,

    /// <summary>Before a parameter or a clause: only when the part that it is in does not fit into a line.</summary>
    InsidePart,

    /// <summary>Before <c>=</c>, <c>/</c>, <c>as</c> and <c>-></c>: between the parts of a rule.</summary>
    BetweenParts,
}

/// <summary>What the layout never takes apart: a word with the punctuation that sticks to it.</summary>
/// <param name="Span">The word in the source; comments before it there come before it here.</param>
internal readonly record struct Atom(string Text, SourceSpan Span, LineBreak Break, bool HasSpace)
{
    public int Width => Text.Length + (HasSpace ? 1 : 0);
}
