using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>Reads the rules language: what the text says, not whether the words make sense.
/// Every error of a file is reported, one per statement; the tree holds what could be read.</summary>
internal static class RulesParser
{
    /// <param name="comments">Where the comments go, in their order; null when nobody asks.</param>
    public static RulesFile Parse(string path, string text, DiagnosticBag diagnostics, List<Comment>? comments = null)
    {
        var stream = new TokenStream(Lexer.Scan(path, text, diagnostics, comments), diagnostics);
        return new RulesFile(path, new ItemParser(stream).ParseAll());
    }
}
