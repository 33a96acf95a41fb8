using System.Diagnostics;
using System.Globalization;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Model;

namespace BindGen.Benchmarks;

/// <summary>
/// The whole tool against the compiler that it stands on, and against another generator: <c>bindgen generate</c> for one target and
/// <c>bindgen raw</c> of everything, as published processes, beside <c>clang -fsyntax-only</c> and rust-bindgen on the same translation unit.
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

        var place = Directory.CreateTempSubdirectory("bindgen-bench-").FullName;
        try
        {
            Race(tool, repository, place, tree, libclang, clang, output);
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }

        ReadCapture(Path.Combine(repository, "headers/linux", Series, "linux.api"), output);
        return RulesBenchmark.Run(output);
    }

    private static void Race(string tool, string repository, string place, KernelTree tree, LibClang libclang, string clang, TextWriter output)
    {
        var header = Path.Combine(repository, "headers/linux/linux.h");
        var results = Path.Combine(place, "out");
        var compiler = new Contender($"{Path.GetFileName(clang)} -fsyntax-only", clang, ["-fsyntax-only", "-w", .. tree.Arguments(libclang.ResourceInclude), header], () => { }, []);
        var rust = RustBindgen.Find(header, Path.Combine(place, "rust.rs"), resources => tree.Arguments(resources));
        Contender[] references = rust is null ? [compiler] : [compiler, rust];
        string[] generate = ["generate", "headers/linux/linux.bindgen", "--target", $"linux-{Series}", "--output", Path.Combine(place, "safe")];
        string[] raw = ["raw", header, "--also", "*", "--kernel", Series, "--output", results, "--namespace", "Whole", "--library", "kernel"];
        var (warm, cold) = (Cache("warm"), Cache("cold"));
        Contender[] contenders =
        [
            .. references,
            new("generate, compile check from the cache", tool, generate, () => { }, warm),
            new("generate, compile check done", tool, generate, ForgetWhatCompiled, cold),
            new("raw of the whole unit, compile check from the cache", tool, raw, () => Forget(results), warm),
            new("raw of the whole unit, compile check done", tool, raw, () => { ForgetWhatCompiled(); Forget(results); }, cold),
        ];

        output.WriteLine($"libclang {libclang.Version}, kernel {tree.Version}, headers/linux/linux.h; {Rounds} rounds, medians");
        new Comparison(contenders, references, repository).Write(Rounds, output);
        if (rust is null)
            output.WriteLine($"  rust-bindgen: not measured, because it is not installed: {RustBindgen.HowToInstall}");

        void ForgetWhatCompiled() => Forget(Path.Combine(cold["BINDGEN_CACHE"], "compiled"));

        Dictionary<string, string> Cache(string name)
        {
            var cache = Directory.CreateDirectory(Path.Combine(place, name)).FullName;
            Directory.CreateSymbolicLink(Path.Combine(cache, "kernels"), Path.Combine(KernelCache.Directory(), "kernels"));
            return new(StringComparer.Ordinal) { ["BINDGEN_CACHE"] = cache };
        }
    }

    private static void Forget(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
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
