using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Ownership;
using BindGen.Rules;

namespace BindGen.Pipeline;

/// <summary>What a check is given of a target.</summary>
/// <param name="Output">Where the output is, and how many files it has, in words.</param>
/// <param name="CompareOutput">Reports what is not as <c>generate</c> would write it.</param>
internal sealed record CheckedTarget(ProjectTarget Target, TargetApi Api, ImmutableArray<SymbolFact> Symbols, string Output, Action<DiagnosticBag> CompareOutput);

/// <summary>Makes every check that is asked for, each of all targets, whatever the others find.</summary>
internal sealed class ProjectCheck(ProjectFiles files, CheckRequest request, ApiOrigin origin, DiagnosticBag diagnostics)
{
    /// <param name="targets">The targets with what was generated in memory; null where that was not possible, which is reported already.</param>
    public ImmutableArray<CheckRow> Run(IReadOnlyList<(ProjectTarget Target, CheckedTarget? Built)> targets) =>
    [
        .. Of(CheckKind.Output, () => targets.Select(Output)),
        .. Of(CheckKind.Format, () => [Format()]),
        .. Of(CheckKind.Layouts, () => Layouts(targets)),
        .. Of(CheckKind.Coverage, () => Coverage(targets)),
    ];

    /// <summary>The findings of a check, in words.</summary>
    public static string Count(DiagnosticBag found) =>
        Counted.Of(found.ToSorted().Count(item => item.Kind.Severity == Severity.Error), "finding");

    private IEnumerable<CheckRow> Of(CheckKind kind, Func<IEnumerable<CheckRow>> check) => request.Has(kind) ? check().ToList().Select(Require) : [];

    private CheckRow Output((ProjectTarget Target, CheckedTarget? Built) item)
    {
        if (item.Built is not { } built)
            return new CheckRow(CheckKind.Output, item.Target.Name, CheckOutcome.Failed, "it cannot be generated");
        var found = Collect(built.CompareOutput);
        return new CheckRow(CheckKind.Output, item.Target.Name, found.HasErrors ? CheckOutcome.Failed : CheckOutcome.Passed, found.HasErrors ? Count(found) : built.Output);
    }

    private CheckRow Format()
    {
        var found = Collect(bag => Formatting.Check(files.RuleTexts, bag));
        return new CheckRow(
            CheckKind.Format, Path.GetFileName(files.Project.Path), found.HasErrors ? CheckOutcome.Failed : CheckOutcome.Passed,
            found.HasErrors ? Count(found) : Counted.Of(files.RuleTexts.Distinct().Count(), "file"));
    }

    private IEnumerable<CheckRow> Layouts(IReadOnlyList<(ProjectTarget Target, CheckedTarget? Built)> targets)
    {
        var layouts = new TargetLayouts(files, request.Compiler);
        return targets.AsParallel().AsOrdered().Select(item => item.Built is { } built ? layouts.Check(item.Target, built.Api, origin, diagnostics) : Impossible(CheckKind.Layouts, item.Target));
    }

    private IEnumerable<CheckRow> Coverage(IReadOnlyList<(ProjectTarget Target, CheckedTarget? Built)> targets)
    {
        var built = targets.Select(item => item.Built).OfType<CheckedTarget>().ToList();
        var isGood = new ProjectCoverage(files, diagnostics).Check([.. built.Select(item => (item.Target.Name, item.Symbols))]);
        return targets.Select(item =>
            item.Built is not { } target ? Impossible(CheckKind.Coverage, item.Target)
            : isGood is null ? new CheckRow(CheckKind.Coverage, item.Target.Name, CheckOutcome.Failed, "the record cannot be read")
            : new CheckRow(
                CheckKind.Coverage, item.Target.Name, isGood[item.Target.Name] ? CheckOutcome.Passed : CheckOutcome.Failed,
                BindGen.Coverage.TargetCoverage.Of(item.Target.Name, target.Symbols).Figures));
    }

    private static CheckRow Impossible(CheckKind kind, ProjectTarget target) => new(kind, target.Name, CheckOutcome.NotChecked, "it cannot be generated");

    /// <summary>What must be checked and was not is a finding.</summary>
    private CheckRow Require(CheckRow row)
    {
        if (row.Outcome != CheckOutcome.NotChecked || !request.Required.Contains(row.Kind))
            return row;
        var target = files.Project.Targets.First(target => target.Name == row.Subject);
        diagnostics.Add(
            DiagnosticKinds.NotChecked, target.Span, $"{row.Kind.ToString().ToLowerInvariant()} of {row.Subject}: not checked, because {row.Note}",
            "It was asked for with --require. 'bindgen doctor' says what this machine lacks.");
        return row with { Outcome = CheckOutcome.Failed, Note = $"not checked: {row.Note}" };
    }

    private DiagnosticBag Collect(Action<DiagnosticBag> check)
    {
        var found = new DiagnosticBag();
        check(found);
        diagnostics.AddRange(found.ToSorted());
        return found;
    }
}
