using System.Collections.Immutable;
using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>A <c>.rules</c> or <c>.bindgen</c> file as written: what it says, not what it means.</summary>
internal sealed record RulesFile(string Path, ImmutableArray<RuleItem> Items);

internal enum WordKind
{
    /// <summary>An identifier, with the dots and hyphens that symbols, paths to members and hole ids have.</summary>
    Name,

    /// <summary>A quoted string; <see cref="Word.Text"/> is its value without quotes and escapes.</summary>
    String,

    /// <summary>A number or version: <c>6</c>, <c>6.12</c>.</summary>
    Number,

    /// <summary>A header in angle brackets; <see cref="Word.Text"/> is the path between them.</summary>
    Header,
}

/// <summary>The smallest piece of a rule.</summary>
internal sealed record Word(SourceSpan Span, WordKind Kind, string Text);

/// <summary>One phrase between commas: <c>owned by free_io_pgtable_ops</c>, <c>unstable "why"</c>, <c>since 6.8</c>. Never empty.</summary>
internal sealed record Clause(SourceSpan Span, ImmutableArray<Word> Words);

/// <summary>A parameter in a rule: its C name, and what is said of it; no note means the default for its type.
/// What follows a comma and is more than one word belongs to the same note (<c>fn: callback during call, stops on nonzero</c>);
/// the comma is kept as a word of kind <see cref="WordKind.Name"/>.</summary>
internal sealed record ParameterRule(SourceSpan Span, Word Name, Clause? Note);

/// <summary>A symbol with its parameters; <see cref="Parameters"/> is null when the rule has no parentheses.</summary>
internal sealed record SymbolRule(SourceSpan Span, Word Symbol, ImmutableArray<ParameterRule>? Parameters);

/// <summary>Something at the top level of a file.</summary>
internal abstract record RuleItem(SourceSpan Span, Word Keyword);

/// <summary>A line without a name of its own: <c>header</c>, <c>project</c>, <c>library</c>, <c>rules</c>, <c>output</c>.</summary>
internal sealed record DirectiveItem(SourceSpan Span, Word Keyword, ImmutableArray<Clause> Arguments) : RuleItem(Span, Keyword);

/// <summary>A block that is about one C type or about none:
/// <c>handle</c>, <c>record</c>, <c>enum</c>, <c>constants</c>, <c>callbacks</c>, <c>functions</c>, <c>target</c>.</summary>
/// <param name="Type">The words after <c>=</c>: <c>struct device</c>, <c>DRM_*</c>; null when the item has none.</param>
internal sealed record BlockItem(
    SourceSpan Span,
    Word Keyword,
    Word Name,
    Clause? Type,
    ImmutableArray<Clause> Clauses,
    ImmutableArray<BlockMember> Members) : RuleItem(Span, Keyword);

/// <summary>What one call begins and another ends: <c>registration</c>, <c>guard</c>; <c>enumerator</c> has no end.</summary>
/// <param name="Result">The clauses after <c>-&gt;</c>.</param>
/// <param name="Members">The block, when the item has one; otherwise empty.</param>
internal sealed record PairItem(
    SourceSpan Span,
    Word Keyword,
    Word Name,
    SymbolRule Begin,
    SymbolRule? End,
    ImmutableArray<Clause> Result,
    ImmutableArray<Clause> Clauses,
    ImmutableArray<BlockMember> Members) : RuleItem(Span, Keyword);

/// <summary>Something inside a block.</summary>
internal abstract record BlockMember(SourceSpan Span);

/// <summary>A property of the block itself: <c>refcounted get_device / put_device;</c>, <c>once;</c>, <c>kernel 6.12;</c>.
/// The separators <c>/</c> and <c>&gt;</c> are kept as words of kind <see cref="WordKind.Name"/>.</summary>
internal sealed record StatementMember(SourceSpan Span, ImmutableArray<Clause> Clauses) : BlockMember(Span);

/// <summary>A rule for one function (<c>dev_name(dev) as CopyName -&gt; string;</c>) or, with <see cref="IsField"/>,
/// for one member of the block's record (<c>.iommu_dev retained while IoPageTable;</c>).</summary>
internal sealed record SymbolMember(
    SourceSpan Span,
    bool IsField,
    SymbolRule Rule,
    Word? Name,
    ImmutableArray<Clause> Result,
    ImmutableArray<Clause> Clauses) : BlockMember(Span);
