using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>Reads the rules language: what the text says, not whether the words make sense.
/// Every error of a file is reported, one per statement; the tree holds what could be read.</summary>
internal static class RulesParser
{
    public static RulesFile Parse(string path, string text, DiagnosticBag diagnostics)
    {
        var stream = new TokenStream(Lexer.Scan(path, text, diagnostics), diagnostics);
        return new RulesFile(path, new ItemParser(stream).ParseAll());
    }
}
