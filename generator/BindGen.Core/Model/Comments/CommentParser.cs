using System.Collections.Immutable;

namespace BindGen.Model.Comments;

/// <summary>
/// Reads kernel-doc (Documentation/doc-guide/kernel-doc.rst) and Doxygen comments. What has no meaning in them is text: nothing that an
/// author wrote is dropped.
/// </summary>
internal sealed class CommentParser
{
    private readonly List<string> _lines = [];
    private readonly List<Paragraph> _description = [];
    private readonly List<NamedParagraph> _parameters = [];
    private readonly List<Paragraph> _returns = [];
    private readonly List<Paragraph> _context = [];
    private Paragraph _summary = Paragraph.Empty;
    private Section _section = Section.Description;
    private string _parameter = "";

    private enum Section
    {
        Summary,
        Description,
        Parameter,
        Returns,
        Context,
    }

    /// <summary>Null for a comment without text.</summary>
    public static Comment? Parse(string raw)
    {
        var parser = new CommentParser();
        var lines = CommentText.Lines(raw);
        var first = 0;
        while (first < lines.Count && lines[first].Trim().Length == 0)
            first++;
        if (first < lines.Count && Title(lines[first].Trim()) is { } title)
        {
            parser.Begin(Section.Summary, title);
            first++;
        }
        for (; first < lines.Count; first++)
            parser.Read(lines[first]);
        parser.Close();
        return parser.ToComment();
    }

    /// <summary>The first line of kernel-doc: <c>name() - what for</c>, <c>struct name - what for</c>.</summary>
    private static string? Title(string line)
    {
        var dash = line.IndexOf(" - ", StringComparison.Ordinal);
        if (dash < 0 || line[0] is '@' or '\\')
            return null;
        var name = line[..dash].Trim();
        foreach (var keyword in new[] { "struct ", "union ", "enum ", "typedef " })
        {
            if (name.StartsWith(keyword, StringComparison.Ordinal))
                name = name[keyword.Length..].Trim();
        }
        if (name.EndsWith("()", StringComparison.Ordinal))
            name = name[..^2];
        return name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_') ? line[(dash + 3)..] : null;
    }

    private void Read(string line)
    {
        var text = line.Trim();
        if (text.Length == 0)
            Blank();
        else if (Member(text) is var (member, said))
            Begin(Section.Parameter, said, member);
        else if (Heading(text) is var (section, rest))
            Begin(section, rest);
        else if (Command(text) is var (command, argument, name))
            Begin(command, argument, name);
        else
            _lines.Add(text);
    }

    /// <summary>A blank line ends a paragraph; in kernel-doc it also ends the summary and a member, and what follows is the description.</summary>
    private void Blank()
    {
        Close();
        if (_section is Section.Summary or Section.Parameter)
            _section = Section.Description;
    }

    private void Begin(Section section, string text, string parameter = "")
    {
        Close();
        _section = section;
        _parameter = parameter;
        if (text.Trim().Length > 0)
            _lines.Add(text.Trim());
    }

    /// <summary><c>@name: text</c>; members of members are <c>@a.b:</c>.</summary>
    private static (string Name, string Text)? Member(string text)
    {
        if (text[0] != '@')
            return null;
        var end = 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.'))
            end++;
        if (end > 1 && string.CompareOrdinal(text, end, "...", 0, 3) == 0)
            end += 3;
        return end > 1 && end < text.Length && text[end] == ':' ? (text[1..end], text[(end + 1)..]) : null;
    }

    private static (Section Section, string Text)? Heading(string text)
    {
        var colon = text.IndexOf(':');
        if (colon < 0)
            return null;
        var rest = text[(colon + 1)..];
        return text[..colon].ToUpperInvariant() switch
        {
            "RETURN" or "RETURNS" => (Section.Returns, rest),
            "CONTEXT" => (Section.Context, rest),
            "DESCRIPTION" => (Section.Description, rest),
            _ => null,
        };
    }

    /// <summary>A Doxygen command that begins a section; <c>\param[in] name</c> also takes the name.</summary>
    private static (Section Section, string Text, string Parameter)? Command(string text)
    {
        if (text[0] is not ('\\' or '@'))
            return null;
        var end = 1;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        var rest = text[end..];
        return text[1..end] switch
        {
            "brief" or "short" => (Section.Summary, rest, ""),
            "return" or "returns" or "result" => (Section.Returns, rest, ""),
            "details" => (Section.Description, rest, ""),
            "param" => Parameter(rest),
            _ => null,
        };
    }

    private static (Section Section, string Text, string Parameter)? Parameter(string text)
    {
        var direction = text.StartsWith("[", StringComparison.Ordinal) ? text.IndexOf(']') + 1 : 0;
        var words = text[direction..].TrimStart();
        var space = words.IndexOfAny([' ', '\t']);
        return words.Length == 0 ? null
            : space < 0 ? (Section.Parameter, "", words)
            : (Section.Parameter, words[space..], words[..space]);
    }

    private void Close()
    {
        if (_lines.Count == 0)
        {
            if (_section == Section.Parameter && _parameters.All(known => known.Name != _parameter))
                _parameters.Add(new NamedParagraph(_parameter, Paragraph.Empty));
            return;
        }
        var paragraph = InlineParser.Parse(string.Join(" ", _lines));
        _lines.Clear();
        switch (_section)
        {
            case Section.Summary when _summary.IsEmpty:
                _summary = paragraph;
                break;
            case Section.Parameter:
                _parameters.RemoveAll(known => known.Name == _parameter && known.Text.IsEmpty);
                _parameters.Add(new NamedParagraph(_parameter, paragraph));
                break;
            case Section.Returns:
                _returns.Add(paragraph);
                break;
            case Section.Context:
                _context.Add(paragraph);
                break;
            default:
                _description.Add(paragraph);
                break;
        }
    }

    private Comment? ToComment()
    {
        // Without a title the first paragraph is the summary.
        if (_summary.IsEmpty && _description.Count > 0)
        {
            _summary = _description[0];
            _description.RemoveAt(0);
        }
        return _summary.IsEmpty && _description.Count == 0 && _parameters.Count == 0 && _returns.Count == 0 && _context.Count == 0
            ? null
            : new Comment(_summary, [.. _description], [.. _parameters], Joined(_returns), Joined(_context));
    }

    private static Paragraph? Joined(List<Paragraph> paragraphs) =>
        paragraphs.Count == 0
            ? null
            : new Paragraph([.. paragraphs.SelectMany((paragraph, index) => index == 0 ? paragraph.Inlines : paragraph.Inlines.Insert(0, new Inline(InlineKind.Text, " ")))]);
}
