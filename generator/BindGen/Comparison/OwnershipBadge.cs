using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BindGen.Comparison;

/// <summary>A word of ownership that a declaration has.</summary>
/// <param name="State"><c>new</c> or <c>gone</c> when the declaration is in both versions and the word is not, otherwise <c>both</c>.</param>
internal sealed record OwnershipBadge(string Word, string State)
{
    private const string SkippedWord = "skipped";

    /// <summary>Each word with what facts say for it. Who owns comes first, what may be missing last.</summary>
    private static readonly ImmutableArray<(string Word, Regex Phrase)> Phrases =
    [
        Phrase("owned", @"\bowned\b(?! by nobody)"),
        Phrase("borrowed", @"\bborrowed\b"),
        Phrase("consumed", @"\bconsumed\b"),
        Phrase("retained", @"\bretained\b|\bkept for ever\b"),
        Phrase("refcounted", @"\brefcounted\b|\bcounted by \w+ and \w+"),
        Phrase("revocable", @"\brevocable\b"),
        Phrase("registered", @"\bregistered\b|\bregistration\b"),
        Phrase("guarded", @"\bguarded\b|\bguard\b"),
        Phrase("callbacks", @"\bcallbacks?\b|\bcookie\b"),
        Phrase("requires", @"\brequires\b"),
        Phrase("unstable", @"\bunstable\b|\bstring, copied:"),
        Phrase("errno", @"\berrno\b|\berror number\b"),
        Phrase("errptr", @"\berrptr\b|\berror pointer\b"),
        Phrase("nullable", @"\bnullable\b"),
        Phrase("opaque", @"\bopaque\b|\bnot given to C#"),
        Phrase("unsafe", @"\bunsafe\b"),
        Phrase(SkippedWord, @"^(skipped|stays zero)\b"),
    ];

    private static readonly Regex Skipped = Phrases[^1].Phrase;

    /// <summary>Before a fact stands what it is about, and that may have any name.</summary>
    private static readonly Regex Subject = new(@"^(?!skipped\b)\w+: ", RegexOptions.CultureInvariant);

    public static ImmutableArray<string> Words { get; } = [.. Phrases.Select(phrase => phrase.Word)];

    public static ImmutableArray<OwnershipBadge> Of(DeclarationSide? before, DeclarationSide? after) =>
    [
        .. Phrases.Select(phrase => (phrase.Word, IsBefore: Says((before ?? after)!, phrase), IsAfter: Says((after ?? before)!, phrase)))
            .Where(badge => badge.IsBefore || badge.IsAfter)
            .Select(badge => new OwnershipBadge(badge.Word, badge switch { { IsBefore: false } => "new", { IsAfter: false } => "gone", _ => "both" })),
    ];

    /// <summary>What is skipped says why in words of its own, which are no facts.</summary>
    private static bool Says(DeclarationSide side, (string Word, Regex Phrase) badge) =>
        side.Ownership.Select(fact => Subject.Replace(fact, "")).Any(fact => badge.Phrase.IsMatch(fact) && (badge.Word == SkippedWord || !Skipped.IsMatch(fact)));

    private static (string Word, Regex Phrase) Phrase(string word, string pattern) => (word, new Regex(pattern, RegexOptions.CultureInvariant));
}
