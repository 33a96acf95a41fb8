using BindGen.Model.Comments;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>Comments of headers as templates see them: pieces of XML that need no further escaping.</summary>
internal sealed class CommentView(CommentIndex comments, XmlComment xml)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <param name="parameters">The C# name of each parameter in the signature, by its C name.</param>
    public ScriptObject? Function(string name, IReadOnlyDictionary<string, string> parameters) =>
        comments.OfFunction(name) is not { } comment ? null : View.Map(
            ("summary", Text(comment.Summary, parameters)),
            ("description", View.List(comment.Description, paragraph => xml.Print(paragraph, parameters))),
            ("parameters", View.List(comment.Parameters.Where(parameter => !parameter.Text.IsEmpty && parameters.ContainsKey(parameter.Name)), parameter => View.Map(
                ("name", CSharpName.Bare(parameters[parameter.Name])), ("text", xml.Print(parameter.Text, parameters))))),
            ("returns", Text(comment.Returns, parameters)),
            ("context", Text(comment.Context, parameters)));

    /// <summary>What the comment of a function says of one parameter.</summary>
    public string? Parameter(string function, string name, IReadOnlyDictionary<string, string> parameters) =>
        Text(comments.OfFunction(function)?.Of(name), parameters);

    public ScriptObject? Record(string name) => Type(comments.OfRecord(name));

    public ScriptObject? Enum(string name) => Type(comments.OfEnum(name));

    public string? Member(string record, string member) => Text(comments.OfMember(record, member), Nothing);

    public string? Enumerator(string @enum, string name) => Text(comments.OfEnumerator(@enum, name), Nothing);

    private ScriptObject? Type(Comment? comment) => comment is null ? null : View.Map(
        ("summary", Text(comment.Summary, Nothing)),
        ("description", View.List(comment.Description, paragraph => xml.Print(paragraph, Nothing))),
        ("parameters", new ScriptArray()),
        ("returns", null),
        ("context", null));

    private string? Text(Paragraph? paragraph, IReadOnlyDictionary<string, string> parameters) =>
        paragraph is null or { IsEmpty: true } ? null : xml.Print(paragraph, parameters);
}
