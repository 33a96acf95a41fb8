using System.Collections.Immutable;
using System.Text;
using BindGen.Emit;

namespace BindGen.Output;

/// <summary>What storing <c>files</c> would change in a directory, found without changing anything.</summary>
/// <param name="Foreign">Changed files that the manifest does not list: BindGen did not write what is there.</param>
/// <param name="Edited">Stale files whose content is not what BindGen wrote.</param>
/// <param name="ManifestIsCurrent">Whether the stored manifest is <c>After</c>, byte for byte.</param>
internal sealed record OutputPlan(
    ImmutableArray<OutputPlan.Content> New,
    ImmutableArray<OutputPlan.Content> Changed,
    ImmutableArray<OutputPlan.Content> Unchanged,
    ImmutableArray<string> Foreign,
    ImmutableArray<string> Stale,
    ImmutableArray<string> Edited,
    Manifest Before,
    Manifest After,
    bool ManifestIsCurrent)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Changed and new files, in the order of their paths.</summary>
    public IEnumerable<Content> ToWrite => New.Concat(Changed).OrderBy(content => content.Path, StringComparer.Ordinal);

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => New.IsEmpty && Changed.IsEmpty && Stale.IsEmpty && ManifestIsCurrent;

    /// <summary>The same as changes of single files.</summary>
    /// <returns>With all contents ready.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be written.</exception>
    public OutputTransaction ToTransaction(string directory)
    {
        var transaction = new OutputTransaction(directory);
        try
        {
            // First a manifest of old and new files: whatever becomes of the rest, the next run knows all of them as BindGen's.
            transaction.Write(Manifest.FileName, Encoding.UTF8.GetBytes(Before.With(After).ToString()));
            foreach (var content in ToWrite)
                transaction.Write(content.Path, content.Bytes);
            foreach (var path in Stale)
                transaction.Remove(path);
            transaction.Write(Manifest.FileName, Encoding.UTF8.GetBytes(After.ToString()));
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    /// <exception cref="ArgumentException">Two files have one path, or a path leads out of the directory.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    public static OutputPlan Create(string directory, IReadOnlyList<GeneratedFile> files)
    {
        var contents = files.Select(Encode).OrderBy(content => content.Path, StringComparer.Ordinal).ToImmutableArray();
        RefuseImpossiblePaths(contents);
        var manifestFile = Path.Combine(directory, Manifest.FileName);
        var manifest = File.Exists(manifestFile) ? File.ReadAllText(manifestFile) : "";
        var before = Manifest.Parse(manifest);
        var after = Manifest.Of(contents.Select(content => (content.Path, content.Bytes)));
        var stored = contents.ToLookup(content => Compare(directory, content));
        var gone = before.Paths.Where(path => !after.Contains(path) && File.Exists(Path.Combine(directory, path)))
            .ToLookup(path => before.Matches(path, File.ReadAllBytes(Path.Combine(directory, path))));
        return new OutputPlan(
            [.. stored[Stored.Not]],
            [.. stored[Stored.Otherwise]],
            [.. stored[Stored.Same]],
            [.. stored[Stored.Otherwise].Select(content => content.Path).Where(path => !before.Contains(path))],
            [.. gone[true]],
            [.. gone[false]],
            before,
            after,
            File.Exists(manifestFile) && manifest == after.ToString());
    }

    private static void RefuseImpossiblePaths(ImmutableArray<Content> contents)
    {
        for (var i = 0; i < contents.Length; i++)
        {
            if (!OutputPath.IsInside(contents[i].Path))
                throw new ArgumentException($"'{contents[i].Path}' is not a path below an output directory.");
            if (i > 0 && contents[i].Path == contents[i - 1].Path)
                throw new ArgumentException($"'{contents[i].Path}' was generated twice.");
        }
    }

    private static Content Encode(GeneratedFile file) => new(file.Path, Utf8.GetBytes(file.Text.Replace("\r\n", "\n", StringComparison.Ordinal)));

    private static Stored Compare(string directory, Content content)
    {
        var file = new FileInfo(Path.Combine(directory, content.Path));
        if (!file.Exists)
            return Stored.Not;
        return file.Length == content.Bytes.Length && File.ReadAllBytes(file.FullName).AsSpan().SequenceEqual(content.Bytes)
            ? Stored.Same
            : Stored.Otherwise;
    }

    private enum Stored
    {
        Not,
        Same,
        Otherwise,
    }

    internal sealed record Content(string Path, byte[] Bytes);
}
