using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Output;

namespace BindGen.Review;

internal enum Decision
{
    Open,
    Skipped,
    Accepted,
    Rejected,
}

/// <summary>The decisions of one review. Each takes effect at once, so that whatever ends the review loses none.</summary>
internal sealed class ReviewSession(ImmutableArray<ReviewItem> items)
{
    private readonly ReviewItem[] _items = [.. items];
    private readonly Decision[] _decisions = new Decision[items.Length];
    private readonly Stack<Step> _steps = [];

    public IReadOnlyList<ReviewItem> Items => _items;

    public Decision DecisionOn(int index) => _decisions[index];

    public bool IsOpen(int index) => _decisions[index] is Decision.Open or Decision.Skipped;

    /// <summary>What is neither accepted nor rejected.</summary>
    public int OpenCount => Enumerable.Range(0, _items.Length).Count(IsOpen);

    /// <summary>The items of one kind about which nothing is decided.</summary>
    public ImmutableArray<int> OpenOf(ReviewKind kind) => [.. Enumerable.Range(0, _items.Length).Where(index => IsOpen(index) && _items[index].Kind == kind)];

    public void Skip(int index)
    {
        _steps.Push(new Step([(index, _decisions[index])], []));
        _decisions[index] = Decision.Skipped;
    }

    /// <returns>False after an error was reported; then what is not decided is as it was.</returns>
    public bool Accept(IReadOnlyList<int> indexes, DiagnosticBag diagnostics) =>
        Decide(Decision.Accepted, indexes.GroupBy(index => _items[index].Source).Select(group => group.ToList()), diagnostics);

    /// <inheritdoc cref="Accept"/>
    public bool Reject(IReadOnlyList<int> indexes, DiagnosticBag diagnostics) =>
        Decide(Decision.Rejected, indexes.Select(index => new List<int> { index }), diagnostics);

    /// <summary>Takes the last decision back, and puts everything back as it was before.</summary>
    /// <returns>The item that it was about, the first of several; null when there is nothing to undo, or after an error was reported.</returns>
    public int? Undo(DiagnosticBag diagnostics)
    {
        if (!_steps.TryPeek(out var step) || !Try(() => Undo(step), diagnostics))
            return null;
        _steps.Pop();
        foreach (var (index, before) in step.Before)
            _decisions[index] = before;
        return step.Before[0].Index;
    }

    private static void Undo(Step step)
    {
        foreach (var action in step.Undo.Reverse())
            action();
    }

    private bool Decide(Decision decision, IEnumerable<List<int>> batches, DiagnosticBag diagnostics)
    {
        var before = ImmutableArray.CreateBuilder<(int, Decision)>();
        var undo = ImmutableArray.CreateBuilder<Action>();
        var isDone = true;
        foreach (var batch in batches)
        {
            isDone = Try(() => undo.Add(Apply(decision, batch)), diagnostics);
            if (!isDone)
                break;
            foreach (var index in batch)
            {
                before.Add((index, _decisions[index]));
                _decisions[index] = decision;
            }
        }
        if (before.Count > 0)
            _steps.Push(new Step(before.ToImmutable(), undo.ToImmutable()));
        return isDone;
    }

    private Action Apply(Decision decision, List<int> batch)
    {
        foreach (var index in batch)
            RefuseWhatIsNotAsItWas(index);
        var source = _items[batch[0]].Source;
        return decision == Decision.Accepted ? source.Accept([.. batch.Select(index => _items[index])]) : source.Reject(_items[batch[0]]);
    }

    /// <summary>What was not seen is not decided: the item is read again.</summary>
    private void RefuseWhatIsNotAsItWas(int index)
    {
        var item = _items[index];
        var now = File.Exists(item.File) ? File.ReadAllBytes(item.File) : null;
        if (now is null ? item.After is null : item.After.AsSpan().SequenceEqual(now) && item.After is not null)
            return;
        _items[index] = item with { After = now };
        throw new ReviewException(DiagnosticKinds.ChangedMeanwhile, item.Path, $"'{item.Path}' has changed since it was read; nothing is decided about it", "Look at it again.");
    }

    private static bool Try(Action action, DiagnosticBag diagnostics)
    {
        try
        {
            action();
            return true;
        }
        catch (ReviewException exception)
        {
            diagnostics.Add(exception.Diagnostic);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(
                DiagnosticKinds.UnwritableFile, null, $"the decision cannot be carried out: {FileProblem.Of(exception)}", "Correct it, and decide again: what was decided before is done.");
        }
        return false;
    }

    private sealed record Step(ImmutableArray<(int Index, Decision Before)> Before, ImmutableArray<Action> Undo);
}
