using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>A parameter in two versions of a function: with a name it is the one of that name, otherwise one of the same type.</summary>
/// <param name="Before">Its index; null for one that is new.</param>
/// <param name="After">Its index; null for one that is gone.</param>
internal sealed record ParameterMatch(int? Before, int? After)
{
    /// <returns>Those that are gone, matched and new, by their positions.</returns>
    public static List<ParameterMatch> Of(IReadOnlyList<CParameter> before, IReadOnlyList<CParameter> after)
    {
        var partner = new int?[before.Count];
        var isTaken = new bool[after.Count];
        for (var i = 0; i < before.Count; i++)
            Match(i, before[i].Name.Length == 0 ? -1 : IndexOf(after, isTaken, other => other.Name == before[i].Name));
        // Another name in the same place, or the same type between the same neighbours.
        if (before.Count == after.Count)
            MatchRest((i, j) => i == j);
        MatchRest((i, j) => before[i].Type == after[j].Type && Neighbour(partner, i) == NeighbourOf(partner, j));
        return
        [
            .. partner.Select((found, i) => new ParameterMatch(i, found)),
            .. Enumerable.Range(0, after.Count).Where(j => !isTaken[j]).Select(j => new ParameterMatch(null, j)),
        ];

        void Match(int i, int j)
        {
            if (j < 0)
                return;
            partner[i] = j;
            isTaken[j] = true;
        }

        void MatchRest(Func<int, int, bool> isPair)
        {
            for (var i = 0; i < before.Count; i++)
            {
                if (partner[i] is null)
                    Match(i, Enumerable.Range(0, after.Count).Where(j => !isTaken[j] && isPair(i, j)).DefaultIfEmpty(-1).First());
            }
        }
    }

    public static bool AreReordered(IEnumerable<ParameterMatch> matches)
    {
        var places = matches.Where(match => match is { Before: not null, After: not null }).OrderBy(match => match.Before).Select(match => match.After!.Value).ToList();
        return places.Zip(places.Skip(1), (one, next) => one > next).Any(isReversed => isReversed);
    }

    private static int IndexOf(IReadOnlyList<CParameter> parameters, bool[] isTaken, Func<CParameter, bool> isIt)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (!isTaken[i] && isIt(parameters[i]))
                return i;
        }
        return -1;
    }

    /// <summary>Where the last parameter before it went that has a partner.</summary>
    private static int Neighbour(int?[] partner, int i) => partner.Take(i).LastOrDefault(found => found is not null) ?? -1;

    /// <summary>The largest partner in front of a position.</summary>
    private static int NeighbourOf(int?[] partner, int j) => partner.Where(found => found < j).Max() ?? -1;
}
