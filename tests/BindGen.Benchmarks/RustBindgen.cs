using System.Diagnostics;

namespace BindGen.Benchmarks;

/// <summary>Debian's rust-bindgen, a generator of raw bindings that reads headers with libclang too.</summary>
internal static class RustBindgen
{
    // It panics on what newer ones answer.
    private const string LibClang = "/usr/lib/llvm-14/lib";

    public const string HowToInstall = "apt-get install bindgen libclang1-14 libclang-common-14-dev";

    /// <param name="arguments">Those of clang, for a directory of the compiler's own headers.</param>
    /// <returns>Null when it, or the libclang that it needs, is not installed.</returns>
    public static Contender? Find(string header, string output, Func<string, IEnumerable<string>> arguments)
    {
        var resources = Directory.Exists(LibClang) ? Directory.EnumerateDirectories(LibClang + "/clang").Select(version => Path.Combine(version, "include")).FirstOrDefault(Directory.Exists) : null;
        return resources is null || Version() is not { } version
            ? null
            // Without what only makes it slower: formatting, and tests of the layouts that it found.
            : new Contender(
                $"rust-{version}", "bindgen", ["--no-rustfmt-bindings", "--no-layout-tests", header, "-o", output, "--", "-w", .. arguments(resources)],
                () => { }, new(StringComparer.Ordinal) { ["LIBCLANG_PATH"] = LibClang });
    }

    private static string? Version()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("bindgen", ["--version"]) { RedirectStandardOutput = true })!;
            return process.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } version ? version : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
