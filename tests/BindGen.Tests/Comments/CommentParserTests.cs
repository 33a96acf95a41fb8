using BindGen.Model.Comments;
using Xunit;

namespace BindGen.Tests.Comments;

public sealed class CommentParserTests
{
    [Fact]
    public void Kernel_doc_of_a_function() => AssertParsed(
        """
        /**
         * thing_open() - Make a thing usable.
         * @thing: The thing to open, see &struct thing.
         * @mode:  How, one of %THING_READ
         *         and %THING_WRITE.
         *
         * A second call does nothing. Undo it with thing_close().
         *
         * It reads &thing.state and &thing->lock, and ``x < 1`` holds.
         *
         * Context: May sleep.
         * Return: 0, or a negative error number when @mode
         * is unknown.
         */
        """,
        """
        summary: Make a thing usable.
        text: A second call does nothing. Undo it with [Function thing_close].
        text: It reads [Code thing.state] and [Code thing->lock], and [Code x < 1] holds.
        thing: The thing to open, see [Type thing].
        mode: How, one of [Code THING_READ] and [Code THING_WRITE].
        returns: 0, or a negative error number when [Parameter mode] is unknown.
        context: May sleep.
        """);

    [Fact]
    public void Kernel_doc_of_a_record() => AssertParsed(
        """
        /**
         * struct thing - what everybody has
         * @name:	its name,
         *		never empty
         * @part.first: inside a part
         *
         * RETURNS is a word here.
         */
        """,
        """
        summary: what everybody has
        text: RETURNS is a word here.
        name: its name, never empty
        part.first: inside a part
        """);

    [Fact]
    public void Kernel_doc_of_one_member() => AssertParsed("/** @minor: the smaller number */", "summary: \nminor: the smaller number");

    [Fact]
    public void A_member_on_lines_of_its_own() => AssertParsed("/**\n * @minor:\n * the smaller\n * number\n */", "summary: \nminor: the smaller number");

    [Fact]
    public void Doxygen_with_backslashes() => AssertParsed(
        """
        /*!
         * \brief Opens a thing.
         *
         * More about \c things and \p mode.
         *
         * \param[in] mode how to open it
         * \param thing
         * what to open
         * \returns a handle, or \c NULL
         */
        """,
        """
        summary: Opens a thing.
        text: More about [Code things] and [Parameter mode].
        mode: how to open it
        thing: what to open
        returns: a handle, or [Code NULL]
        """);

    [Fact]
    public void Doxygen_with_at_signs_and_line_comments() => AssertParsed(
        """
        /// Opens a thing.
        /// @param mode how to open it, see @ref thing_mode.
        /// @return nothing of interest
        """,
        """
        summary: Opens a thing.
        mode: how to open it, see [Code thing_mode].
        returns: nothing of interest
        """);

    [Theory]
    [InlineData("/**< trailing text */", "summary: trailing text")]
    [InlineData("///< trailing text", "summary: trailing text")]
    [InlineData("/** one line */", "summary: one line")]
    [InlineData("/**\n * Two\n * lines\n */", "summary: Two lines")]
    [InlineData("/**\n   no stars\n   here\n */", "summary: no stars here")]
    [InlineData("/**\r\n * Windows\r\n * lines\r\n */", "summary: Windows lines")]
    [InlineData("/** a - b */", "summary: b")]
    [InlineData("/** a b - c */", "summary: a b - c")]
    [InlineData("/** @unknown command and \\another */", "summary: [Parameter unknown] command and \\another")]
    [InlineData("/** mail@example.org, 50%, a & b, f(x), `tick` */", "summary: mail@example.org, 50%, a & b, f(x), `tick`")]
    [InlineData("/** &enum e, &union u, &typedef t, &name, && */", "summary: [Type e], [Type u], [Type t], [Type name], &&")]
    [InlineData("/** `` `` ``unclosed */", "summary: [Code  ] ``unclosed")]
    [InlineData("/***/", "nothing")]
    [InlineData("/** */", "nothing")]
    [InlineData("//", "nothing")]
    [InlineData("", "nothing")]
    [InlineData("/**\n *\n *\n */", "nothing")]
    [InlineData("/** @: \\ % & @ */", "summary: @: \\ % & @")]
    [InlineData("/** \\param */", "summary: \\param")]
    [InlineData("/** \\param[in */", "summary: \n[in: ")]
    [InlineData("/** @lonely: */", "summary: \nlonely: ")]
    public void Every_form_of_a_comment(string raw, string expected) => AssertParsed(raw, expected);

    /// <summary>Every letter after the title's own name is there again, wherever it falls: inside marks, keywords or words.</summary>
    [Fact]
    public void Nothing_but_marks_is_ever_dropped()
    {
        const string raw = "/**\n * thing() - Sum of &struct a, %B and @c.\n * @c: see ``d`` or e().\n *\n * Text \\p f <b>&amp;</b>\n * Return: g\n */";
        for (var cut = raw.IndexOf("Sum", StringComparison.Ordinal); cut < raw.Length - 1; cut++)
        {
            var printed = CommentPrinter.Print(CommentParser.Parse(raw[..cut] + "Q" + raw[cut..]));
            Assert.Contains("Q", printed, StringComparison.Ordinal);
        }
    }

    private static void AssertParsed(string raw, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd(), CommentPrinter.Print(CommentParser.Parse(raw)));
}
