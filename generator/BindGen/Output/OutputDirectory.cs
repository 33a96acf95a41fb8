using BindGen.Diagnostics;
using BindGen.Emit;

namespace BindGen.Output;

/// <summary>
/// A directory of generated files. What is there and did not change is not touched; what an earlier run stored and this one
/// does not generate is removed; what BindGen did not write is neither overwritten nor removed.
/// </summary>
internal sealed class OutputDirectory(string directory)
{
    private readonly OutputPlace _place = new(directory);

    /// <summary>
    /// Makes everything ready to store <paramref name="files"/>, and finds out whether that is possible. A file that an earlier run stored,
    /// that is no longer generated and that somebody has edited stays, with a warning (BG0007).
    /// </summary>
    /// <returns>Null with a diagnostic (BG0002) that says why; then nothing has changed.</returns>
    /// <exception cref="ArgumentException">Two files have one path, or a path leads out of the directory.</exception>
    public StagedOutput? Stage(IReadOnlyList<GeneratedFile> files, DiagnosticBag diagnostics)
    {
        try
        {
            StagedOutput? staged = null;
            while (!TryStage(files, diagnostics, ref staged))
            {
            }
            return staged;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(exception, diagnostics);
            return null;
        }
    }

    /// <summary>Stores <paramref name="files"/>: all, or none with a diagnostic (BG0002) that says why.</summary>
    /// <inheritdoc cref="Stage" path="/exception"/>
    public OutputReport Write(IReadOnlyList<GeneratedFile> files, DiagnosticBag diagnostics)
    {
        using var staged = Stage(files, diagnostics);
        if (staged is null)
            return OutputReport.Nothing;
        try
        {
            staged.Commit();
            return staged.Report;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(exception, diagnostics);
            return OutputReport.Nothing;
        }
    }

    /// <summary>What <see cref="Write"/> would change; its own manifest counts as a file.</summary>
    /// <inheritdoc cref="OutputPlan.Create" path="/exception"/>
    public OutputDifference Compare(IReadOnlyList<GeneratedFile> files)
    {
        var plan = OutputPlan.Create(directory, files);
        string[] manifest = plan.ManifestIsCurrent ? [] : [Manifest.FileName];
        return new OutputDifference(
            [.. plan.New.Select(content => content.Path)],
            [.. manifest, .. plan.Changed.Select(content => content.Path)],
            plan.Stale);
    }

    /// <summary>Whether <see cref="Write"/> would change nothing. Adds one BG0501 for each file that it would change.</summary>
    public bool IsCurrent(IReadOnlyList<GeneratedFile> files, DiagnosticBag diagnostics)
    {
        try
        {
            Quietly.Do(_place.Recover);
            var difference = Compare(files);
            Report(difference.Missing, "is missing");
            Report(difference.Changed, "is not what generate writes");
            Report(difference.Stale, "is not generated any more");
            return difference.IsEmpty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(DiagnosticKinds.UnreadableFile, SourceSpan.OfFile(directory), $"the output in {directory} cannot be read: {FileProblem.Of(exception)}");
            return false;
        }

        void Report(IEnumerable<string> paths, string what)
        {
            foreach (var path in paths)
                diagnostics.Add(DiagnosticKinds.OutputIsStale, SourceSpan.OfFile(At(path)), $"{At(path)} {what}", "Run `bindgen generate`, and commit what it writes.");
        }
    }

    private void Report(Exception exception, DiagnosticBag diagnostics) =>
        diagnostics.Add(
            DiagnosticKinds.UnwritableFile,
            SourceSpan.OfFile(directory),
            $"the output in {directory} cannot be written: {FileProblem.Of(exception)}",
            "Make the directory writable, free some space, or name another directory with `output` in the project file.");

    /// <returns>False when another process was faster, and it has to be tried again.</returns>
    private bool TryStage(IReadOnlyList<GeneratedFile> files, DiagnosticBag diagnostics, ref StagedOutput? staged)
    {
        var hold = _place.Take();
        IStagedChange? change = null;
        try
        {
            _place.Recover();
            var plan = OutputPlan.Create(directory, files);
            ReportForeign(plan, diagnostics);
            if (plan.Foreign.IsEmpty)
            {
                change = plan.IsEmpty ? new OutputTransaction(directory) : _place.Stage(plan);
                if (change is null)
                    return false;
                ReportEdited(plan, diagnostics);
                staged = new StagedOutput(
                    change, new OutputReport([.. plan.ToWrite.Select(content => content.Path)], [.. plan.Unchanged.Select(content => content.Path)], plan.Stale), hold);
            }
            return true;
        }
        finally
        {
            if (staged is null)
                hold?.Dispose();
        }
    }

    private void ReportForeign(OutputPlan plan, DiagnosticBag diagnostics)
    {
        foreach (var path in plan.Foreign)
        {
            diagnostics.Add(
                DiagnosticKinds.UnwritableFile,
                SourceSpan.OfFile(At(path)),
                $"{At(path)} is in the way: {Manifest.FileName} does not list it, so BindGen did not write it",
                "Move or delete it, or give the item another name in the rules.");
        }
    }

    private void ReportEdited(OutputPlan plan, DiagnosticBag diagnostics)
    {
        foreach (var path in plan.Edited)
        {
            diagnostics.Add(
                DiagnosticKinds.EditedOutputKept,
                SourceSpan.OfFile(At(path)),
                $"{At(path)} is not generated any more, but was edited and is kept",
                "Delete it, or keep it as a file of your own: BindGen does not touch it again.");
        }
    }

    private string At(string path) => Path.Combine(directory, path);
}
