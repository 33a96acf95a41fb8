using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BindGen.Diagnostics;

namespace BindGen.Coverage;

/// <summary>
/// The coverage that a project has reached, as a text that is committed beside it: a line for each target, and the names of what is wrapped,
/// so that it can be said what is missing.
/// </summary>
internal sealed partial record CoverageRecord(ImmutableArray<TargetCoverage> Targets)
{
    private const string Heading =
        """
        # What becomes of the functions and macros of the headers. 'bindgen generate' writes this and raises it; 'bindgen check' fails when
        # less is wrapped, or more has no rule. To record less, when a kernel drops a function: bindgen generate --accept-coverage

        """;

    private const string NamesHeading = "\n# Wrapped for every target, or for those that follow.\n";
    private const string Separator = ", ";

    public static CoverageRecord Empty { get; } = new(ImmutableArray<TargetCoverage>.Empty);

    public TargetCoverage? Find(string target) => Targets.FirstOrDefault(coverage => coverage.Target == target);

    /// <summary>This record with what is reached now; what is lower stays as it was unless <paramref name="acceptsLess"/>.</summary>
    /// <param name="order">The targets of the project; others are forgotten.</param>
    public CoverageRecord With(IReadOnlyCollection<TargetCoverage> now, bool acceptsLess, IEnumerable<string> order) => new(
    [
        .. order.Select(name =>
        {
            var (reached, recorded) = (now.FirstOrDefault(coverage => coverage.Target == name), Find(name));
            return reached is null || (recorded is not null && !acceptsLess && reached.IsLowerThan(recorded)) ? recorded : reached;
        }).OfType<TargetCoverage>(),
    ]);

    /// <returns>Null after an error was reported (BG0504).</returns>
    public static CoverageRecord? Parse(string path, string text, DiagnosticBag diagnostics)
    {
        var targets = new List<TargetCoverage>();
        var names = new List<(string Name, string[]? Targets)>();
        var isBroken = false;
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (TargetLine().Match(line) is { Success: true } target && Count(target, 2) is { } wrapped && Count(target, 3) is { } stated && Count(target, 4) is { } skipped
                && Count(target, 5) is { } unruled && targets.TrueForAll(known => known.Target != target.Groups[1].Value))
                targets.Add(new TargetCoverage(target.Groups[1].Value, wrapped, stated, skipped, unruled, [], index + 1));
            else if (NameLine().Match(line) is { Success: true } name)
                names.Add((name.Groups[1].Value, name.Groups[2].Success ? name.Groups[2].Value.Split(Separator) : null));
            else
            {
                isBroken = true;
                diagnostics.Add(
                    DiagnosticKinds.BrokenCoverage, new SourceSpan(path, index + 1, 1, index + 1, line.Length + 1), "this line is no record of coverage",
                    "Correct it, or have the file written anew: bindgen generate --accept-coverage");
            }
        }
        return isBroken ? null : new([.. targets.Select(target => target with { Names = [.. names.Where(name => name.Targets?.Contains(target.Target) ?? true).Select(name => name.Name)] })]);
    }

    public override string ToString()
    {
        var text = new StringBuilder(Heading);
        foreach (var target in Targets)
            text.Append(target.Target).Append(": ").Append(target.Figures).Append('\n');
        if (Targets.Any(target => !target.Names.IsEmpty))
            text.Append(NamesHeading);
        foreach (var name in Targets.SelectMany(target => target.Names, (target, name) => (target.Target, Name: name)).GroupBy(item => item.Name, item => item.Target, StringComparer.Ordinal)
                     .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var wrapping = name.ToList();
            text.Append("wrapped ").Append(name.Key).Append(wrapping.Count == Targets.Length ? "" : $": {string.Join(Separator, wrapping)}").Append('\n');
        }
        return text.ToString();
    }

    private static int? Count(Match match, int group) => int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    [GeneratedRegex(@"^(\S.*): ([0-9]+) wrapped, ([0-9]+) stated, ([0-9]+) skipped, ([0-9]+) without a rule, of [0-9]+\z")]
    private static partial Regex TargetLine();

    [GeneratedRegex(@"^wrapped (\w+)(?:: (\S.*))?\z")]
    private static partial Regex NameLine();
}
