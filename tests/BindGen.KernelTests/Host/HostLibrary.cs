using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace BindGen.KernelTests.Host;

/// <summary>Where <c>build.sh</c> puts the kernel host of this assembly's kernel series.</summary>
internal static class HostLibrary
{
    public const string Plain = "plain";

    public const string Sanitized = "sanitized";

    private static readonly string Directory = DirectoryOf(Series());

    public static string PathOf(string variant) => LibraryIn(Directory, variant);

    /// <summary>The host of another kernel; null when there is none.</summary>
    public static string? PathOfSeries(string series) => LibraryIn(DirectoryOf(series), Plain) is var path && File.Exists(path) ? path : null;

    /// <summary>Why there is no host, or null when there is one.</summary>
    public static string? Missing()
    {
        var reason = Path.Combine(Directory, "missing");
        if (File.Exists(reason))
            return File.ReadAllText(reason).Trim();
        return File.Exists(PathOf(Plain)) && File.Exists(PathOf(Sanitized)) ? null : $"there is no kernel host in {Directory}: './build.sh host' builds it";
    }

    /// <summary>AddressSanitizer must be the first library of a process, and .NET keeps the signals that it turns into exceptions.</summary>
    public static IEnumerable<(string Name, string Value)> EnvironmentOf(string variant) => variant == Plain ? [] :
    [
        ("LD_PRELOAD", $"{CompilerFile("libasan.so")} {CompilerFile("libubsan.so")}"),
        ("ASAN_OPTIONS", "detect_leaks=0:handle_segv=0:handle_sigfpe=0:use_sigaltstack=0:abort_on_error=1:detect_stack_use_after_return=0"),
        ("UBSAN_OPTIONS", "print_stacktrace=1:halt_on_error=1:abort_on_error=1"),
    ];

    private static string DirectoryOf(string series) => Path.Combine(CacheDirectory(), "kernel-host", series);

    private static string LibraryIn(string directory, string variant) => Path.Combine(directory, variant, "libkernelhost.so");

    private static string CacheDirectory() =>
        Environment.GetEnvironmentVariable("BINDGEN_CACHE") is { Length: > 0 } named ? named :
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "bindgen");

    private static string Series() => typeof(HostLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "KernelTarget").Value!["linux-".Length..];

    private static string CompilerFile(string name)
    {
        using var gcc = Process.Start(new ProcessStartInfo("gcc", [$"-print-file-name={name}"]) { RedirectStandardOutput = true })!;
        return gcc.StandardOutput.ReadToEnd().Trim();
    }
}

/// <summary>A theory that needs the kernel host, and says so where there is none.</summary>
public sealed class HostTheoryAttribute : TheoryAttribute
{
    public HostTheoryAttribute() => Skip = HostLibrary.Missing();
}
