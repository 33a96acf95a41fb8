using BindGen.Diagnostics;
using BindGen.Output;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>Puts files of rules into their canonical form, or finds those that are not.</summary>
internal static class Formatting
{
    /// <summary>The files that a project file is and names.</summary>
    /// <returns>Null after an error was reported.</returns>
    public static IReadOnlyList<string>? FilesOf(string project, DiagnosticBag diagnostics)
    {
        if (TextFile.Read(project, diagnostics) is not { } text || ProjectReader.Read(RulesParser.Parse(project, text, diagnostics), diagnostics) is not { } read)
            return null;
        return [project, .. read.Rules.Select(name => Path.Combine(Path.GetDirectoryName(project) ?? "", name.Text))];
    }

    /// <summary>Reports each file that is not formatted, at its first line that differs.</summary>
    /// <returns>How many files are.</returns>
    public static int Check(IEnumerable<string> files, DiagnosticBag diagnostics)
    {
        var formatted = 0;
        foreach (var file in files)
        {
            if (Read(file, diagnostics) is not var (text, canonical))
                continue;
            if (text == canonical)
                formatted++;
            else
                diagnostics.Add(DiagnosticKinds.NotFormatted, FirstDifference(file, text, canonical), "this line is not as 'bindgen format' writes it", "Run `bindgen format`.");
        }

        return formatted;
    }

    /// <summary>Writes the files that are not formatted. A file with errors is left as it is.</summary>
    /// <returns>The files that were written.</returns>
    public static IReadOnlyList<string> Write(IEnumerable<string> files, DiagnosticBag diagnostics)
    {
        var written = new List<string>();
        foreach (var file in files)
        {
            if (Read(file, diagnostics) is var (text, canonical) && text != canonical && StoredFile.Write(file, canonical, diagnostics))
                written.Add(file);
        }

        return written;
    }

    private static (string Text, string Canonical)? Read(string file, DiagnosticBag diagnostics) =>
        TextFile.Read(file, diagnostics) is { } text && RulesFormatter.Format(file, text, diagnostics) is { } canonical ? (text, canonical) : null;

    private static SourceSpan FirstDifference(string file, string text, string canonical)
    {
        var (lines, wanted) = (text.Split('\n'), canonical.Split('\n'));
        var line = 0;
        while (line < lines.Length - 1 && line < wanted.Length - 1 && lines[line] == wanted[line])
            line++;
        return new SourceSpan(file, line + 1, 1, line + 1, Math.Max(2, lines[line].TrimEnd('\r').Length + 1));
    }
}
