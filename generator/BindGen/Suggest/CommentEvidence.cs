using System.Text.RegularExpressions;
using BindGen.Model;
using BindGen.Model.Comments;

namespace BindGen.Suggest;

/// <summary>What comments say about ownership, failure and context. Evidence names the section and its place; it quotes nothing.</summary>
internal sealed partial class CommentEvidence(CommentIndex comments)
{
    public string? Null(CFunction function) => Said(function, "Return", comment => NullWord().IsMatch(Result(comment)));

    public string? ErrorPointer(CFunction function) => Said(function, "Return", comment => ErrorPointerWord().IsMatch(Result(comment)));

    /// <summary>0 for success and a negative number for failure.</summary>
    public string? Errno(CFunction function) => Said(function, "Return", comment =>
        Result(comment) is var text && ErrorNumber().IsMatch(text) && ZeroOnSuccess().IsMatch(text) && !Positive().IsMatch(text));

    public string? Blocks(CFunction function) => Said(function, "Context", comment => Text(comment.Context) is var text && Sleeps().IsMatch(text) && !NeverSleeps().IsMatch(text));

    public string? Atomic(CFunction function) => Said(function, "Context", comment => Text(comment.Context) is var text && AnyContext().IsMatch(text) && !Sleeps().IsMatch(text));

    public string? HoldsLock(CFunction function) => Said(function, "text", comment => CallerHolds().IsMatch(Everything(comment)));

    /// <summary>The function that the comment says to release the result with.</summary>
    public (string Function, string Evidence)? Release(CFunction function)
    {
        var comment = comments.OfFunction(function.Name);
        return comment is not null && ReleaseWith().Match(Everything(comment)) is { Success: true } match ? (match.Groups[1].Value, At(function, "text")) : null;
    }

    /// <summary>Whether the comment speaks of null where it speaks of the parameter.</summary>
    public bool MayBeNull(CFunction function, string parameter) =>
        comments.OfFunction(function.Name)?.Of(parameter) is { } said && Optional().IsMatch(Text(said));

    private string? Said(CFunction function, string section, Func<Comment, bool> says) =>
        comments.OfFunction(function.Name) is { } comment && says(comment) ? At(function, section) : null;

    private static string At(CFunction function, string section) =>
        section == "text" ? $"comment at {HeaderView.Place(function)}" : $"comment section {section} at {HeaderView.Place(function)}";

    private static string Result(Comment comment) => Text(comment.Returns);

    private static string Everything(Comment comment) =>
        string.Join(" ", comment.Description.Prepend(comment.Summary).Append(comment.Returns).Append(comment.Context).Select(Text));

    private static string Text(Paragraph? paragraph) => paragraph is null ? "" : string.Concat(paragraph.Inlines.Select(inline => inline.Text));

    [GeneratedRegex(@"\bNULL\b")]
    private static partial Regex NullWord();

    [GeneratedRegex(@"\b(?:ERR_PTR|IS_ERR|error pointer)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ErrorPointerWord();

    [GeneratedRegex(@"\bnegative\b|-E[A-Z]{2,}|\berrno\b|\berror code\b", RegexOptions.IgnoreCase)]
    private static partial Regex ErrorNumber();

    [GeneratedRegex(@"\b(?:0|zero)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ZeroOnSuccess();

    [GeneratedRegex(@"> ?0\b|\bpositive\b|\b1\b|\bnumber of\b", RegexOptions.IgnoreCase)]
    private static partial Regex Positive();

    [GeneratedRegex(@"\b(?:may|might|can|could) (?:sleep|block)\b|\bsleeps\b|\bprocess context\b", RegexOptions.IgnoreCase)]
    private static partial Regex Sleeps();

    [GeneratedRegex(@"\b(?:not|never) sleep\b|\bcannot sleep\b", RegexOptions.IgnoreCase)]
    private static partial Regex NeverSleeps();

    [GeneratedRegex(@"\bany context\b|\batomic\b|\binterrupt context\b", RegexOptions.IgnoreCase)]
    private static partial Regex AnyContext();

    [GeneratedRegex(@"\b(?:callers?|must|should)\b[^.]{0,40}\bh(?:old|eld|olding)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CallerHolds();

    [GeneratedRegex(@"\b(?:drop|release|put|free|freed|released|dropped|destroyed|closed)\b[^.]{0,60}?\b(?:with|by|using|calling)\s+(?:calling\s+)?([A-Za-z_]\w*)", RegexOptions.IgnoreCase)]
    private static partial Regex ReleaseWith();

    [GeneratedRegex(@"\bNULL\b|\boptional\b|\bmay be null\b", RegexOptions.IgnoreCase)]
    private static partial Regex Optional();
}
