using System.Collections.Immutable;
using BindGen.Diagnostics;

namespace BindGen.Sarif;

/// <summary>One run of a command, as code scanning wants to know it.</summary>
/// <param name="Version">The tool's.</param>
/// <param name="Command">Such as <c>check</c>; runs of different commands do not replace one another's findings.</param>
/// <param name="IsCompleted">Whether the command did its work, with or without findings.</param>
/// <param name="Failure">What kept it from being run at all, which no finding says; null otherwise.</param>
internal sealed record SarifRun(string Version, string Command, ImmutableArray<Diagnostic> Findings, bool IsCompleted, string? Failure = null)
{
    /// <summary>Findings with a place, which is what a result needs. The others are about the machine.</summary>
    public IEnumerable<(Diagnostic Finding, SourceSpan Span)> Results =>
        Findings.Where(finding => finding.Span is not null).Select(finding => (finding, finding.Span!.Value));

    public IEnumerable<Diagnostic> Notifications => Findings.Where(finding => finding.Span is null);
}
