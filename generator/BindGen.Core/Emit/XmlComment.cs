using System.Text;
using BindGen.Model;
using BindGen.Model.Comments;

namespace BindGen.Emit;

/// <summary>Writes comment text as XML documentation. Whatever a header says, the result is well-formed, stays on one line, and refers
/// only to what is generated.</summary>
/// <param name="functionOf">How to refer to a function; null for one that is not generated.</param>
internal sealed class XmlComment(ApiIndex index, RawNames names, Func<string, string?> functionOf)
{
    /// <param name="parameters">The C# name of each parameter, by its C name, that can be referred to.</param>
    public string Print(Paragraph paragraph, IReadOnlyDictionary<string, string> parameters)
    {
        var text = new StringBuilder();
        foreach (var inline in paragraph.Inlines)
        {
            switch (inline.Kind)
            {
                case InlineKind.Text:
                    Escape(inline.Text, text);
                    break;
                case InlineKind.Function when functionOf(inline.Text) is { } function:
                    text.Append("<see cref=\"").Append(function).Append("\"/>");
                    break;
                case InlineKind.Function:
                    Code(inline.Text + "()", text);
                    break;
                case InlineKind.Type when TypeOf(inline.Text) is { } type:
                    text.Append("<see cref=\"").Append(type).Append("\"/>");
                    break;
                case InlineKind.Parameter when parameters.TryGetValue(inline.Text, out var parameter):
                    text.Append("<paramref name=\"").Append(CSharpName.Bare(parameter)).Append("\"/>");
                    break;
                default:
                    Code(inline.Text, text);
                    break;
            }
        }
        return text.ToString().Trim();
    }

    private string? TypeOf(string name)
    {
        var tag = index.Record(CTag.Struct, name) is not null ? CTag.Struct
            : index.Record(CTag.Union, name) is not null ? CTag.Union
            : index.Enum(name) is not null ? CTag.Enum
            : (CTag?)null;
        return tag is { } known && names.Qualified(known, name) is var type && !type.Contains("@") ? type : null;
    }

    private static void Code(string code, StringBuilder text)
    {
        text.Append("<c>");
        Escape(code, text);
        text.Append("</c>");
    }

    private static void Escape(string plain, StringBuilder text)
    {
        for (var i = 0; i < plain.Length; i++)
        {
            var c = plain[i];
            switch (c)
            {
                case '<':
                    text.Append("&lt;");
                    break;
                case '>':
                    text.Append("&gt;");
                    break;
                case '&':
                    text.Append("&amp;");
                    break;
                case '"':
                    text.Append("&quot;");
                    break;
                case '\t' or '\n' or '\r' or '\u0085' or '\u2028' or '\u2029':
                    text.Append(' ');
                    break;
                case >= '\ud800' and <= '\udbff' when i + 1 < plain.Length && char.IsLowSurrogate(plain[i + 1]):
                    text.Append(c).Append(plain[++i]);
                    break;
                // What XML cannot hold, not even escaped.
                case < ' ' or '\ufffe' or '\uffff' or (>= '\ud800' and <= '\udfff'):
                    text.Append('\ufffd');
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
    }
}
