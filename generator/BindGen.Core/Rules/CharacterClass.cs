using System.Globalization;

namespace BindGen.Rules;

/// <summary>What a character can be in rules text. ASCII only: C symbols and the words of the language are.</summary>
internal static class CharacterClass
{
    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool StartsName(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    public static bool ContinuesName(char c) => StartsName(c) || IsDigit(c);

    public static TokenKind? Punctuation(char c) => c switch
    {
        '=' => TokenKind.Equals,
        '{' => TokenKind.OpenBrace,
        '}' => TokenKind.CloseBrace,
        '(' => TokenKind.OpenParenthesis,
        ')' => TokenKind.CloseParenthesis,
        ',' => TokenKind.Comma,
        ';' => TokenKind.Semicolon,
        ':' => TokenKind.Colon,
        '/' => TokenKind.Slash,
        '>' => TokenKind.Greater,
        '.' => TokenKind.Dot,
        _ => null,
    };

    public static bool StartsToken(char c) => ContinuesName(c) || c is '"' or '<' or '#' or '-' || Punctuation(c) is not null;

    /// <summary>Characters for a message; those that cannot be seen as their number.</summary>
    public static string Show(string characters)
    {
        var first = characters[0];
        return char.IsControl(first) || char.GetUnicodeCategory(first) is UnicodeCategory.Format
            ? $"The character U+{(int)first:X4}"
            : $"'{characters}'";
    }

    public static string? Advice(char c) => c switch
    {
        '-' => "'->' introduces the result; a hyphen inside a word has no blanks around it.",
        '*' => "A '*' ends a prefix, as in DRM_*. Pointers are not written: types come from the header.",
        '\\' => "Escapes are for strings; a rule may go on in the next line without one.",
        '[' or ']' or '|' or '&' or '!' => "A rule is made of words, and of ( ) { } = : , ; / > and ->.",
        _ => null,
    };
}
