using System.Collections.Immutable;
using BindGen.Review;

namespace BindGen.Cli;

/// <summary>The keys of a review, in words.</summary>
internal static class ReviewHelp
{
    public static ImmutableArray<ReviewRow> Rows { get; } =
    [
        .. """
        a   accept: the generated file is staged, the received snapshot becomes the verified one
        r   reject: the version before is put back, the received snapshot is deleted
        s   skip: decide later
        u   take the last decision back
        A   accept all of this kind that are open, after a question

        R   the rules that this change comes from, with file and line
        h   what C declares, with header and line

        n p         next, previous change
        / TEXT      the next change whose path or lines have the text; / and Enter: the next one again
        space b     a page down, up; arrows or j k: a line; g G: the beginning, the end
        q           quit: what is decided is done, the rest stays as it is

        Kinds
        """.Split('\n').Select(ReviewRow.Remark),
        .. Enum.GetValues<ReviewKind>().Select(kind => ReviewRow.Remark($"{ReviewWords.Of(kind),-10}  {ReviewWords.Meaning(kind)}")),
    ];
}
