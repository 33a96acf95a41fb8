using System.Diagnostics;
using System.Globalization;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Model;

namespace BindGen.Benchmarks;

/// <summary>
/// The whole tool against the compiler that it stands on: <c>bindgen generate</c> for one target, as a published process, beside
/// <c>clang -fsyntax-only</c> on the same translation unit. The two alternate, so that a change of the machine's speed meets both.
/// </summary>
internal static class GenerateBenchmark
{
    private const int Rounds = 11;
    private const string Series = "6.12";

    public static int Run(string tool, string repository, TextWriter output)
    {
        var diagnostics = new DiagnosticBag();
        var tree = KernelTree.Find(Series, "x86_64");
        var libclang = LibClang.Load(diagnostics);
        var clang = Compiler();
        if (tree is null || libclang is null || clang is null)
        {
            output.WriteLine(
                tree is null ? $"the headers of kernel {Series} are missing: run ./build.sh setup"
                : libclang is null ? "libclang is missing: run ./build.sh setup"
                : "clang is missing: apt-get install clang-19");
            return 1;
        }

        string[] reference = ["-fsyntax-only", "-w", .. tree.Arguments(libclang.ResourceInclude), Path.Combine(repository, "headers/linux/linux.h")];
        var cache = Directory.CreateTempSubdirectory("bindgen-bench-").FullName;
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(cache, "kernels"), Path.Combine(KernelCache.Directory(), "kernels"));
            Environment.SetEnvironmentVariable("BINDGEN_CACHE", cache);
            string[] generate = ["generate", "headers/linux/linux.bindgen", "--target", $"linux-{Series}", "--output", Path.Combine(cache, "out")];

            output.WriteLine($"libclang {libclang.Version}, {Path.GetFileName(clang)}, kernel {tree.Version}, {Rounds} rounds, medians");
            Compare("compile check from the cache", () => { });
            Compare("compile check done", () => Directory.Delete(Path.Combine(cache, "compiled"), recursive: true));

            void Compare(string name, Action prepare)
            {
                MeasuredRun.Of(tool, generate, repository);
                var runs = new List<(MeasuredRun Tool, MeasuredRun Compiler)>();
                for (var i = 0; i < Rounds; i++)
                {
                    prepare();
                    runs.Add((MeasuredRun.Of(tool, generate, repository), MeasuredRun.Of(clang, reference, repository)));
                }
                output.WriteLine($"{name}:");
                Report("  wall", "ms", runs, run => run.Wall.TotalMilliseconds);
                Report("  peak memory", "MB", runs, run => run.PeakMegabytes);
            }

            void Report(string name, string unit, List<(MeasuredRun Tool, MeasuredRun Compiler)> runs, Func<MeasuredRun, double> figure) =>
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name,-14} generate {Median(runs.Select(run => figure(run.Tool))),7:F1} {unit}   clang -fsyntax-only {Median(runs.Select(run => figure(run.Compiler))),7:F1} {unit}   ratio {Median(runs.Select(run => figure(run.Tool) / figure(run.Compiler))):F2}"));
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }

        ReadCapture(Path.Combine(repository, "headers/linux", Series, "linux.api"), output);
        return 0;
    }

    private static void ReadCapture(string path, TextWriter output)
    {
        var text = File.ReadAllText(path);
        var times = new List<double>();
        for (var i = 0; i < 50; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = ApiReader.Read(path, text, new DiagnosticBag()) ?? throw new InvalidOperationException($"{path} is broken");
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"read linux.api ({text.Length / 1024} KiB): first {times[0]:F1} ms, median of the others {Median(times.Skip(1)):F1} ms"));
    }

    private static string? Compiler() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .SelectMany(directory => new[] { "clang-19", "clang", "clang-14" }.Select(name => Path.Combine(directory, name)))
            .FirstOrDefault(File.Exists);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
