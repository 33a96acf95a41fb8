using System.Collections.Immutable;
using BindGen.Coverage;
using BindGen.Diagnostics;
using BindGen.Ownership;

namespace BindGen.Pipeline;

/// <summary>Keeps the coverage that a project has reached: it rises by itself and falls when somebody says so.</summary>
internal sealed class ProjectCoverage(ProjectFiles files, DiagnosticBag diagnostics)
{
    private const int NamesShown = 8;

    private readonly string _path = files.CoverageFile;

    /// <summary>Says what is lower than recorded, unless that is accepted (BG0503).</summary>
    /// <returns>The new text of the record; null when it stays as it is, or after an error was reported.</returns>
    public string? Update(IReadOnlyCollection<TargetReport> targets, bool acceptsLess)
    {
        if (Read(out var text, acceptsLess) is not { } record)
            return null;
        var now = targets.Select(target => TargetCoverage.Of(target.Target, target.Symbols)).ToImmutableArray();
        foreach (var target in acceptsLess ? [] : targets)
        {
            var reached = now.First(coverage => coverage.Target == target.Target);
            if (record.Find(target.Target) is { } recorded && reached.IsLowerThan(recorded))
                diagnostics.Add(
                    DiagnosticKinds.CoverageKept, PlaceOf(recorded), $"{Difference(reached, recorded, target.Symbols)}; the record is kept",
                    "Give them rules, or record it: bindgen generate --accept-coverage");
        }
        var updated = record.With(now, acceptsLess, Order).ToString();
        return updated == text ? null : updated;
    }

    /// <summary>Says what is lower than recorded (BG0502), and what is not recorded as it is (BG0501).</summary>
    /// <returns>Of each target, whether it is as recorded; null after an error in the record was reported.</returns>
    public IReadOnlyDictionary<string, bool>? Check(IReadOnlyCollection<(string Target, ImmutableArray<SymbolFact> Symbols)> targets)
    {
        if (Read(out var text, false) is not { } record)
            return null;
        var now = targets.Select(target => TargetCoverage.Of(target.Target, target.Symbols)).ToImmutableArray();
        var isGood = targets.Zip(now, (target, reached) => (target.Target, IsGood: IsAsRecorded(reached, record, text.Length > 0, target.Symbols))).ToDictionary(item => item.Target, item => item.IsGood);
        if (!isGood.ContainsValue(false) && record.With(now, false, Order).ToString() != text)
        {
            Stale($"{_path} is not what generate writes");
            return isGood.Keys.ToDictionary(target => target, _ => false);
        }
        return isGood;
    }

    private IEnumerable<string> Order => files.Project.Targets.Select(target => target.Name);

    private bool IsAsRecorded(TargetCoverage reached, CoverageRecord record, bool isThere, ImmutableArray<SymbolFact> symbols)
    {
        if (record.Find(reached.Target) is not { } recorded)
            Stale(isThere ? $"{_path} has no line for {reached.Target}" : $"{_path} is missing");
        else if (reached.IsLowerThan(recorded))
            diagnostics.Add(
                DiagnosticKinds.CoverageIsLower, PlaceOf(recorded), Difference(reached, recorded, symbols),
                "Give them rules. When it is meant, such as for a function that a kernel has dropped, record it: bindgen generate --accept-coverage");
        else if (!reached.IsSameAs(recorded))
            Stale($"{_path} is not what generate writes for {reached.Target}: {reached.Figures}");
        else
            return true;
        return false;
    }

    private void Stale(string message) =>
        diagnostics.Add(DiagnosticKinds.OutputIsStale, SourceSpan.OfFile(_path), message, "Run `bindgen generate`, and commit what it writes.");

    /// <param name="text">What the file holds; empty when there is none.</param>
    private CoverageRecord? Read(out string text, bool isReplaced)
    {
        text = "";
        if (!Path.Exists(_path))
            return CoverageRecord.Empty;
        if (TextFile.Read(_path, diagnostics) is not { } read)
            return null;
        text = read;
        return CoverageRecord.Parse(_path, text, isReplaced ? new DiagnosticBag() : diagnostics) ?? (isReplaced ? CoverageRecord.Empty : null);
    }

    private SourceSpan PlaceOf(TargetCoverage recorded) => new(_path, recorded.Line, 1, recorded.Line, $"{recorded.Target}: {recorded.Figures}".Length + 1);

    private static string Difference(TargetCoverage reached, TargetCoverage recorded, ImmutableArray<SymbolFact> symbols)
    {
        var declared = symbols.Select(fact => fact.Symbol.Name).ToHashSet(StringComparer.Ordinal);
        var lost = recorded.Names.Except(reached.Names, StringComparer.Ordinal).ToLookup(declared.Contains);
        return $"{reached.Target}: " + string.Join("; ", new[]
        {
            reached.Wrapped < recorded.Wrapped
                ? $"{Counted.Of(reached.Wrapped, "function")} wrapped, and {recorded.Wrapped} recorded{Named("; not wrapped any more", lost[true])}{Named("; not in the headers any more", lost[false])}"
                : "",
            reached.Unruled > recorded.Unruled
                ? $"{Counted.Of(reached.Unruled, "function")} without a rule, and {recorded.Unruled} recorded{Named("", symbols.Where(fact => fact.Disposition == Disposition.NotYet).Select(fact => fact.Symbol.Name))}"
                : "",
        }.Where(part => part.Length > 0));
    }

    private static string Named(string what, IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count == 0 ? "" : $"{what}: {string.Join(", ", all.Take(NamesShown))}{(all.Count > NamesShown ? $" and {all.Count - NamesShown} more" : "")}";
    }
}
