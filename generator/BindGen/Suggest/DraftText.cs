using System.Text;

namespace BindGen.Suggest;

/// <summary>A draft as a rules file: rules with their evidence behind <c>#</c>, questions as comments.</summary>
internal sealed class DraftText
{
    private const int Width = 150;
    private const string Indent = "    ";

    private static readonly string[] Introduction =
    [
        "# A draft of rules: what the headers say by themselves. Behind 'evidence' stands why a rule is suggested. What stands behind",
        "# 'decide' is yours to answer; the line after it is the rule to complete.",
    ];

    private readonly StringBuilder _text = new();
    private readonly Dictionary<int, DraftPath> _rules = [];
    private int _line = 1;

    private DraftText(Draft draft)
    {
        foreach (var line in Introduction)
            Line(line);
        Line("");
        Line($"header {string.Join(", ", draft.Headers.Select(header => $"<{header}>"))};");
        for (var i = 0; i < draft.Items.Length; i++)
        {
            Line("");
            Item(draft.Items[i], i);
        }
    }

    /// <summary>The text, and the rule that stands on each line.</summary>
    public static (string Text, IReadOnlyDictionary<int, DraftPath> Rules) Of(Draft draft)
    {
        var text = new DraftText(draft);
        return (text._text.ToString(), text._rules);
    }

    private void Item(DraftItem item, int index)
    {
        if (!item.IsBlock)
        {
            Rule(item, "", new DraftPath(index, null));
            return;
        }

        // A block without a rule in it would be an empty item, so that all of it is a comment.
        var isRule = item.IsRule;
        var margin = isRule ? "" : "# ";
        Decide(item.Question, "");
        Evidence(item, "");
        Line($"{margin}{item.Text} {{", isRule ? new DraftPath(index, null) : null);
        for (var i = 0; i < item.Members.Length; i++)
        {
            if (isRule)
                Rule(item.Members[i], Indent, new DraftPath(index, i));
            else
                Rule(item.Members[i] with { Question = item.Members[i].Question ?? "" }, margin + Indent, null);
        }
        Line($"{margin}}}");
    }

    private void Rule(DraftItem item, string indent, DraftPath? path)
    {
        Decide(item.Question, indent);
        var rule = $"{indent}{(item.Question is null || indent.StartsWith('#') ? "" : "# ")}{item.Text}";
        var evidence = item.Evidence.IsEmpty ? "" : $"# evidence: {string.Join("; ", item.Evidence.Distinct())}";
        var isBehind = evidence.Length > 0 && rule.Length + evidence.Length + 1 <= Width;
        if (!isBehind)
            Evidence(item, indent);
        Line(isBehind ? $"{rule} {evidence}" : rule, item.Question is null ? path : null);
    }

    private void Decide(string? question, string indent)
    {
        if (question is { Length: > 0 })
            Line($"{indent}{(indent.StartsWith('#') ? "" : "# ")}decide: {question}");
    }

    private void Evidence(DraftItem item, string indent)
    {
        if (!item.Evidence.IsEmpty)
            Line($"{indent}{(indent.StartsWith('#') ? "" : "# ")}evidence: {string.Join("; ", item.Evidence.Distinct())}");
    }

    private void Line(string text, DraftPath? path = null)
    {
        if (path is { } rule)
            _rules[_line] = rule;
        _text.Append(text).Append('\n');
        _line++;
    }
}
