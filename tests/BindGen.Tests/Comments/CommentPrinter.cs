using System.Text;
using BindGen.Model.Comments;

namespace BindGen.Tests.Comments;

/// <summary>A comment as text, with its marks visible: <c>[Function get_thing]</c>.</summary>
internal static class CommentPrinter
{
    public static string Print(Comment? comment)
    {
        if (comment is null)
            return "nothing";
        var text = new StringBuilder();
        text.Append("summary: ").Append(Print(comment.Summary)).Append('\n');
        foreach (var paragraph in comment.Description)
            text.Append("text: ").Append(Print(paragraph)).Append('\n');
        foreach (var parameter in comment.Parameters)
            text.Append(parameter.Name).Append(": ").Append(Print(parameter.Text)).Append('\n');
        if (comment.Returns is { } returns)
            text.Append("returns: ").Append(Print(returns)).Append('\n');
        if (comment.Context is { } context)
            text.Append("context: ").Append(Print(context)).Append('\n');
        return text.ToString().TrimEnd();
    }

    private static string Print(Paragraph paragraph) =>
        string.Concat(paragraph.Inlines.Select(inline => inline.Kind == InlineKind.Text ? inline.Text : $"[{inline.Kind} {inline.Text}]"));
}
