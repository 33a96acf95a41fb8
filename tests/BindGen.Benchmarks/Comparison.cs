using System.Globalization;

namespace BindGen.Benchmarks;

/// <summary>Runs contenders in turn, again and again, so that a change of the machine's speed meets all of them, and prints medians.</summary>
/// <param name="references">The contenders that each one is compared with, first to last.</param>
internal sealed class Comparison(IReadOnlyList<Contender> contenders, IReadOnlyList<Contender> references, string directory)
{
    public void Write(int rounds, TextWriter output)
    {
        foreach (var contender in contenders)
            contender.Run(directory);
        var runs = contenders.ToDictionary(contender => contender, _ => new List<MeasuredRun>());
        for (var i = 0; i < rounds; i++)
        {
            foreach (var contender in contenders)
                runs[contender].Add(contender.Run(directory));
        }
        var width = contenders.Max(contender => contender.Name.Length);
        foreach (var contender in contenders)
        {
            var row = string.Create(
                CultureInfo.InvariantCulture,
                $"  {contender.Name.PadRight(width)}  {Median(runs[contender], run => run.Wall.TotalMilliseconds),7:F1} ms  {Median(runs[contender], run => run.PeakMegabytes),6:F1} MB");
            output.WriteLine(row + string.Concat(references.Where(reference => reference != contender).Select(reference => Ratio(runs[contender], runs[reference], reference.Name))));
        }
    }

    private static string Ratio(List<MeasuredRun> runs, List<MeasuredRun> references, string name)
    {
        var pairs = runs.Zip(references).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {Median(pairs, pair => pair.First.Wall / pair.Second.Wall),5:F2} × time, {Median(pairs, pair => pair.First.PeakMegabytes / pair.Second.PeakMegabytes):F2} × memory of {name}");
    }

    private static double Median<T>(IEnumerable<T> values, Func<T, double> figure)
    {
        var sorted = values.Select(figure).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
