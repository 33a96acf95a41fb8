using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BindGen.Diagnostics;

namespace BindGen.Sarif;

/// <summary>
/// Recognizes a finding of an earlier run: by its code, file, message and the text of its line, not by line numbers or figures, so that it
/// stays the same finding when something is written above it.
/// </summary>
internal sealed partial class Fingerprints(SourceTree tree)
{
    /// <summary>What the fingerprint is called; another way of making it gets another number.</summary>
    public const string Name = "bindgenFinding/v1";

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>Of equal findings, the first, second and so on in the order in which they are asked for.</summary>
    public string Of(Diagnostic finding, SourceSpan span, SarifPlace place)
    {
        var text = string.Join('\n', finding.Kind.Id, place.Base, place.Uri, Number().Replace(finding.Message, "0"), tree.LineOf(span));
        var count = _seen[text] = _seen.GetValueOrDefault(text) + 1;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}:{count}");
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
