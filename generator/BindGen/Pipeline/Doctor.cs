using System.Collections.Immutable;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Kernels;

namespace BindGen.Pipeline;

/// <param name="Subject">What was looked for.</param>
/// <param name="Finding">What is there, or what is wrong, on one line.</param>
/// <param name="Install">What to do about it; null when nothing is missing.</param>
internal sealed record Checkup(string Subject, string Finding, string? Install)
{
    public bool IsHealthy => Install is null;
}

/// <summary>Looks for everything that BindGen needs from the machine.</summary>
internal static class Doctor
{
    private static readonly string[] Compilers = ["cc", "gcc", "clang"];

    public static ImmutableArray<Checkup> Run() => [.. LibClangChecks(), Compiler(), LibraryHeaders(), Packages(), .. Kernels(KernelCache.Directory())];

    private static IEnumerable<Checkup> LibClangChecks()
    {
        var diagnostics = new DiagnosticBag();
        if (LibClang.Load(diagnostics) is { } libclang)
            return [new("libclang", $"{libclang.Version}, {libclang.Path}", null), new("clang headers", libclang.ResourceInclude, null)];
        var found = diagnostics.ToSorted()[0];
        return [new(found.Kind == DiagnosticKinds.NoResourceDirectory ? "clang headers" : "libclang", found.Message, found.Help ?? "")];
    }

    private static Checkup Compiler()
    {
        var compiler = Compilers.Select(ProgramRun.Find).FirstOrDefault(found => found is not null);
        return compiler is null ? new("C compiler", $"none of {string.Join(", ", Compilers)} is on the PATH", "apt-get install gcc")
            : VersionOf(compiler) is { } version ? new("C compiler", $"{version}, {compiler}", null)
            : new("C compiler", $"{compiler} does not run", "apt-get install --reinstall gcc");
    }

    private static string? VersionOf(string compiler) =>
        ProgramRun.Of(compiler, ["--version"]) is { ExitCode: 0 } run ? run.Output.Split('\n')[0].Trim() : null;

    private static Checkup LibraryHeaders() =>
        new IncludeSearch(ClangArguments.IncludeDirectories([], HeaderSource.Triple([]))).Find("stdio.h") is { } header
            ? new("C library", header, null)
            : new("C library", "no directory of the system has stdio.h", "apt-get install libc6-dev");

    private static Checkup Packages() => PackageClient.Missing() is { } missing
        ? new("package client", $"{missing} is not on the PATH; only 'bindgen kernels fetch' needs it", "on Debian and its relatives apt-get install apt dpkg, elsewhere use 'bindgen kernels add PATH'")
        : new("package client", ProgramRun.Find(PackageClient.Program)!, null);

    private static IEnumerable<Checkup> Kernels(string cache)
    {
        const string Fetch = "bindgen kernels fetch 6.12";
        var checks = KernelInventory.Known(cache).Select(tree => tree.Problem is { } problem
            ? new Checkup("kernel headers", $"{tree.Path} has no complete tree", tree.Origin == TreeOrigin.Cached ? $"bindgen kernels fetch {tree.Kernel} --arch {tree.Arch}" : problem)
            : new Checkup("kernel headers", $"linux {tree.Version} for {tree.Arch}, {tree.Path}", null)).ToList();
        return checks.Count > 0 ? checks : [new("kernel headers", $"none in {KernelCache.TreesOf(cache)}; only bindings of a kernel need them", Fetch)];
    }
}
