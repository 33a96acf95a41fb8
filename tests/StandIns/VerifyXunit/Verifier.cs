using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Compares what a test produced with the <c>.verified.</c> file next to its source. Stand-in for the class of the
/// same name in Verify.Xunit 30: the members that this repository uses, with the package's parameter names and file names.
/// Nothing is scrubbed and nothing is accepted automatically; a snapshot is accepted by renaming its <c>.received.</c> file.</summary>
public static class Verifier
{
    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Verify(target, "txt", settings, sourceFile);

    public static SettingsTask Verify(string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start(settings, sourceFile, name => new Comparison(name.Directory, name.FindVerified(), [Snapshot.OfText(name.Prefix, extension, target)]));

    /// <summary>One snapshot per file below <paramref name="path"/>, in a folder that bears the name of the test.</summary>
    /// <param name="include">Which files, by full path; null for all.</param>
    /// <param name="options">Null for all folders below <paramref name="path"/>.</param>
    public static SettingsTask VerifyDirectory(
        string path,
        Func<string, bool>? include = null,
        string? pattern = null,
        EnumerationOptions? options = null,
        VerifySettings? settings = null,
        [CallerFilePath] string sourceFile = "") =>
        Start(settings, sourceFile, name =>
        {
            var folder = Path.Combine(name.Directory, name.Prefix);
            var snapshots = Directory
                .EnumerateFiles(path, pattern ?? "*", options ?? new EnumerationOptions { RecurseSubdirectories = true })
                .Where(file => include?.Invoke(file) ?? true)
                .Select(file => Snapshot.OfFile(path, file))
                .OrderBy(snapshot => snapshot.VerifiedName, StringComparer.Ordinal);
            return new Comparison(folder, SnapshotName.FindVerifiedBelow(folder), [.. snapshots]);
        });

    private static SettingsTask Start(VerifySettings? settings, string sourceFile, Func<SnapshotName, Comparison> compare) =>
        new(settings, chosen => compare(SnapshotName.Claim(UseVerifyAttribute.CurrentTest, sourceFile, chosen)).Run());
}
