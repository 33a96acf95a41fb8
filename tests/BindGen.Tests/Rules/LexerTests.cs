using BindGen.Diagnostics;
using BindGen.Rules;
using Xunit;

namespace BindGen.Tests.Rules;

public sealed class LexerTests
{
    [Theory]
    [InlineData("cfg.iommu_dev", "Name cfg.iommu_dev")]
    [InlineData("PGT-LIVE linux-6.12 x86_64-linux-gnu", "Name PGT-LIVE|Name linux-6.12|Name x86_64-linux-gnu")]
    [InlineData("IO_PGTABLE_* _x", "Name IO_PGTABLE_*|Name _x")]
    [InlineData("a.b.c-d*", "Name a.b.c-d*")]
    [InlineData("6 6.12 6.12.3", "Number 6|Number 6.12|Number 6.12.3")]
    [InlineData("a->b", "Name a|Arrow ->|Name b")]
    [InlineData(".a .b.c", "Dot .|Name a|Dot .|Name b.c")]
    [InlineData("a. b", "Name a|Dot .|Name b")]
    [InlineData("<linux/device.h> > <a>", "Header linux/device.h|Greater >|Header a")]
    [InlineData("\"a \\\"b\\\" \\\\ \\n # ; //\"", "String a \"b\" \\ \n # ; //")]
    [InlineData("\"\"", "String ")]
    [InlineData("a # comment ; \" <\nb", "Name a|Name b")]
    [InlineData("={}(),;:/>", "Equals =|OpenBrace {|CloseBrace }|OpenParenthesis (|CloseParenthesis )|Comma ,|Semicolon ;|Colon :|Slash /|Greater >")]
    [InlineData("", "")]
    [InlineData(" \t\r\n", "")]
    [InlineData("\uFEFFa", "Name a")]
    [InlineData("#", "")]
    public void Text_becomes_tokens(string text, string expected)
    {
        var diagnostics = new DiagnosticBag();
        var tokens = Lexer.Scan("t", text, diagnostics);

        Assert.Empty(diagnostics.ToSorted());
        Assert.Equal(TokenKind.End, tokens[^1].Kind);
        Assert.Equal(expected, string.Join('|', tokens.SkipLast(1).Select(token => $"{token.Kind} {token.Text}")));
    }

    [Theory]
    [InlineData("a\r\n\tb", 2, 2, 3)]
    [InlineData("\uFEFFb", 1, 1, 2)]
    [InlineData("# c\n\n  \"b\"", 3, 3, 6)]
    [InlineData("/* x\n */ b", 2, 5, 6)]
    public void Places_count_lines_and_columns_from_one(string text, int line, int column, int end)
    {
        var token = Lexer.Scan("t", text, new DiagnosticBag())[^2];

        Assert.Equal(new SourceSpan("t", line, column, line, end), token.Span);
    }

    [Theory]
    [InlineData("\"abc", "BG0201", "abc")]
    [InlineData("\"abc;\n", "BG0201", "abc")]
    [InlineData("\"abc\\", "BG0201", "abc\\")]
    [InlineData("\"a\\qb\"", "BG0202", "aqb")]
    [InlineData("'abc'", "BG0200", "abc")]
    public void A_broken_string_is_one_error_and_still_a_string(string text, string code, string value)
    {
        var diagnostics = new DiagnosticBag();
        var tokens = Lexer.Scan("t", text, diagnostics);

        Assert.Equal(code, Assert.Single(diagnostics.ToSorted()).Kind.Id);
        Assert.Equal((TokenKind.String, value), (tokens[0].Kind, tokens[0].Text));
        Assert.True(tokens[0].Broken);
    }

    [Theory]
    [InlineData("@", "'@'")]
    [InlineData("é😀", "'é😀'")]
    [InlineData("\0", "U+0000")]
    [InlineData("\u200B", "U+200B")]
    [InlineData("- ", "'-'")]
    public void An_unknown_character_is_named(string text, string shown)
    {
        var diagnostics = new DiagnosticBag();
        Lexer.Scan("t", text, diagnostics);

        var diagnostic = Assert.Single(diagnostics.ToSorted());
        Assert.Equal("BG0200", diagnostic.Kind.Id);
        Assert.Contains(shown, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6.")]
    [InlineData("6..1")]
    [InlineData("6a")]
    [InlineData("0x1f")]
    public void A_number_is_digits_and_dots(string text)
    {
        var diagnostics = new DiagnosticBag();
        Lexer.Scan("t", text, diagnostics);

        Assert.Equal("BG0202", Assert.Single(diagnostics.ToSorted()).Kind.Id);
    }
}
