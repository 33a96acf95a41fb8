using System.Globalization;
using System.Text;

namespace BindGen.Clang;

/// <summary>Reads string literals of wide characters, as libclang spells them: <c>L"a\\x263a"</c>, <c>u"\\u263A"</c>.</summary>
internal static class WideLiteral
{
    private const int MostOctalDigits = 3;

    /// <returns>The characters, each a unit or a code point; null when an escape is none that libclang writes.</returns>
    public static List<uint>? Characters(string spelling)
    {
        var characters = new List<uint>();
        for (var i = spelling.IndexOf('"', StringComparison.Ordinal) + 1; i < spelling.Length - 1; i++)
        {
            if (spelling[i] == '"')
                continue; // Two quotes end an escape that the next character would belong to.
            if (spelling[i] != '\\')
            {
                characters.Add(spelling[i]);
                continue;
            }

            var start = ++i + 1;
            var (isDigit, most, style) = spelling[i] switch
            {
                'x' => ((Func<char, bool>)char.IsAsciiHexDigit, int.MaxValue, 16),
                'u' => (char.IsAsciiHexDigit, 4, 16),
                'U' => (char.IsAsciiHexDigit, 8, 16),
                >= '0' and <= '7' => (char.IsAsciiDigit, MostOctalDigits, 8),
                _ => (char.IsAsciiDigit, 0, 0),
            };
            if (style == 0)
            {
                characters.Add(spelling[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'a' => '\a', 'b' => '\b', 'f' => '\f', 'v' => '\v', var other => other });
                continue;
            }

            if (style == 8)
                start = i;
            var end = start;
            while (end < spelling.Length - 1 && end - start < most && isDigit(spelling[end]))
                end++;
            if (end == start || end - start > 8)
                return null;
            characters.Add(style == 8 ? Convert.ToUInt32(spelling[start..end], 8) : uint.Parse(spelling[start..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            i = end - 1;
        }

        return characters;
    }

    /// <returns>Null for what is no text: a surrogate without its other half, or more than Unicode has.</returns>
    public static string? Text(List<uint> characters, bool isUtf16)
    {
        var text = new StringBuilder();
        foreach (var character in characters)
        {
            if (isUtf16 && character <= char.MaxValue)
                text.Append((char)character);
            else if (Rune.IsValid(character))
                text.Append(new Rune(character));
            else
                return null;
        }

        return IsWellFormed(text.ToString()) ? text.ToString() : null;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
                return false;
        }

        return true;
    }
}
