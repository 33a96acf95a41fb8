using System.Collections.Immutable;

namespace BindGen.Suggest;

/// <summary>Rules that headers support by themselves, and questions where they do not.</summary>
internal sealed record Draft(ImmutableArray<string> Headers, ImmutableArray<DraftItem> Items)
{
    /// <summary>The same with a question in place of a rule.</summary>
    public Draft Ask(DraftPath path, string question)
    {
        var item = Items[path.Item];
        return this with
        {
            Items = Items.SetItem(
                path.Item,
                path.Member is { } member ? item with { Members = item.Members.SetItem(member, item.Members[member] with { Question = question }) } : item with { Question = question }),
        };
    }
}

/// <summary>Which item of a draft, and which member of it.</summary>
internal readonly record struct DraftPath(int Item, int? Member);

/// <summary>A rule, or a block of rules.</summary>
/// <param name="Text">As rules files have it: a whole rule, or what stands before the brace of a block.</param>
/// <param name="Evidence">Why it is suggested. Never a sentence of a comment: the section and the place.</param>
/// <param name="Question">What has to be decided before it can be a rule; null when it is one.</param>
internal sealed record DraftItem(string Text, ImmutableArray<string> Evidence, string? Question = null)
{
    public bool IsBlock { get; init; }

    public ImmutableArray<DraftItem> Members { get; init; } = [];

    public DraftItem Ask(string question) => this with { Question = Question is null ? question : $"{Question} {question}" };

    /// <summary>Whether something of it is a rule.</summary>
    public bool IsRule => Question is null && (!IsBlock || Members.Any(member => member.IsRule));
}
