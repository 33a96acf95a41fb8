using System.Text;
using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>Lines of canonical rules. Puts the comments back where they were between the words, keeps the author's single blank lines,
/// and breaks lines that are too long.</summary>
internal sealed class Layout(List<Comment> comments)
{
    private const int Width = 140;
    private const int Continuation = 8;
    private const int CommentColumn = 48;

    private readonly StringBuilder _text = new();
    private int _lineStart;
    private int _comment;
    private int _sourceLine;
    private bool _opensBlock = true;
    private bool _wantsBlank;
    private bool _endsInComment;

    private int Column => _text.Length - _lineStart;

    /// <summary>Whether there are comments inside the braces of an item that is yet to be written.</summary>
    public bool HasCommentInBlock(SourceSpan item)
    {
        for (var i = _comment; i < comments.Count && IsBefore(comments[i], item.EndLine, item.EndColumn); i++)
        {
            if (comments[i].InBlock)
                return true;
        }

        return false;
    }

    /// <summary>Puts one blank line before the statement at a place in the source, or before the comments above it, where the author has none.</summary>
    public void SeparateFrom(SourceSpan place)
    {
        var line = _sourceLine;
        for (var i = _comment; i < comments.Count && IsBefore(comments[i], place.Line, place.Column); i++)
        {
            if (comments[i].StartsLine && comments[i].Line > line + 1)
                return;
            line = Math.Max(line, comments[i].Line);
        }

        _wantsBlank = place.Line <= line + 1;
    }

    public void Write(Phrase phrase, int indent)
    {
        var atoms = phrase.Atoms;
        WriteComments(atoms[0].Span.Line, atoms[0].Span.Column, indent);
        StartLine(indent, atoms[0].Span.Line);
        for (var i = 0; i < atoms.Count; i++)
        {
            var atom = atoms[i];
            if (i > 0)
            {
                WriteComments(atom.Span.Line, atom.Span.Column, indent + Continuation, keepsBlanks: false);
                if (_endsInComment || (atom.Break != LineBreak.Never && Column + WidthFrom(atoms, i) > Width))
                    StartLine(indent + Continuation);
                else if (atom.HasSpace)
                    _text.Append(' ');
            }

            _text.Append(atom.Text);
            _sourceLine = Math.Max(_sourceLine, atom.Span.EndLine);
        }
    }

    public void OpenBlock() => _opensBlock = true;

    /// <param name="item">The item that ends with the brace.</param>
    public void CloseBlock(SourceSpan item, int indent)
    {
        WriteComments(item.EndLine, item.EndColumn - 1, indent);
        StartLine(0);
        _text.Append('}');
    }

    /// <summary>Goes on after what ends there in the source.</summary>
    public void Finish(SourceSpan place) => _sourceLine = Math.Max(_sourceLine, place.EndLine);

    public string End()
    {
        WriteComments(int.MaxValue, 0, 0);
        return _text.Length == 0 ? "" : _text.Append('\n').ToString();
    }

    private void WriteComments(int line, int column, int indent, bool keepsBlanks = true)
    {
        for (; _comment < comments.Count && IsBefore(comments[_comment], line, column); _comment++)
        {
            var comment = comments[_comment];
            if (comment.StartsLine || _endsInComment)
                StartLine(indent, keepsBlanks ? comment.Line : 0);
            else
                _text.Append(' ', Math.Max(1, CommentColumn - Column));
            _text.Append(comment.Text);
            _endsInComment = true;
            _sourceLine = Math.Max(_sourceLine, comment.Line);
        }
    }

    /// <param name="sourceLine">Where the new line comes from, so that a blank line before it is kept; 0 for none.</param>
    private void StartLine(int indent, int sourceLine = 0)
    {
        if (_text.Length > 0)
            _text.Append('\n');
        if (!_opensBlock && (_wantsBlank || sourceLine > _sourceLine + 1))
            _text.Append('\n');
        (_opensBlock, _wantsBlank, _endsInComment) = (false, false, false);
        _lineStart = _text.Length;
        _text.Append(' ', indent);
    }

    /// <summary>The columns up to the next place where a line may end: for a part, the next part.</summary>
    private static int WidthFrom(IReadOnlyList<Atom> atoms, int start)
    {
        var width = atoms[start].Width;
        for (var i = start + 1; i < atoms.Count && (atoms[i].Break == LineBreak.Never || atoms[i].Break < atoms[start].Break); i++)
            width += atoms[i].Width;
        return width;
    }

    private static bool IsBefore(Comment comment, int line, int column) => comment.Line < line || (comment.Line == line && comment.Column < column);
}
