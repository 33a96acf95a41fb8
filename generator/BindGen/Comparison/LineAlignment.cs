namespace BindGen.Comparison;

/// <summary>Which of the lines that are gone became which of the lines that are new: without changing their order, those that share most.</summary>
internal static class LineAlignment
{
    /// <summary>Of what two lines have, the part that they must share to be one line that changed.</summary>
    private const double Alike = 0.25;

    /// <summary>Above this the lines are taken as they come: the work grows with the product of both numbers.</summary>
    private const int MostPairs = 40_000;

    /// <returns>Pairs of positions, in the order of both; null where a line has no counterpart.</returns>
    public static IEnumerable<(int? Gone, int? Added)> Of(string[] gone, string[] added) =>
        gone.Length == added.Length && (gone.Length == 1 || gone.Length * (long)added.Length > MostPairs) ? gone.Select((_, position) => ((int?)position, (int?)position))
        : gone.Length == 0 || added.Length == 0 || gone.Length * (long)added.Length > MostPairs ? Apart(0, gone.Length, 0, added.Length)
        : Aligned(gone, added);

    private static IEnumerable<(int? Gone, int? Added)> Apart(int gone, int goneEnd, int added, int addedEnd) =>
    [
        .. Enumerable.Range(gone, goneEnd - gone).Select(position => ((int?)position, (int?)null)),
        .. Enumerable.Range(added, addedEnd - added).Select(position => ((int?)null, (int?)position)),
    ];

    private static List<(int? Gone, int? Added)> Aligned(string[] gone, string[] added)
    {
        var shared = Shared(gone, added);
        var best = new double[gone.Length + 1, added.Length + 1];
        for (var left = gone.Length - 1; left >= 0; left--)
        {
            for (var right = added.Length - 1; right >= 0; right--)
                best[left, right] = Math.Max(Math.Max(best[left + 1, right], best[left, right + 1]), Together(left, right));
        }

        var pairs = new List<(int?, int?)>();
        var (goneFrom, addedFrom) = (0, 0);
        for (var (left, right) = (0, 0); left < gone.Length && right < added.Length;)
        {
            if (shared[left, right] >= Alike && best[left, right] == Together(left, right))
            {
                pairs.AddRange(Apart(goneFrom, left, addedFrom, right));
                pairs.Add((left, right));
                (goneFrom, addedFrom) = (++left, ++right);
            }
            else if (best[left, right] == best[left + 1, right])
                left++;
            else
                right++;
        }
        pairs.AddRange(Apart(goneFrom, gone.Length, addedFrom, added.Length));
        return pairs;

        double Together(int left, int right) => shared[left, right] < Alike ? 0 : shared[left, right] + best[left + 1, right + 1];
    }

    private static double[,] Shared(string[] gone, string[] added)
    {
        var (left, right) = (gone.Select(Words).ToArray(), added.Select(Words).ToArray());
        var shared = new double[gone.Length, added.Length];
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
                shared[i, j] = Shared(left[i], right[j]);
        }
        return shared;
    }

    /// <summary>From 0 to 1, counted in letters.</summary>
    private static double Shared(Dictionary<string, int> left, Dictionary<string, int> right)
    {
        var all = left.Sum(Letters) + right.Sum(Letters);
        return all == 0 ? 1 : 2.0 * left.Sum(word => right.TryGetValue(word.Key, out var count) ? word.Key.Length * Math.Min(word.Value, count) : 0) / all;
    }

    private static int Letters(KeyValuePair<string, int> word) => word.Key.Length * word.Value;

    private static Dictionary<string, int> Words(string line) =>
        WordDifference.Split(line).Where(word => !string.IsNullOrWhiteSpace(word)).CountBy(word => word).ToDictionary(StringComparer.Ordinal);
}
