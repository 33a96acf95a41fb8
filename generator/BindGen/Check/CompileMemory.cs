using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using BindGen.Emit;
using Microsoft.CodeAnalysis.CSharp;

namespace BindGen.Check;

/// <summary>
/// Remembers which texts have compiled, as empty files named by a hash of all that the answer depends on. A memory that cannot
/// be read or written costs time, and is never an error.
/// </summary>
/// <param name="cacheDirectory">Of the user, shared by projects; null to remember nothing.</param>
internal sealed class CompileMemory(string? cacheDirectory)
{
    private readonly string? _directory = cacheDirectory is null ? null : Path.Combine(cacheDirectory, "compiled");

    public bool Knows(string key) => _directory is not null && File.Exists(Path.Combine(_directory, key));

    public void Remember(string key)
    {
        if (_directory is null)
            return;
        try
        {
            Directory.CreateDirectory(_directory);
            File.WriteAllBytes(Path.Combine(_directory, key), []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    public static string Key(IReadOnlyList<GeneratedFile> files) =>
        Key(files.OrderBy(file => file.Path, StringComparer.Ordinal).SelectMany(file => new[] { file.Path, file.Text }));

    /// <summary>A hash of <paramref name="texts"/> and of the compiler that the answer comes from.</summary>
    public static string Key(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var assembly in CompileReferences.Assemblies.Append(typeof(CompileMemory).Assembly).Append(typeof(CSharpCompilation).Assembly))
            Append(hash, assembly.ManifestModule.ModuleVersionId.ToString());
        foreach (var text in texts)
            Append(hash, text);

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // With its length, so that no two different lists of texts are the same bytes.
    private static void Append(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.ASCII.GetBytes(text.Length.ToString(CultureInfo.InvariantCulture) + ":"));
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
