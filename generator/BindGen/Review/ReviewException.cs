using BindGen.Diagnostics;

namespace BindGen.Review;

/// <summary>A decision that could not be carried out.</summary>
internal sealed class ReviewException(DiagnosticKind kind, string file, string message, string help) : Exception(message)
{
    public Diagnostic Diagnostic { get; } = new(kind, SourceSpan.OfFile(file), message, help);
}
