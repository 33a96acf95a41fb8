using System.Text;

namespace VerifyXunit;

/// <summary>One thing to compare: text, or bytes that are not text.</summary>
/// <param name="Name">Path below the comparison's folder, without suffix and extension, with <c>/</c>.</param>
internal sealed record Snapshot(string Name, string Extension, string? Text, byte[]? Bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public string VerifiedName => $"{Name}.verified.{Extension}";

    public string ReceivedName => $"{Name}.received.{Extension}";

    public static Snapshot OfText(string name, string extension, string? text) =>
        new(name, extension, text switch { null => "null", "" => "emptyString", _ => Normalize(text) }, null);

    public static Snapshot OfFile(string root, string file)
    {
        var relative = Path.GetRelativePath(root, file).Replace('\\', '/');
        var extension = Path.GetExtension(relative);
        var name = relative[..^extension.Length];
        var bytes = File.ReadAllBytes(file);
        var text = Decode(bytes);
        return new Snapshot(name, extension.Length > 1 ? extension[1..] : "noextension", text is null ? null : Normalize(text), text is null ? bytes : null);
    }

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (Text is null)
            File.WriteAllBytes(path, Bytes!);
        else
            File.WriteAllText(path, Text, Strict);
    }

    /// <summary>Null when the file holds the same; otherwise what differs.</summary>
    public string? Compare(string path)
    {
        if (Text is null)
            return File.ReadAllBytes(path).AsSpan().SequenceEqual(Bytes) ? null : "The bytes differ.";
        var verified = Decode(File.ReadAllBytes(path));
        return verified switch
        {
            null => "The verified file is not UTF-8 text.",
            _ when verified.Contains('\r') => "The verified file contains carriage returns; snapshots have LF line ends on every system.",
            _ when verified == Text => null,
            _ => FirstDifference.Describe(verified, Text),
        };
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');

    private static string? Decode(byte[] bytes)
    {
        if (bytes.AsSpan().Contains((byte)0))
            return null;
        try
        {
            return Strict.GetString(bytes.AsSpan().StartsWith(Strict.Preamble) ? bytes.AsSpan(Strict.Preamble.Length) : bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
