using System.Collections.Immutable;

namespace BindGen.Diagnostics;

/// <summary>Collects the findings of a run, from any thread, and hands them out in one order whatever the threads did.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];

    public void Add(Diagnostic diagnostic)
    {
        lock (_items)
            _items.Add(diagnostic);
    }

    public void Add(DiagnosticKind kind, SourceSpan? span, string message, string? help = null, RelatedPlace? related = null) =>
        Add(new Diagnostic(kind, span, message, help, related));

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Add(diagnostic);
    }

    public bool HasErrors
    {
        get
        {
            lock (_items)
                return _items.Exists(item => item.Kind.Severity == Severity.Error);
        }
    }

    /// <summary>All findings by file, line, column, code and text, each once.</summary>
    public ImmutableArray<Diagnostic> ToSorted()
    {
        lock (_items)
        {
            return
            [
                .. _items.Distinct()
                    .OrderBy(item => item.Span?.File ?? "", StringComparer.Ordinal)
                    .ThenBy(item => item.Span?.Line ?? 0)
                    .ThenBy(item => item.Span?.Column ?? 0)
                    .ThenBy(item => item.Kind.Id, StringComparer.Ordinal)
                    .ThenBy(item => item.Message, StringComparer.Ordinal),
            ];
        }
    }
}
