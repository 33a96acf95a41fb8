using System.Text;

namespace VerifyXunit;

/// <summary>Shows where two texts part, with a few lines around it.</summary>
internal static class FirstDifference
{
    private const int Context = 3;

    public static string Describe(string verified, string received)
    {
        var expected = verified.Split('\n');
        var actual = received.Split('\n');
        var first = 0;
        while (first < expected.Length && first < actual.Length && expected[first] == actual[first])
            first++;

        var text = new StringBuilder($"First difference in line {first + 1} (- verified, + received):\n");
        for (var line = Math.Max(0, first - Context); line < first; line++)
            Append(text, ' ', line, expected[line]);
        AppendFrom(text, '-', first, expected);
        AppendFrom(text, '+', first, actual);
        return text.ToString().TrimEnd('\n');
    }

    private static void AppendFrom(StringBuilder text, char mark, int first, string[] lines)
    {
        if (first >= lines.Length)
            text.Append(mark).Append(" (end of file)\n");
        for (var line = first; line < Math.Min(lines.Length, first + Context); line++)
            Append(text, mark, line, lines[line]);
    }

    private static void Append(StringBuilder text, char mark, int line, string content) =>
        text.Append($"{mark} {line + 1,4} | {content}\n");
}
