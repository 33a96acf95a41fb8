using System.Collections.Immutable;
using System.IO.Enumeration;
using BindGen.Check.Compiled;
using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Pipeline;

namespace BindGen.Sweeps;

/// <summary>Every header of <c>include/linux</c> and <c>include/drm</c> of a kernel, each as a translation unit of its own.</summary>
/// <param name="clang">Decides which headers count: those that it accepts alone.</param>
/// <param name="judges">Asked for layouts, the first one that accepts the header.</param>
internal sealed class HeaderSweep(KernelTree tree, CCompiler clang, ImmutableArray<CCompiler> judges)
{
    public string Title => $"linux {tree.Version} for {tree.Arch.Name}, judged by {string.Join(", else ", judges.Select(judge => judge.Name))}";

    /// <returns>Null when no clang is installed, which was said.</returns>
    public static HeaderSweep? Of(KernelTree tree, TextWriter error)
    {
        var installed = Compilers.Installed();
        if (installed.FirstOrDefault(compiler => compiler.IsClang) is not { } clang)
        {
            error.WriteLine("clang is missing: apt-get install clang");
            return null;
        }
        // The kernel's configuration is that of gcc; a gcc compiles for one machine only.
        var gcc = installed.Where(compiler => !compiler.IsClang && compiler.Adapt([], tree.Arch.Triple, new DiagnosticBag()) is not null);
        return new HeaderSweep(tree, clang, [.. gcc, clang]);
    }

    /// <param name="pattern">Of names such as <c>linux/device.h</c>, with <c>*</c> and <c>?</c>.</param>
    public ImmutableArray<Trial> Run(string pattern, Progress progress) =>
        Trials.Run([.. Headers().Where(header => FileSystemName.MatchesSimpleExpression(pattern, header, ignoreCase: false))], Try, progress);

    private IEnumerable<string> Headers() =>
        from directory in new[] { "drm", "linux" }
        from path in Directory.EnumerateFiles(Path.Combine(tree.Common, "include", directory), "*.h").Order(StringComparer.Ordinal)
        select $"{directory}/{Path.GetFileName(path)}";

    private Trial Try(string header)
    {
        var examined = Examination.Of(new HeaderRequest([header], [], [], tree.Series, tree.Arch.Name), judges, needed: 1);
        var repeat = $"./build.sh sweep --kernel {tree.Series} --arch {tree.Arch.Name} --only '{header}'";
        if (examined.HeaderErrors.IsEmpty)
            return new(header, examined.Findings.IsEmpty ? Outcome.Exact : Outcome.Failed, examined.Records, examined.Findings, repeat);
        return Refusal(header) is { } refusal
            ? new(header, Outcome.Refused, 0, [refusal], repeat)
            : new(header, Outcome.Failed, examined.Records, [.. examined.HeaderErrors, .. examined.Findings], repeat);
    }

    /// <summary>The first error of clang itself on the header alone; null when it accepts it.</summary>
    private string? Refusal(string header)
    {
        var file = Path.Combine(tree.Common, "include", header);
        string[] arguments = [.. tree.Arguments(clang.ResourceInclude), .. tree.Arch.CompileFlags, "-w", "-fsyntax-only", "-fdiagnostics-color=never", "-fno-caret-diagnostics", file];
        var run = CompilerProcess.Run(clang.Program, arguments, out var why);
        return run is null ? why
            : run.ExitCode == 0 ? null
            : Array.Find(run.Error.Split('\n'), line => line.Contains("error:", StringComparison.Ordinal))?.Replace(tree.Common + "/", "", StringComparison.Ordinal).Replace(tree.Generated + "/", "", StringComparison.Ordinal)
                ?? "clang fails without a message";
    }
}
