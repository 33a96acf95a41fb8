using BindGen.Comparison;
using BindGen.Review;
using Spectre.Console;

namespace BindGen.Cli;

/// <summary>Rows of a change, broken to the width of a terminal.</summary>
internal static class ReviewPage
{
    private const int NumberWidth = 6;
    private const int SmallestWidth = 20;

    private static readonly Style Plain = Style.Plain;
    private static readonly Style Faint = new(decoration: Decoration.Dim);

    public static List<Paragraph> Of(IEnumerable<ReviewRow> rows, int width) => [.. rows.SelectMany(row => Of(row, Math.Max(width, SmallestWidth)))];

    private static IEnumerable<Paragraph> Of(ReviewRow row, int width)
    {
        if (row.Kind == RowKind.Remark)
        {
            foreach (var part in Parts(row.Pieces, width - 2))
                yield return Line(("  ", Plain), [.. part.Select(piece => (piece.Text, Faint))]);
            yield break;
        }
        var (sign, style) = row.Kind switch
        {
            RowKind.Added => ('+', new Style(Color.Green)),
            RowKind.Removed => ('-', new Style(Color.Red)),
            _ => (' ', Plain),
        };
        var number = row.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
        foreach (var part in Parts(row.Pieces, width - NumberWidth - 2))
        {
            yield return Line(
                ($"{number,NumberWidth}", Faint),
                [($"{sign} ", style), .. part.Select(piece => (piece.Text, piece.IsChanged ? style.Decoration(Decoration.Bold | Decoration.Underline) : style))]);
            number = "";
        }
    }

    private static Paragraph Line((string Text, Style Style) first, IEnumerable<(string Text, Style Style)> others)
    {
        var line = new Paragraph { Overflow = Overflow.Crop };
        foreach (var (text, style) in others.Prepend(first))
            line.Append(text, style);
        return line;
    }

    /// <summary>At least one part, each of at most <paramref name="width"/> characters.</summary>
    private static IEnumerable<List<TextPiece>> Parts(IEnumerable<TextPiece> pieces, int width)
    {
        var (part, room) = (new List<TextPiece>(), width);
        foreach (var piece in pieces.Select(piece => piece with { Text = Printable(piece.Text) }))
        {
            for (var start = 0; start < piece.Text.Length;)
            {
                if (room == 0)
                {
                    yield return part;
                    (part, room) = ([], width);
                }
                var length = Math.Min(room, piece.Text.Length - start);
                part.Add(piece with { Text = piece.Text.Substring(start, length) });
                (start, room) = (start + length, room - length);
            }
        }
        yield return part;
    }

    /// <summary>What a terminal would take for a command is shown, not sent.</summary>
    public static string Printable(string text) =>
        string.Concat(text.Replace("\t", "    ", StringComparison.Ordinal).Select(character => char.IsControl(character) ? '\u00b7' : character));
}
