using System.Collections.Immutable;

namespace BindGen.Model.Comments;

/// <summary>What a comment of a header says of one declaration. It is no part of <see cref="CApi"/>: captures hold facts, not texts.</summary>
/// <param name="Summary">The first sentence; empty when the comment only describes members.</param>
/// <param name="Parameters">Of a function its parameters, of a record its members, in the order of the comment.</param>
/// <param name="Context">From what context it may be called; null when the comment does not say.</param>
internal sealed record Comment(
    Paragraph Summary,
    ImmutableArray<Paragraph> Description,
    ImmutableArray<NamedParagraph> Parameters,
    Paragraph? Returns,
    Paragraph? Context)
{
    /// <summary>What is said of one of them; null for nothing.</summary>
    public Paragraph? Of(string parameter) => Parameters.FirstOrDefault(candidate => candidate.Name == parameter && !candidate.Text.IsEmpty)?.Text;
}

internal sealed record NamedParagraph(string Name, Paragraph Text);

/// <summary>Running text with the marks that its author set.</summary>
internal sealed record Paragraph(ImmutableArray<Inline> Inlines)
{
    public static readonly Paragraph Empty = new([]);

    public bool IsEmpty => Inlines.IsEmpty;
}

/// <summary>A piece of running text.</summary>
/// <param name="Text">As it is to be read; for a reference the name without its mark.</param>
internal sealed record Inline(InlineKind Kind, string Text);

internal enum InlineKind
{
    /// <summary>Words, and every markup that has no meaning here.</summary>
    Text,

    /// <summary>Source text, and references whose target nothing can name: constants, members.</summary>
    Code,

    /// <summary>A function: <c>name()</c>.</summary>
    Function,

    /// <summary>A record, enum or typedef: <c>&amp;struct name</c>.</summary>
    Type,

    /// <summary>A parameter of the function, or a member of the record, that the comment is about.</summary>
    Parameter,
}
