using System.Collections.Immutable;

namespace BindGen.Sweeps;

/// <summary>The figures of a run, then everything that is not exact with its reason.</summary>
internal static class Report
{
    private const int MostReasons = 8;

    /// <returns>The exit code: 1 when something failed, or when there was nothing to try.</returns>
    public static int Write(ImmutableArray<Trial> trials, string title, TextWriter output)
    {
        var refused = trials.Where(trial => trial.Outcome == Outcome.Refused).ToList();
        var failed = trials.Where(trial => trial.Outcome == Outcome.Failed).ToList();
        var exact = trials.Count(trial => trial.Outcome == Outcome.Exact);
        if (trials.IsEmpty)
        {
            output.WriteLine($"{title}: no header has such a name");
            return 1;
        }
        output.WriteLine($"{title}: {exact} of {trials.Length - refused.Count} exact, {failed.Count} failed; {trials.Sum(trial => (long)trial.Records)} records compared");
        if (refused.Count > 0)
            output.WriteLine($"not counted, because the C compiler does not accept them on their own: {refused.Count}");
        foreach (var trial in refused)
            output.WriteLine($"  {trial.Name}: {trial.Reasons[0]}");
        foreach (var trial in failed)
        {
            output.WriteLine($"FAILED {trial.Name}, to repeat: {trial.Repeat}");
            foreach (var reason in trial.Reasons.Take(MostReasons))
                output.WriteLine($"  {reason}");
            if (trial.Reasons.Length > MostReasons)
                output.WriteLine($"  and {trial.Reasons.Length - MostReasons} more");
        }
        return failed.Count == 0 ? 0 : 1;
    }
}
