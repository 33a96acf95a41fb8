namespace BindGen.Cli;

/// <summary>Columns as wide as what is in them, two blanks apart.</summary>
internal static class TextTable
{
    public static void Write(string[] titles, IReadOnlyList<string[]> rows, TextWriter output)
    {
        var widths = titles.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(titles))
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
