using System.Text.RegularExpressions;

namespace BindGen.Review;

/// <summary>Tells changes in which nothing has to be decided from the others: another version in the banner, other lines in headers.</summary>
internal static partial class ChangeClass
{
    private const string Banner = "Written by BindGen from ";
    private const int BannerLines = 3;

    /// <param name="kind">What the file is, if its change means something.</param>
    public static ReviewKind Of(ReviewKind kind, string before, string after)
    {
        if (kind == ReviewKind.Snapshot || before.Length == 0 || after.Length == 0)
            return kind;
        if (Normalized(kind, before) is var first && Normalized(kind, after) is var second && Same(first, second))
            return Same(before, after) ? kind : ReviewKind.Banner;
        return Same(WithoutLines(kind, first), WithoutLines(kind, second)) ? ReviewKind.Moved : kind;
    }

    private static bool Same(string before, string after) => before.ReplaceLineEndings("\n") == after.ReplaceLineEndings("\n");

    /// <summary>The text without its banner, and without the version wherever the text repeats it.</summary>
    private static string Normalized(ReviewKind kind, string text)
    {
        if (kind == ReviewKind.Capture)
            return CapturedFrom().Replace(text, "source");
        var lines = text.Split('\n');
        for (var i = 0; i < Math.Min(BannerLines, lines.Length); i++)
        {
            if (lines[i].IndexOf(Banner, StringComparison.Ordinal) is not (>= 0 and var start))
                continue;
            var version = lines[i][(start + Banner.Length)..].Split(". Do not edit", 2)[0];
            lines[i] = "";
            text = string.Join('\n', lines);
            return version.Length > 0 ? text.Replace($"From {version}.", "From", StringComparison.Ordinal) : text;
        }
        return text;
    }

    private static string WithoutLines(ReviewKind kind, string text) => kind switch
    {
        ReviewKind.Capture => CapturedLine().Replace(text, "$1"),
        ReviewKind.Report => ReportedLine().Replace(text, "$1"),
        _ => DocumentedLines().Replace(text, "$1"),
    };

    [GeneratedRegex(@"(?m)^source .*$")]
    private static partial Regex CapturedFrom();

    [GeneratedRegex(@"(?m)^(  at \S+):\d+$")]
    private static partial Regex CapturedLine();

    [GeneratedRegex(@"(\b[\w./+-]+\.h):\d+\b")]
    private static partial Regex ReportedLine();

    // Only in documentation comments, and only after the name of a header.
    [GeneratedRegex(@"(?m)(?<=^\s*///.*)(</c>, lines?) \d+(?:(?:,| and) \d+)*")]
    private static partial Regex DocumentedLines();
}
