using System.Text;
using BindGen.Output;

namespace BindGen.Review;

/// <summary>What generated files belong to: an output directory, or the captured API of a target.</summary>
/// <param name="Directory">The full path; null for a capture and for the record of coverage.</param>
/// <param name="Project">The project file; null for what <c>raw</c> wrote.</param>
internal sealed record OutputArea(GitIndex Git, string? Directory, string? Project, string? Target)
{
    public string? ManifestPath => Directory is null ? null : Git.PathOf(System.IO.Path.Combine(Directory, Manifest.FileName));

    public bool IsManifest(string path) => path == ManifestPath;

    /// <summary>The path of a generated file below the output directory.</summary>
    public string PathOf(string file) => System.IO.Path.GetRelativePath(Directory ?? Git.Root, file);

    /// <summary>Which files BindGen wrote here: now, or when the output was staged last.</summary>
    public Func<string, bool> Written()
    {
        var (now, before) = (Manifest.Parse(Current()), Manifest.Parse(Staged()));
        return path => now.Contains(path) || before.Contains(path);
    }

    /// <summary>Makes the manifest say of one file what the staged one says, so that the next run knows what it finds.</summary>
    public void TakeBack(string path)
    {
        var now = Current();
        var manifest = Manifest.Parse(now).Like(Manifest.Parse(Staged()), path).ToString();
        if (manifest != now)
            SavedFile.Write(Git.FullPath(ManifestPath!), Encoding.UTF8.GetBytes(manifest));
    }

    /// <summary>Makes the manifest true where everything is decided: of a file that is as it was staged, it says what the staged one says,
    /// also when a review was killed between the two.</summary>
    public void Reconcile()
    {
        var (now, staged) = (Current(), Manifest.Parse(Staged()));
        var manifest = Manifest.Parse(now);
        foreach (var path in manifest.Paths.Union(staged.Paths, StringComparer.Ordinal).ToList())
        {
            var file = System.IO.Path.Combine(Directory!, path);
            if (File.Exists(file) ? staged.Matches(path, File.ReadAllBytes(file)) : !staged.Contains(path))
                manifest = manifest.Like(staged, path);
        }
        if (manifest.ToString() != now)
            SavedFile.Write(Git.FullPath(ManifestPath!), Encoding.UTF8.GetBytes(manifest.ToString()));
    }

    private string Current() => Git.FullPath(ManifestPath!) is var file && File.Exists(file) ? File.ReadAllText(file) : "";

    private string Staged() => Git.Entries([ManifestPath!]) is [{ Mode: not null }] ? Encoding.UTF8.GetString(Git.Content(ManifestPath!)) : "";
}
