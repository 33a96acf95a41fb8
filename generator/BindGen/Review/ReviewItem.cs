using System.Text;

namespace BindGen.Review;

internal enum ReviewState
{
    Changed,
    New,
    Removed,
}

/// <summary>What a change is about, in the order in which changes are reviewed. The last two are changes in which nothing has to be decided.</summary>
internal enum ReviewKind
{
    Safe,
    Report,
    Shims,
    Raw,
    Capture,
    Snapshot,

    /// <summary>Only the lines moved at which headers declare something, and perhaps the banner.</summary>
    Moved,

    /// <summary>Only the banner differs, which names the version of the headers.</summary>
    Banner,
}

/// <summary>One change to accept or to reject.</summary>
/// <param name="Path">As the user sees it: relative to the current directory when it is below it, with forward slashes.</param>
/// <param name="Before">What was accepted before; null when nothing was.</param>
/// <param name="After">What is there now; null when it is gone.</param>
/// <param name="File">The full path of what is there now.</param>
/// <param name="Output">The output directory that it is in, or the target that it is captured for; null for snapshots.</param>
/// <param name="Note">What else has to be known of it; empty when nothing has.</param>
internal sealed record ReviewItem(
    string Path,
    ReviewState State,
    ReviewKind Kind,
    byte[]? Before,
    byte[]? After,
    string File,
    IReviewSource Source,
    OutputArea? Output,
    string Note)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null when one of the two is no text.</summary>
    public (string Before, string After)? Texts() => TextOf(Before) is { } before && TextOf(After) is { } after ? (before, after) : null;

    /// <summary>Null for what is no UTF-8, or has a zero byte; empty for nothing.</summary>
    public static string? TextOf(byte[]? content)
    {
        if (content is null)
            return "";
        if (content.AsSpan().Contains((byte)0))
            return null;
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

/// <summary>Where changes come from, and what a decision does there. Every decision is whole when the call returns, and is undone by what it returns.</summary>
internal interface IReviewSource
{
    /// <exception cref="ReviewException">Nothing has changed; the message says why.</exception>
    Action Accept(IReadOnlyList<ReviewItem> items);

    /// <inheritdoc cref="Accept" path="/exception"/>
    Action Reject(ReviewItem item);
}
