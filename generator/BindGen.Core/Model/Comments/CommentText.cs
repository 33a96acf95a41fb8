namespace BindGen.Model.Comments;

/// <summary>Takes the marks of C's comments off: what is left is the text that its author wrote, line by line.</summary>
internal static class CommentText
{
    // What C# takes for the end of a line, which must not end a line of a generated comment.
    private static readonly char[] LineEnds = ['\n', '\r', '\u0085', '\u2028', '\u2029'];

    public static IReadOnlyList<string> Lines(string raw) =>
        raw.TrimStart().StartsWith("/*", StringComparison.Ordinal) ? Block(raw.Trim()) : [.. raw.Replace("\r\n", "\n").Split(LineEnds).Select(LineComment)];

    private static IReadOnlyList<string> Block(string raw)
    {
        var inside = raw[2..];
        if (inside.EndsWith("*/", StringComparison.Ordinal))
            inside = inside[..^2];
        inside = inside.TrimStart('*', '!');
        if (inside.StartsWith("<", StringComparison.Ordinal))
            inside = inside[1..];
        return [.. inside.Replace("\r\n", "\n").Split(LineEnds).Select((line, index) => index == 0 ? line.TrimEnd() : Continued(line))];
    }

    /// <summary>Without the star that lines up with the others, and one space after it; what is indented further stays indented.</summary>
    private static string Continued(string line)
    {
        var text = line.TrimStart();
        if (!text.StartsWith("*", StringComparison.Ordinal))
            return line.TrimEnd();
        text = text[1..];
        return (text.StartsWith(" ", StringComparison.Ordinal) ? text[1..] : text).TrimEnd();
    }

    private static string LineComment(string line)
    {
        var text = line.TrimStart();
        foreach (var mark in new[] { "///<", "//!<", "///", "//!", "//" })
        {
            if (text.StartsWith(mark, StringComparison.Ordinal))
            {
                text = text[mark.Length..];
                return (text.StartsWith(" ", StringComparison.Ordinal) ? text[1..] : text).TrimEnd();
            }
        }
        return line.TrimEnd();
    }
}
