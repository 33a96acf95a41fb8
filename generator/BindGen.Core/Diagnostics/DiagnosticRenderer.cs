using System.Text;

namespace BindGen.Diagnostics;

/// <summary>Writes a finding for people and tools: MSBuild's <c>file(line,col): error BG0000: message</c>, then the source line with
/// carets under the span, the second place and the advice. Plain text without colour; lines end with LF, the last one without.</summary>
internal static class DiagnosticRenderer
{
    private const string Margin = "    ";

    /// <param name="readSource">The text of a file, or null when it cannot be had; then the source line is left out.</param>
    public static string Render(Diagnostic diagnostic, Func<string, string?> readSource)
    {
        var text = new StringBuilder();
        if (diagnostic.Span is { } place)
            text.Append(place).Append(": ");
        text.Append(Name(diagnostic.Kind.Severity)).Append(' ').Append(diagnostic.Kind.Id).Append(": ").Append(diagnostic.Message);
        if (diagnostic.Span is { } span)
            AppendSource(text, span, readSource);
        if (diagnostic.Related is { } related)
            text.Append("\n  note: ").Append(related.Span).Append(": ").Append(related.Message);
        if (diagnostic.Help is { } help)
            text.Append("\n  help: ").Append(help);
        return text.ToString();
    }

    private static void AppendSource(StringBuilder text, SourceSpan span, Func<string, string?> readSource)
    {
        if (span == SourceSpan.OfFile(span.File) || readSource(span.File) is not { } source || FindLine(source, span.Line) is not { } line)
            return;
        text.Append('\n').Append(Margin).Append(line.TrimEnd());

        var start = Math.Min(span.Column - 1, line.Length);
        text.Append('\n').Append(Margin);
        for (var i = 0; i < start; i++)
            text.Append(line[i] == '\t' ? '\t' : ' ');
        var end = span.EndLine > span.Line ? line.TrimEnd().Length : Math.Min(span.EndColumn - 1, line.Length);
        text.Append('^', Math.Max(1, end - start));
    }

    private static string? FindLine(string source, int number)
    {
        var start = source.StartsWith("\uFEFF", StringComparison.Ordinal) ? 1 : 0;
        for (var line = 1; line < number; line++)
        {
            var newLine = source.IndexOf('\n', start);
            if (newLine < 0)
                return null;
            start = newLine + 1;
        }

        var end = source.IndexOf('\n', start);
        return source.Substring(start, (end < 0 ? source.Length : end) - start);
    }

    private static string Name(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
