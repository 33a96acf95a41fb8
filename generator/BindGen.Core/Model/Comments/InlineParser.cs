using System.Collections.Immutable;
using System.Text;

namespace BindGen.Model.Comments;

/// <summary>Finds the marks inside running text: those of kernel-doc and of Doxygen, which do not get in each other's way.</summary>
internal sealed class InlineParser(string text)
{
    private readonly ImmutableArray<Inline>.Builder _inlines = ImmutableArray.CreateBuilder<Inline>();
    private readonly StringBuilder _plain = new();
    private int _position;

    public static Paragraph Parse(string text)
    {
        var parser = new InlineParser(text);
        while (parser._position < text.Length)
            parser.Next();
        parser.Flush();
        return new Paragraph(parser._inlines.ToImmutable());
    }

    private void Next()
    {
        var isWordStart = _position == 0 || !IsNamePart(text[_position - 1]);
        var taken = text[_position] switch
        {
            '`' => Literal(),
            '&' when isWordStart => Reference(),
            '%' when isWordStart => Marked(InlineKind.Code, 1, IsNamePart),
            '@' when isWordStart && !IsDoxygen() => Marked(InlineKind.Parameter, 1, IsNamePart),
            '@' or '\\' => Doxygen(),
            var c when isWordStart && (char.IsLetter(c) || c == '_') => Call(),
            _ => false,
        };
        if (!taken)
            _plain.Append(text[_position++]);
    }

    /// <summary>Double backquotes hold source text.</summary>
    private bool Literal()
    {
        if (string.CompareOrdinal(text, _position, "``", 0, 2) != 0)
            return false;
        var end = text.IndexOf("``", _position + 2, StringComparison.Ordinal);
        if (end <= _position + 2)
            return false;
        Add(InlineKind.Code, text[(_position + 2)..end], end + 2);
        return true;
    }

    /// <summary><c>&amp;struct name</c>, <c>&amp;name</c>; a member after a dot or an arrow makes it source text.</summary>
    private bool Reference()
    {
        var start = _position + 1;
        foreach (var keyword in new[] { "struct ", "union ", "enum ", "typedef " })
        {
            if (string.CompareOrdinal(text, start, keyword, 0, keyword.Length) == 0)
                start += keyword.Length;
        }
        var end = NameEnd(start);
        if (end == start)
            return false;
        var memberEnd = end;
        if (end < text.Length && text[end] == '.')
            memberEnd = NameEnd(end + 1) is var dotted && dotted > end + 1 ? dotted : end;
        else if (string.CompareOrdinal(text, end, "->", 0, 2) == 0)
            memberEnd = NameEnd(end + 2) is var pointed && pointed > end + 2 ? pointed : end;
        Add(memberEnd > end ? InlineKind.Code : InlineKind.Type, text[start..memberEnd], memberEnd);
        return true;
    }

    /// <summary><c>name()</c> is a function; any other word is text.</summary>
    private bool Call()
    {
        var end = NameEnd(_position);
        if (string.CompareOrdinal(text, end, "()", 0, 2) == 0)
        {
            Add(InlineKind.Function, text[_position..end], end + 2);
            return true;
        }
        _plain.Append(text, _position, end - _position);
        _position = end;
        return true;
    }

    private bool IsDoxygen() => DoxygenKind(_position) is not null;

    /// <summary><c>\c word</c>, <c>\p word</c>, <c>\a word</c>, <c>\ref name</c>.</summary>
    private bool Doxygen()
    {
        if (DoxygenKind(_position) is not var (kind, length))
            return false;
        var end = _position + length;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        while (end > _position + length && !IsNamePart(text[end - 1]))
            end--;
        if (end == _position + length)
            return false;
        Add(kind, text[(_position + length)..end], end);
        return true;
    }

    private (InlineKind Kind, int Length)? DoxygenKind(int position)
    {
        foreach (var (command, kind) in new[] { ("c ", InlineKind.Code), ("ref ", InlineKind.Code), ("p ", InlineKind.Parameter), ("a ", InlineKind.Parameter) })
        {
            if (string.CompareOrdinal(text, position + 1, command, 0, command.Length) == 0)
                return (kind, command.Length + 1);
        }
        return null;
    }

    private bool Marked(InlineKind kind, int mark, Func<char, bool> isPart)
    {
        var end = _position + mark;
        while (end < text.Length && isPart(text[end]))
            end++;
        if (end == _position + mark)
            return false;
        Add(kind, text[(_position + mark)..end], end);
        return true;
    }

    private int NameEnd(int start)
    {
        var end = start;
        while (end < text.Length && IsNamePart(text[end]))
            end++;
        return end;
    }

    private void Add(InlineKind kind, string inline, int end)
    {
        Flush();
        _inlines.Add(new Inline(kind, inline));
        _position = end;
    }

    private void Flush()
    {
        if (_plain.Length > 0)
            _inlines.Add(new Inline(InlineKind.Text, _plain.ToString()));
        _plain.Clear();
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
