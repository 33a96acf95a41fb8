using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Pipeline;

namespace BindGen.Review;

/// <summary>Where a change comes from.</summary>
internal interface IReviewProvenance
{
    /// <summary>The rules with file and line.</summary>
    ImmutableArray<ReviewRow> Rules(ReviewItem item);

    /// <summary>What C declares, with header and line.</summary>
    ImmutableArray<ReviewRow> Headers(ReviewItem item);
}

/// <summary>Looks into the rules and the headers of a change's project. What cannot be read is said instead.</summary>
internal sealed class ReviewProvenance : IReviewProvenance
{
    private readonly Dictionary<string, (ProjectLookups? Lookups, ImmutableArray<ReviewRow> Problems)> _projects = new(StringComparer.Ordinal);

    public ImmutableArray<ReviewRow> Rules(ReviewItem item) => Of(item, "a snapshot of a test: no rule is about it", lookups => lookups.Rules.Rows(item));

    public ImmutableArray<ReviewRow> Headers(ReviewItem item) => Of(item, "a snapshot of a test: no header is about it", lookups => lookups.Headers.Rows(item));

    private ImmutableArray<ReviewRow> Of(ReviewItem item, string snapshot, Func<ProjectLookups, ImmutableArray<ReviewRow>> look)
    {
        if (item.Output is not { } output)
            return [ReviewRow.Remark(snapshot)];
        if (output.Project is not { } project)
            return [ReviewRow.Remark("no project has this output: 'bindgen raw' wrote it, without rules")];
        if (!_projects.TryGetValue(project, out var known))
            _projects[project] = known = Read(project);
        if (known.Lookups is not { } lookups)
            return known.Problems;
        var rows = look(lookups);
        return rows.IsEmpty ? [ReviewRow.Remark("nothing that the rules or the headers name is in these lines")] : rows;
    }

    private static (ProjectLookups?, ImmutableArray<ReviewRow>) Read(string project)
    {
        var diagnostics = new DiagnosticBag();
        var lookups = ProjectFiles.Read(project, diagnostics) is { } files ? new ProjectLookups(new RuleLookup(files), new HeaderLookup(files)) : null;
        return (lookups, [.. diagnostics.ToSorted().Select(item => ReviewRow.Remark(DiagnosticRenderer.Render(item, _ => null)))]);
    }

    private sealed record ProjectLookups(RuleLookup Rules, HeaderLookup Headers);
}
