using BindGen.Diagnostics;

namespace BindGen.Sarif;

/// <summary>Where a file is, as SARIF says it.</summary>
/// <param name="Base">What the address is relative to; null for an absolute one.</param>
internal sealed record SarifPlace(string Uri, string? Base);

/// <summary>Names files from the root of the source tree, so that a log is the same on every machine and a code scanner finds its own files in it.</summary>
/// <param name="root">The root; absolute.</param>
/// <param name="current">The directory that file names in findings start from; absolute.</param>
internal sealed class SourceTree(string root, string current)
{
    /// <summary>The source tree, and what is not in it: headers by the name that C includes them by, templates of the tool, and text in memory.</summary>
    public const string Root = "SRCROOT", Headers = "HEADERS", Templates = "TEMPLATES", Memory = "MEMORY";

    /// <summary>The checkout that <paramref name="directory"/> is in; outside of one, the directory.</summary>
    public static SourceTree Around(string directory)
    {
        var full = Path.GetFullPath(directory);
        for (var parent = full; parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if (Path.Exists(Path.Combine(parent, ".git")))
                return new SourceTree(parent, full);
        }
        return new SourceTree(full, full);
    }

    public static string Describe(string @base) => @base switch
    {
        Headers => "The directories in which the C compiler looks for headers.",
        Templates => "The templates of the tool.",
        Memory => "Generated text that was not stored.",
        _ => "The root of the source tree.",
    };

    public SarifPlace PlaceOf(DiagnosticKind kind, string file)
    {
        var full = Path.GetFullPath(file, current);
        if (BaseOutside(kind, file, full) is { } @base && !Path.IsPathRooted(file))
            return new SarifPlace(Encode(file), @base);
        var relative = Path.GetRelativePath(root, full);
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal)
            ? new SarifPlace(new Uri(full).AbsoluteUri, null)
            : new SarifPlace(Encode(relative), Root);
    }

    /// <summary>A line without the blanks around it; null when it cannot be had.</summary>
    public string? LineOf(SourceSpan span)
    {
        try
        {
            var full = Path.GetFullPath(span.File, current);
            return File.Exists(full) ? File.ReadLines(full).ElementAtOrDefault(span.Line - 1)?.Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? BaseOutside(DiagnosticKind kind, string file, string full) =>
        kind == DiagnosticKinds.GeneratedCodeDoesNotCompile ? Memory
        : File.Exists(full) ? null
        : file.EndsWith(".h", StringComparison.Ordinal) ? Headers
        : file.Contains(".sbn-", StringComparison.Ordinal) ? Templates
        : null;

    private static string Encode(string path) => string.Join('/', path.Split('/', Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
}
