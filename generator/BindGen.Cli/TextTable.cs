namespace BindGen.Cli;

/// <summary>Columns as wide as what is in them, two blanks apart.</summary>
internal static class TextTable
{
    /// <param name="rows">All of as many columns; the titles, where there are any, are the first.</param>
    public static void Write(IReadOnlyList<string[]> rows, TextWriter output)
    {
        var widths = rows.Count == 0 ? [] : Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
