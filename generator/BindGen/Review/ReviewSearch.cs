using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Output;
using BindGen.Pipeline;
using BindGen.Rules;

namespace BindGen.Review;

/// <param name="Paths">Project files, and directories in which projects and received snapshots are looked for; empty for the current directory.</param>
/// <param name="Targets">The targets whose output is reviewed, and nothing else; empty for everything.</param>
internal sealed record ReviewRequest(ImmutableArray<string> Paths, ImmutableArray<string> Targets);

/// <summary>Finds what there is to review.</summary>
internal sealed class ReviewSearch(ReviewRequest request, DiagnosticBag diagnostics)
{
    private readonly List<(OutputArea Area, string Path)> _places = [];
    private readonly Dictionary<string, GitIndex> _indexes = new(StringComparer.Ordinal);
    private readonly ReceivedSnapshots _received = new();

    /// <returns>By kind, then by path. What could not be read is an error in the diagnostics, and left out.</returns>
    public ImmutableArray<ReviewItem> Run()
    {
        var (named, places) = Places();
        if (diagnostics.HasErrors)
            return [];
        var tree = ReviewTree.Read(places);
        List<ReviewedProject> projects =
        [
            .. named.Select(path => ReviewedProject.Read(path, diagnostics)).OfType<ReviewedProject>(),
            .. tree.Projects.Except(named, StringComparer.Ordinal).Select(Found).OfType<ReviewedProject>(),
        ];
        foreach (var project in projects)
            Add(project);
        RefuseUnknownTargets(projects);
        if (request.Targets.IsEmpty)
        {
            foreach (var manifest in tree.Manifests)
                Add(new ReviewPlace(Path.GetDirectoryName(manifest)!, null, null, IsDirectory: true));
        }
        var snapshots = request.Targets.IsEmpty ? tree.Received.SelectMany(Snapshots) : [];
        return
        [
            .. _places.GroupBy(place => place.Area.Git).SelectMany(Readable).Concat(snapshots)
                .DistinctBy(item => item.File, StringComparer.Ordinal)
                .OrderBy(item => item.Kind).ThenBy(item => item.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>Completes what an interrupted review left: stages the manifests of directories in which nothing is left to decide.</summary>
    public void Settle()
    {
        foreach (var areas in _places.Select(place => place.Area).GroupBy(area => area.Git))
            Tried(() => new GeneratedFiles(areas.Key).Settle(areas));
    }

    private (List<string> Named, List<string> Places) Places()
    {
        var places = request.Paths.IsEmpty ? ["."] : request.Paths.Where(Directory.Exists).ToList();
        var named = request.Paths.Where(path => !Directory.Exists(path)).ToList();
        foreach (var path in named.Where(path => !path.EndsWith(Project.Extension, StringComparison.Ordinal)))
            diagnostics.Add(
                DiagnosticKinds.UnreadableFile, SourceSpan.OfFile(path), File.Exists(path) ? $"'{path}' is no project" : $"there is no '{path}'",
                "Name a .bindgen file, or a directory in which to look for projects and for received snapshots. One file of many is picked with --accept, --reject or, in the terminal, with /.");
        return (named, places);
    }

    /// <summary>A project that nobody named may be an example, and broken for a purpose.</summary>
    private ReviewedProject? Found(string path)
    {
        var found = new DiagnosticBag();
        if (ReviewedProject.Read(path, found) is { } project)
            return project;
        diagnostics.Add(
            DiagnosticKinds.ProjectPassedOver, SourceSpan.OfFile(path), $"'{path}' cannot be read, and its output is not reviewed", $"'bindgen review {path}' says why.");
        return null;
    }

    private void Add(ReviewedProject project)
    {
        var found = new DiagnosticBag();
        foreach (var place in project.Places.Where(place => request.Targets.IsEmpty || request.Targets.Contains(place.Target!)))
            Add(place, found);
        diagnostics.AddRange(found.ToSorted());
    }

    private void Add(ReviewPlace place, DiagnosticBag? found = null)
    {
        var directory = place.IsDirectory ? place.Path : Path.GetDirectoryName(place.Path)!;
        var (git, problem) = IndexOf(directory);
        if (git is null)
        {
            (found ?? diagnostics).Add(
                DiagnosticKinds.NoGit, SourceSpan.OfFile(place.Project ?? ReviewTree.Shown(place.Path)), $"generated files are compared with git's index: {problem}",
                "Run 'git init', and commit the output as it should be; or compare two versions of the API with 'bindgen diff'.");
            return;
        }
        if (place.IsDirectory)
            Quietly.Do(new OutputPlace(place.Path).Recover);
        var path = git.PathOf(place.Path);
        if (!_places.Exists(known => known.Area.Git == git && known.Path == path))
            _places.Add((new OutputArea(git, place.IsDirectory ? git.FullPath(path) : null, place.Project, place.Target), path));
    }

    private (GitIndex? Index, string Problem) IndexOf(string directory)
    {
        var (git, problem) = GitIndex.Find(directory);
        if (git is null)
            return (null, problem);
        _indexes.TryAdd(git.Root, git);
        return (_indexes[git.Root], "");
    }

    private void RefuseUnknownTargets(List<ReviewedProject> projects)
    {
        var known = projects.SelectMany(project => project.Places).Select(place => place.Target).OfType<string>().Distinct().ToList();
        foreach (var name in request.Targets.Except(known, StringComparer.Ordinal))
            diagnostics.Add(
                DiagnosticKinds.InvalidProject, SourceSpan.OfFile(projects is [var only] ? only.Path : "."), $"no project here has a target '{name}'",
                NearestName.Find(name, known) is { } nearest ? $"Did you mean '{nearest}'?" : known.Count > 0 ? $"The targets are: {string.Join(", ", known)}." : "Name the project.");
    }

    private List<ReviewItem> Readable(IGrouping<GitIndex, (OutputArea Area, string Path)> places)
    {
        var items = new List<ReviewItem>();
        Tried(() => items.AddRange(Changes(places)));
        return items;
    }

    private void Tried(Action action)
    {
        try
        {
            action();
        }
        catch (ReviewException exception)
        {
            diagnostics.Add(exception.Diagnostic);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(DiagnosticKinds.UnreadableFile, null, $"the output cannot be read: {FileProblem.Of(exception)}", "Correct it, and run 'bindgen review' again.");
        }
    }

    private IEnumerable<ReviewItem> Changes(IGrouping<GitIndex, (OutputArea Area, string Path)> places)
    {
        var git = places.Key;
        var source = new GeneratedFiles(git);
        var found = new List<(GitChange Change, OutputArea Area)>();
        var changes = git.Changes(places.Select(place => place.Path));
        foreach (var (area, path) in places)
        {
            var written = area.Directory is null ? null : area.Written();
            found.AddRange(changes
                .Where(change => written is null ? change.Path == path : IsBelow(change.Path, path) && written(area.PathOf(git.FullPath(change.Path))))
                .Select(change => (change, area)));
        }
        foreach (var (change, _) in found.Where(item => item.Change.IsConflict))
            diagnostics.Add(
                DiagnosticKinds.MergeConflict, SourceSpan.OfFile(ReviewTree.Shown(git.FullPath(change.Path))), $"'{change.Path}' has a merge conflict, and is not reviewed",
                "Run 'bindgen generate', then 'git add' it.");
        found.RemoveAll(item => item.Change.IsConflict);
        var blobs = found.Select(item => item.Change.Blob).OfType<string>().Distinct().ToList();
        var contents = blobs.Zip(git.Blobs(blobs)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        return found.Select(item => Item(source, item.Change, item.Area, item.Change.Blob is { } blob ? contents[blob] : null));
    }

    private static bool IsBelow(string path, string directory) => directory == "." || path.StartsWith($"{directory}/", StringComparison.Ordinal);

    private static ReviewItem Item(GeneratedFiles source, GitChange change, OutputArea area, byte[]? before)
    {
        var file = area.Git.FullPath(change.Path);
        var after = change.State == ReviewState.Removed ? null : File.ReadAllBytes(file);
        return Classified(new ReviewItem(
            ReviewTree.Shown(file), change.State, area.Directory is not null ? KindOf(area.PathOf(file)) : area.Target is null ? ReviewKind.Report : ReviewKind.Capture, before, after, file, source, area,
            change.HasStaged ? "compared with what is staged already" : ""));
    }

    private static ReviewKind KindOf(string path) =>
        path.StartsWith("safe/", StringComparison.Ordinal) ? ReviewKind.Safe
        : path.StartsWith("shims/", StringComparison.Ordinal) ? ReviewKind.Shims
        : path.EndsWith(".md", StringComparison.Ordinal) ? ReviewKind.Report
        : ReviewKind.Raw;

    private List<ReviewItem> Snapshots(string path)
    {
        var found = new List<ReviewItem>();
        Tried(() =>
        {
            var (file, verified) = (Path.GetFullPath(path), ReceivedSnapshots.VerifiedOf(Path.GetFullPath(path)));
            // A test that runs now may have taken it back.
            if (SavedFile.Of(file).Content is not { } after)
                return;
            var before = SavedFile.Of(verified).Content;
            found.Add(new ReviewItem(
                ReviewTree.Shown(file), before is null ? ReviewState.New : ReviewState.Changed, ReviewKind.Snapshot, before, after, file, _received, null, ""));
        });
        return found;
    }

    private static ReviewItem Classified(ReviewItem item) =>
        item.State == ReviewState.Changed && item.Texts() is var (before, after) ? item with { Kind = ChangeClass.Of(item.Kind, before, after) } : item;
}
