using System.Collections.Immutable;
using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>
/// Writes rules in their one canonical form. It has a line for each item and member, members indented by four, a blank line around each
/// block, blank lines elsewhere as the author has them but never two, and no braces around nothing. A statement of more than 140 columns
/// goes on in lines indented by eight more: it breaks as late as it can before '=', '/', 'as' or '->', and inside one of these parts, when
/// that alone is too long, before a parameter or clause. Comments stay between the words that they stand between; one at the end of a line
/// starts in column 49.
/// </summary>
internal static class RulesFormatter
{
    private const int MemberIndent = 4;

    /// <returns>Null when the text has errors, which are then in <paramref name="diagnostics"/>: such text is nobody's to move.</returns>
    public static string? Format(string path, string text, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var comments = new List<Comment>();
        var file = RulesParser.Parse(path, text, found, comments);
        diagnostics.AddRange(found.ToSorted());
        return found.HasErrors ? null : Write(file.Items, new Layout(comments));
    }

    /// <summary>One item without the comments.</summary>
    public static string Format(RuleItem item) => Write([item], new Layout([]));

    /// <summary>One rule of a block, without the comments.</summary>
    public static string Format(BlockMember member)
    {
        var layout = new Layout([]);
        layout.Write(Phrase.Of(member), 0);
        return layout.End();
    }

    private static string Write(ImmutableArray<RuleItem> items, Layout layout)
    {
        var afterBlock = false;
        foreach (var item in items)
        {
            var members = item switch
            {
                BlockItem block => block.Members,
                PairItem pair => pair.Members,
                _ => [],
            };
            var hasBlock = !members.IsEmpty || layout.HasCommentInBlock(item.Span);
            if (afterBlock || hasBlock)
                layout.SeparateFrom(item.Span);
            layout.Write(Phrase.Of(item).Stick(hasBlock ? " {" : ";"), 0);
            if (hasBlock)
                WriteBlock(item, members, layout);
            layout.Finish(item.Span);
            afterBlock = hasBlock;
        }

        return layout.End();
    }

    private static void WriteBlock(RuleItem item, ImmutableArray<BlockMember> members, Layout layout)
    {
        layout.OpenBlock();
        foreach (var member in members)
        {
            layout.Write(Phrase.Of(member), MemberIndent);
            layout.Finish(member.Span);
        }

        layout.CloseBlock(item.Span, MemberIndent);
    }
}
