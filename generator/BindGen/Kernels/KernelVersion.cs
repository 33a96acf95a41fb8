using System.Globalization;
using System.Text.RegularExpressions;

namespace BindGen.Kernels;

/// <summary>The number that names a kernel: a series, <c>6.12</c>, or one release of it, <c>6.12.117</c>.</summary>
/// <param name="Patch">Null for a series.</param>
internal readonly partial record struct KernelVersion(int Major, int Minor, int? Patch) : IComparable<KernelVersion>
{
    public bool IsRelease => Patch is not null;

    public KernelVersion Series => this with { Patch = null };

    /// <returns>Null for anything else, also for a release with more behind its number.</returns>
    public static KernelVersion? Parse(string text) => Number().Match(text) is { Success: true } match && match.Length == text.Length ? Of(match) : null;

    /// <summary>The number that <paramref name="text"/> begins with, such as that of <c>6.12.117+deb12-amd64</c>.</summary>
    public static KernelVersion? ParseStart(string text) => Number().Match(text) is { Success: true } match ? Of(match) : null;

    public int CompareTo(KernelVersion other) => (Major, Minor, Patch ?? -1).CompareTo((other.Major, other.Minor, other.Patch ?? -1));

    public override string ToString() => Patch is { } patch ? $"{Major}.{Minor}.{patch}" : $"{Major}.{Minor}";

    private static KernelVersion Of(Match match) => new(Of(match.Groups[1]), Of(match.Groups[2]), match.Groups[3].Success ? Of(match.Groups[3]) : null);

    private static int Of(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A([0-9]{1,4})\.([0-9]{1,4})(?:\.([0-9]{1,4}))?(?![0-9])")]
    private static partial Regex Number();
}
