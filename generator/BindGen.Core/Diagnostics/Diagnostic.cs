namespace BindGen.Diagnostics;

internal enum Severity
{
    Note,
    Warning,
    Error,
}

/// <summary>One kind of finding. Every code has a page of its own, <c>generator/docs/BG0000.md</c>.</summary>
/// <param name="Id">The code, <c>BG</c> and four digits; never reused for another meaning.</param>
/// <param name="Title">What is wrong, in a few words, without names from the input.</param>
internal sealed record DiagnosticKind(string Id, Severity Severity, string Title);

/// <summary>A second place that explains the first one: the header line that a rule disagrees with.</summary>
internal sealed record RelatedPlace(SourceSpan Span, string Message);

/// <summary>A finding: what is wrong, where, and what to do next.</summary>
/// <param name="Span">The primary place; null for what has none, such as a missing library.</param>
/// <param name="Help">What the user can do about it; null when the message says it all.</param>
internal sealed record Diagnostic(DiagnosticKind Kind, SourceSpan? Span, string Message, string? Help = null, RelatedPlace? Related = null);
