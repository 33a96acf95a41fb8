using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace BindGen.Output;

/// <summary>
/// The list of what BindGen stored in an output directory: one line <c>sha256  path</c> for each file, sorted by path, in the
/// form that <c>sha256sum --check</c> reads. It tells a file that is no longer generated from a file that somebody put there.
/// </summary>
internal sealed class Manifest
{
    public const string FileName = ".bindgen-manifest";

    private const string Separator = "  ";

    private readonly ImmutableSortedDictionary<string, string> _hashes;

    private Manifest(ImmutableSortedDictionary<string, string> hashes) => _hashes = hashes.WithComparers(StringComparer.Ordinal);

    public IEnumerable<string> Paths => _hashes.Keys;

    public bool Contains(string path) => _hashes.ContainsKey(path);

    public bool Matches(string path, ReadOnlySpan<byte> content) => _hashes.TryGetValue(path, out var hash) && hash == Hash(content);

    public static Manifest Of(IEnumerable<(string Path, byte[] Content)> files) =>
        new(files.ToImmutableSortedDictionary(file => file.Path, file => Hash(file.Content), StringComparer.Ordinal));

    /// <summary>That of a directory; one of no files where there is none.</summary>
    public static Manifest ReadFrom(string directory) =>
        Parse(Path.Combine(directory, FileName) is var file && File.Exists(file) ? File.ReadAllText(file) : "");

    /// <summary>Reads a manifest. Lines that are none, such as the marks of a merge conflict, and paths that leave the directory are passed over.</summary>
    public static Manifest Parse(string text)
    {
        var hashes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            if (line.TrimEnd('\r').Split(Separator, 2) is [{ Length: 2 * SHA256.HashSizeInBytes } hash, var path] && OutputPath.IsInside(path))
                hashes[path] = hash;
        }

        return new Manifest(hashes.ToImmutable());
    }

    /// <summary>The files of both; where both have one, as in <paramref name="other"/>.</summary>
    public Manifest With(Manifest other) => new(_hashes.SetItems(other._hashes));

    /// <summary>Says of one file what <paramref name="other"/> says of it, which may be nothing.</summary>
    public Manifest Like(Manifest other, string path) => new(other._hashes.TryGetValue(path, out var hash) ? _hashes.SetItem(path, hash) : _hashes.Remove(path));

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (path, hash) in _hashes)
            text.Append(hash).Append(Separator).Append(path).Append('\n');
        return text.ToString();
    }

    private static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
