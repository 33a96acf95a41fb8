namespace BindGen.Diagnostics;

/// <summary>Finds what a misspelled name was meant to be.</summary>
internal static class NearestName
{
    private const int LargestDistance = 3;

    /// <summary>The candidate with the fewest edits from <paramref name="name"/>, ignoring case: insert, delete, replace, swap neighbours.</summary>
    /// <returns>Null when every candidate is further away than a third of the name. Of equally near ones, the first in ordinal order.</returns>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        var wanted = name.ToLowerInvariant();
        var limit = Math.Min(LargestDistance, name.Length < 3 ? name.Length - 1 : Math.Max(1, name.Length / 3));
        string? nearest = null;
        var nearestDistance = limit + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) > limit)
                continue;
            var distance = Distance(wanted, candidate.ToLowerInvariant(), limit);
            if (distance < nearestDistance || (distance == nearestDistance && distance <= limit && string.CompareOrdinal(candidate, nearest) < 0))
                (nearest, nearestDistance) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>Optimal string alignment distance, or <paramref name="limit"/> + 1 as soon as it must be larger.</summary>
    private static int Distance(string left, string right, int limit)
    {
        var beforeLast = new int[right.Length + 1];
        var last = new int[right.Length + 1];
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            var smallest = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                smallest = Math.Min(smallest, row[j]);
            }

            if (smallest > limit)
                return limit + 1;
            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[right.Length];
    }
}
