namespace BindGen.Diagnostics;

/// <summary>A range of one text file. Lines and columns count from 1; the end is exclusive.</summary>
internal readonly record struct SourceSpan(string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>A whole file, for what has no better place.</summary>
    public static SourceSpan OfFile(string file) => new(file, 1, 1, 1, 1);

    /// <summary>From the start of <paramref name="first"/> to the end of <paramref name="last"/>, which are of one file.</summary>
    public static SourceSpan Cover(SourceSpan first, SourceSpan last) =>
        first with { EndLine = last.EndLine, EndColumn = last.EndColumn };

    public override string ToString() => $"{File}({Line},{Column})";
}
