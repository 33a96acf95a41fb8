using System.ComponentModel;

namespace BindGen.Runtime;

/// <summary>
/// The caller's word that a condition holds which C relies on and nothing can check: what a rule marks as <c>unsafe</c>. The report of
/// holes lists every id with its condition; the reason says, for readers of the calling code, why the condition holds there.
/// </summary>
public sealed class Acknowledgement
{
    /// <param name="id">The condition, as the documentation of the method names it.</param>
    /// <param name="reason">Why it holds where the method is called.</param>
    /// <exception cref="ArgumentException">One of them is empty.</exception>
    public Acknowledgement(string id, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Id = id;
        Reason = reason;
    }

    /// <summary>The condition.</summary>
    public string Id { get; }

    /// <summary>Why it holds.</summary>
    public string Reason { get; }

    /// <summary>Refuses a call that nobody answers for. For generated code.</summary>
    /// <param name="acknowledgement">What the caller gave.</param>
    /// <param name="id">The condition of the function.</param>
    /// <param name="condition">The condition in words.</param>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    /// <exception cref="ArgumentException">It is about another condition.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Demand(Acknowledgement acknowledgement, string id, string condition)
    {
        ArgumentNullException.ThrowIfNull(acknowledgement);
        if (acknowledgement.Id != id)
            throw new ArgumentException($"What has to be acknowledged is {id}: {condition}. '{acknowledgement.Id}' is something else.", nameof(acknowledgement));
    }
}
