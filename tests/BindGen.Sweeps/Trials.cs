using System.Collections.Immutable;

namespace BindGen.Sweeps;

/// <summary>Runs trials on all processors, and keeps the results in the order of the texts.</summary>
internal static class Trials
{
    public static ImmutableArray<Trial> Run<T>(IReadOnlyList<T> texts, Func<T, Trial> attempt, Progress progress)
    {
        var trials = new Trial[texts.Count];
        Parallel.For(0, texts.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            trials[i] = attempt(texts[i]);
            progress.Step(texts.Count, trials[i]);
        });
        progress.End();
        return [.. trials];
    }
}
