using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BindGen.Kernels;

/// <summary>The package client of Debian and its relatives. Lists of its own need no root, do not depend on when those of the system were
/// last updated, and can be those of another architecture.</summary>
/// <param name="sources">A file that says which package sources there are; null for the system's own.</param>
internal sealed partial class PackageClient(string cache, KernelArch arch, string? sources)
{
    public const string Program = "apt-get";
    public const string Unpacker = "dpkg-deb";

    // The client itself begins anew when a download was interrupted.
    private const string Helper = "/usr/lib/apt/apt-helper";

    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    private readonly string _directory = sources is null
        ? Path.Combine(KernelCache.ListsOf(cache), arch.Package)
        : Path.Combine(KernelCache.ListsOf(cache), $"{arch.Package}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(sources))))[..8]}");

    /// <summary>What is missing on this machine to ask and to download; null when nothing is.</summary>
    public static string? Missing() => new[] { Program, "apt-cache", Unpacker }.FirstOrDefault(program => ProgramRun.Find(program) is null) ?? (File.Exists(Helper) ? null : Helper);

    /// <summary>When a package source last answered; null when none has.</summary>
    public DateTime? Asked => File.Exists(Stamp) ? File.GetLastWriteTimeUtc(Stamp) : null;

    public bool IsFresh => Asked is { } asked && DateTime.UtcNow - asked is var age && age < Fresh && age > -Fresh;

    private string Stamp => Path.Combine(_directory, "updated");

    /// <summary>Asks the package sources what they have. One that does not answer matters only if it is the one with the kernel.</summary>
    /// <returns>What went wrong in the client's words; null when a source answered.</returns>
    public string? Update()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "lists", "partial"));
        Directory.CreateDirectory(Path.Combine(_directory, "cache", "archives", "partial"));
        var run = ProgramRun.Of(Program, [.. Options, "update"]);
        if (!HasAnswer(run.Output))
            return Complaints(run);
        File.WriteAllText(Stamp, "");
        return null;
    }

    /// <summary>What the sources had when they last answered: the newest package for each release, releases in ascending order. Without
    /// the variants for real time and clouds.</summary>
    public ImmutableArray<KernelOffer> Offers()
    {
        var names = ProgramRun.Of("apt-cache", [.. Options, "pkgnames", "linux-headers-"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var form = new Regex($@"\Alinux-headers-[0-9]+\.[0-9]+\.[0-9][^-]*(-[0-9][0-9a-z.]*)?-{arch.Package}\z", RegexOptions.CultureInvariant);
        var packages = names.Where(name => form.IsMatch(name)).Order(StringComparer.Ordinal).ToList();
        if (packages.Count == 0)
            return [];
        // The client names the newest first.
        var offers = ProgramRun.Of("apt-cache", [.. Options, "show", .. packages]).Output.Split("\n\n").Select(Offer).OfType<KernelOffer>();
        return [.. offers.GroupBy(offer => offer.Version).Select(group => group.First()).OrderBy(offer => offer.Version)];
    }

    /// <summary>Downloads packages of one version and checks them, going on where an interrupted download ended.</summary>
    /// <param name="directory">Where they go, and where the interrupted download is.</param>
    /// <param name="progress">Told how many hundredths are there.</param>
    /// <returns>What went wrong in the client's words; null when all are there.</returns>
    public string? Download(IEnumerable<string> packages, string version, string directory, Action<double> progress)
    {
        Directory.CreateDirectory(directory);
        // Not in that directory, where it would remove what is not complete.
        var places = ProgramRun.Of(Program, [.. Options, "download", "--print-uris", .. packages.Select(package => $"{package}={version}")], _directory);
        if (places.ExitCode != 0)
            return Complaints(places);
        var files = Place().Matches(places.Output).SelectMany(match => new[] { match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value });
        var run = ProgramRun.Of(
            Helper, [.. Options, "-q=2", "-o", "APT::Status-Fd=1", "download-file", .. files], directory,
            line =>
            {
                if (Progress().Match(line) is { Success: true } match)
                    progress(double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            });
        return run.ExitCode == 0 ? null : Complaints(run);
    }

    /// <summary>The file that <see cref="Download"/> made of a package.</summary>
    public static string? FileOf(string package, string version, string directory) =>
        Directory.EnumerateFiles(directory, "*.deb").FirstOrDefault(file => Path.GetFileName(file).StartsWith($"{package}_{version.Replace(":", "%3a", StringComparison.Ordinal)}_", StringComparison.Ordinal));

    private ImmutableArray<string> Options =>
    [
        "-o", $"Dir::State::Lists={Path.Combine(_directory, "lists")}",
        "-o", $"Dir::Cache={Path.Combine(_directory, "cache")}",
        "-o", "Dir::Cache::pkgcache=pkgcache.bin", "-o", "Dir::Cache::srcpkgcache=",
        "-o", "Dir::State::status=/dev/null",
        "-o", $"APT::Architecture={arch.Package}", "-o", $"APT::Architectures={arch.Package}",
        // The user that the client would become could not write here.
        "-o", "APT::Sandbox::User=root",
        "-o", "Acquire::Languages=none", "-o", "Acquire::GzipIndexes=true",
        "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::https::Timeout=20",
        .. sources is null ? (IEnumerable<string>)[] : ["-o", $"Dir::Etc::SourceList={Path.GetFullPath(sources)}", "-o", "Dir::Etc::SourceParts=/dev/null"],
    ];

    private KernelOffer? Offer(string stanza)
    {
        var fields = stanza.Split('\n').Select(line => line.Split(": ", 2)).Where(field => field.Length == 2).DistinctBy(field => field[0])
            .ToDictionary(field => field[0], field => field[1], StringComparer.Ordinal);
        return fields.TryGetValue("Package", out var package) && fields.TryGetValue("Version", out var version)
            && fields.TryGetValue("Depends", out var depends) && CommonPackage().Match(depends) is { Success: true } common
            && Upstream(version) is { } upstream
            ? new KernelOffer(upstream, arch, package, version, common.Value)
            : null;
    }

    /// <summary>Of <c>6.12.115-2~deb12u1</c>, <c>6.12.115</c>.</summary>
    private static KernelVersion? Upstream(string version)
    {
        var start = version.IndexOf(':') + 1;
        var end = version.LastIndexOf('-');
        return KernelVersion.Parse(end > start ? version[start..end] : version[start..]) is { IsRelease: true } release ? release : null;
    }

    /// <summary>Whether something was got: of each thing, by its number, the last line says it.</summary>
    private static bool HasAnswer(string output) =>
        Answers().Matches(output).GroupBy(line => line.Groups[2].Value).Any(lines => lines.Last().Groups[1].Value is "Get" or "Hit");

    private static string Complaints(ProgramRun run)
    {
        var lines = $"{run.Error}\n{run.Output}".Split('\n').Select(line => line.Trim()).Where(line => Complaint().IsMatch(line))
            .Select(line => line[3..].Replace("  ", ": ", StringComparison.Ordinal)).Distinct().ToList();
        return lines.Count > 0 ? string.Join("; ", lines.Take(3)) : $"{Program} ended with exit code {run.ExitCode.ToString(CultureInfo.InvariantCulture)} and did not say why";
    }

    [GeneratedRegex("(?m)^(Get|Hit|Ign|Err):([0-9]+)")]
    private static partial Regex Answers();

    [GeneratedRegex("^(?:E: |W: Failed to fetch )")]
    private static partial Regex Complaint();

    /// <summary>The address, the name and the checksum of a file.</summary>
    [GeneratedRegex("(?m)^'([^']+)' (\\S+) [0-9]+ (\\S+:[0-9a-f]+)$")]
    private static partial Regex Place();

    [GeneratedRegex("^dlstatus:[0-9]+:([0-9]+(?:[.][0-9]+)?):")]
    private static partial Regex Progress();

    [GeneratedRegex("linux-headers-[^ ,]*-common(?=[ ,]|$)")]
    private static partial Regex CommonPackage();
}
