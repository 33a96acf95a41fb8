namespace BindGen.Emit;

/// <summary>How the raw layer names what C leaves open.</summary>
/// <param name="Namespace">The C# namespace.</param>
/// <param name="Library">What the P/Invokes load.</param>
/// <param name="Class">The static class of all functions.</param>
/// <param name="Prefix">What is taken off the front of function names; empty for nothing. A name that is not an identifier without it keeps it.</param>
internal sealed record RawStyle(string Namespace, string Library, string Class = RawStyle.DefaultClass, string Prefix = "")
{
    public const string DefaultClass = "Methods";

    /// <summary>Whether one file has what all headers declare; otherwise each has its own.</summary>
    public bool IsOneFile { get; init; }

    public string FunctionName(string function) =>
        Prefix.Length > 0 && function.Length > Prefix.Length && function.StartsWith(Prefix, StringComparison.Ordinal) && !char.IsDigit(function[Prefix.Length])
            ? function[Prefix.Length..]
            : function;
}
