using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BindGen.Sweeps;

/// <summary>csmith, which writes random C: the same program for the same seed.</summary>
/// <param name="include">Where the header is that its programs include.</param>
internal sealed partial class Csmith(string include)
{
    // Much for types, little for statements, which are skipped.
    private static readonly string[] Options =
    [
        "--max-struct-fields", "14", "--max-union-fields", "8", "--max-struct-nested-level", "5", "--max-array-len-per-dim", "5",
        "--packed-struct", "--bitfields", "--unions", "--float", "--inline-function", "--quiet",
        "--max-funcs", "10", "--max-block-depth", "2", "--max-block-size", "2", "--max-expr-complexity", "4",
    ];

    // Some thirty types a program, where the defaults give one or two; in percent.
    private const string Probabilities = "more_struct_union_type_prob=97\nbitfield_in_normal_struct_prob=25\nstruct_as_ltype_prob=45\nunion_as_ltype_prob=30\n";

    private const string ProbabilitiesFile = "probabilities.txt";

    /// <summary>What to tell the user when it is missing.</summary>
    public const string HowToInstall = "csmith is missing: apt-get install csmith libcsmith-dev";

    /// <summary>Where the header is that its programs include.</summary>
    public string Include => include;

    /// <returns>Null when the program or its headers are not installed.</returns>
    public static Csmith? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, "csmith")))
        && Directory.EnumerateDirectories("/usr/include", "csmith*").Order(StringComparer.Ordinal).LastOrDefault(directory => File.Exists(Path.Combine(directory, "csmith.h"))) is { } include
            ? new Csmith(include)
            : null;

    /// <param name="directory">For nothing else: csmith leaves files where it runs.</param>
    /// <returns>The path of the program; null with the reason when there is none.</returns>
    public (string? Path, string Problem) Write(uint seed, string directory)
    {
        var path = Path.Combine(directory, "random.c");
        File.WriteAllText(Path.Combine(directory, ProbabilitiesFile), Probabilities);
        string[] arguments = [.. Options, "--probability-configuration", ProbabilitiesFile, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--output", path];
        using var process = Process.Start(new ProcessStartInfo("csmith", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            return (null, $"csmith fails: {error}{output.Result}".Trim());
        // As external functions and variables they are part of the API.
        File.WriteAllText(path, InternalDeclaration().Replace(File.ReadAllText(path), ""));
        return (path, "");
    }

    [GeneratedRegex("^static (inline )?", RegexOptions.Multiline)]
    private static partial Regex InternalDeclaration();
}
