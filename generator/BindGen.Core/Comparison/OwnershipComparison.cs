namespace BindGen.Comparison;

/// <summary>Says what differs between two lists of facts of ownership.</summary>
internal static class OwnershipComparison
{
    private const string Nullable = ", nullable";

    /// <summary>The words that say who has to release what; the others say what must be kept.</summary>
    private static readonly string[] Owners = ["owned", "borrowed", "consumed", "retained", "counted", "freed", "this"];

    /// <param name="isUsed">Whether earlier bindings stand on it.</param>
    /// <param name="isWrapped">Whether the safe layer has it now.</param>
    public static IEnumerable<ChangeDetail> Compare(IReadOnlyCollection<OwnershipLine> old, IReadOnlyCollection<OwnershipLine> current, bool isUsed, bool isWrapped)
    {
        foreach (var line in current.Where(line => line.About.Length > 0))
        {
            if (old.FirstOrDefault(other => other.About == line.About) is { } was && was.Words != line.Words)
                yield return Rule(was, line).Detail($"{line.About} was '{was.Words}', is '{line.Words}'", isUsed, isWrapped);
        }
        foreach (var line in old.Where(line => line.About.Length == 0 && !current.Contains(line)))
            yield return ChangeRule.Relaxed.Detail($"no more: {line.Words}", isUsed, isWrapped);
        foreach (var line in current.Where(line => line.About.Length == 0 && !old.Contains(line)))
            yield return ChangeRule.Obligation.Detail($"now: {line.Words}", isUsed, isWrapped);
    }

    private static ChangeRule Rule(OwnershipLine old, OwnershipLine current)
    {
        if (current.IsName)
            return ChangeRule.RuleText;
        var isResult = current.About == OwnershipLines.Result;
        if (old.Words.Replace(Nullable, "") == current.Words.Replace(Nullable, ""))
            return current.Words.Contains(Nullable) == isResult ? ChangeRule.Obligation : ChangeRule.Relaxed;
        return Head(old) != Head(current) && (IsOwner(old) || IsOwner(current)) ? ChangeRule.Owner : ChangeRule.Obligation;
    }

    private static string Head(OwnershipLine line) => line.Words.Split(',')[0];

    private static bool IsOwner(OwnershipLine line) => Owners.Contains(line.Words.Split(' ', ',')[0]);
}
