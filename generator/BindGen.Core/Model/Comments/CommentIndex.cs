using System.Collections.Immutable;

namespace BindGen.Model.Comments;

/// <summary>The comments of a run, by what they are about.</summary>
internal sealed record CommentIndex(ImmutableDictionary<string, Comment> Comments)
{
    public static readonly CommentIndex Empty = new(ImmutableDictionary.Create<string, Comment>(StringComparer.Ordinal));

    public Comment? OfFunction(string name) => Find(FunctionKey(name));

    public Comment? OfRecord(string name) => Find(RecordKey(name));

    public Comment? OfEnum(string name) => Find(EnumKey(name));

    /// <summary>A member's own comment, or what the comment of its record says of it.</summary>
    public Paragraph? OfMember(string record, string member) => OfPart(Find(MemberKey(record, member)), OfRecord(record), member);

    /// <summary>An enumerator's own comment, or what the comment of its enum says of it.</summary>
    public Paragraph? OfEnumerator(string @enum, string name) => OfPart(Find(MemberKey(@enum, name)), OfEnum(@enum), name);

    public static string FunctionKey(string name) => "function " + name;

    public static string RecordKey(string name) => "record " + name;

    public static string EnumKey(string name) => "enum " + name;

    public static string MemberKey(string parent, string name) => $"member {parent}.{name}";

    /// <summary>Comments inside a record may be about one member, <c>@name: text</c>, or plain text.</summary>
    private static Paragraph? OfPart(Comment? own, Comment? parent, string name) =>
        own?.Of(name) ?? (own is { Summary.IsEmpty: false } ? own.Summary : parent?.Of(name));

    private Comment? Find(string key) => Comments.TryGetValue(key, out var comment) ? comment : null;
}

/// <summary>The declarations of a target with what the headers' comments say of them.</summary>
internal sealed record CommentedApi(CApi Api, CommentIndex Comments);
