using System.Text.RegularExpressions;
using BindGen.Diagnostics;
using BindGen.Output;

namespace BindGen.Kernels;

/// <summary>Reads a kernel tree that is somewhere on this machine: a source tree that was built, in place or elsewhere, or the headers of
/// a distribution. Says what it lacks, and the command that makes it.</summary>
internal sealed partial class PreparedTree(string path, DiagnosticBag diagnostics)
{
    private const string Configuration = "include/generated/autoconf.h";
    private const string Version = "include/generated/uapi/linux/version.h";
    private const string Exports = "Module.symvers";

    private static readonly string[] CommonHeaders = ["include/linux/kconfig.h", "include/linux/compiler-version.h", "include/linux/compiler_types.h"];

    /// <param name="name">What it stands for; null for the series of its version.</param>
    /// <param name="arch">What it must be for; null for whatever its configuration says.</param>
    /// <returns>Null after an error was reported.</returns>
    public static KernelTree? Read(string path, KernelVersion? name, KernelArch? arch, DiagnosticBag diagnostics)
    {
        var tree = new PreparedTree(path, diagnostics);
        try
        {
            return tree.Read(name, arch);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return tree.Fail(DiagnosticKinds.UnreadableFile, $"'{path}' cannot be read: {FileProblem.Of(exception)}", "Check that you may read what is in it.");
        }
    }

    private KernelTree? Read(KernelVersion? name, KernelArch? arch)
    {
        if (!Directory.Exists(path))
            return Fail(DiagnosticKinds.UnreadableFile, $"'{path}' cannot be read: {(File.Exists(path) ? "it is a file" : "there is no such directory")}", "Check the name, and the directory that you are in.");
        if (CommonOf(path) is not { } common)
            return IsUserSpace() ? FailUserSpace() : FailForeign();
        if (IsShared(common))
            return Fail(
                DiagnosticKinds.TreeNotPrepared, $"'{path}' has only the headers that all architectures share: {Configuration} is missing",
                $"Name the directory of one architecture beside it, such as {path.Replace("-common", $"-{KernelArch.Default.Package}", StringComparison.Ordinal)}.");

        var configured = ConfiguredArch();
        if (File.Exists(At(Configuration)) && configured is null)
            return Fail(
                DiagnosticKinds.NoKernelTree, $"'{path}' is configured for an architecture that kernel targets do not have",
                $"There are {string.Join(" and ", KernelArch.All.Select(known => known.Name))}: configure it for one of them, such as `make -C {path} ARCH=arm64 defconfig`.");
        if (arch is not null && configured is not null && arch != configured)
            return Fail(
                DiagnosticKinds.NoKernelTree, $"'{path}' is configured for {configured.Name}, not for {arch.Name}",
                $"Leave --arch out, or name a tree that is configured for {arch.Name}.");
        var wanted = configured ?? arch ?? KernelArch.Default;
        string[] missing =
        [
            .. CommonHeaders.Where(file => !File.Exists(Path.Combine(common, file))),
            .. new[] { Configuration, Version, Exports }.Where(file => !File.Exists(At(file))),
            .. new[] { $"arch/{wanted.Directory}/include/generated" }.Where(directory => !Directory.Exists(At(directory))),
        ];
        if (missing.Length > 0)
            return FailUnprepared(common, wanted, missing);
        if (VersionOf(common) is not { } version)
            return Fail(DiagnosticKinds.NoKernelTree, $"'{path}' does not say which kernel it is: neither {Version} nor its Makefile has a version", "Prepare the tree again: `make modules_prepare`.");
        return new KernelTree((name ?? version.Series).ToString(), wanted, version.ToString(), common, path);
    }

    /// <summary>A build elsewhere than in the source tree names that tree, and so do the packages of a distribution.</summary>
    private static string? CommonOf(string path)
    {
        if (IsCommon(path))
            return path;
        var source = Path.Combine(path, "source");
        if (IsCommon(source))
            return source;
        if (Included(path) is not { } included)
            return null;
        // Unpacked elsewhere than where they would be installed, the packages are still beside each other.
        var beside = Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileName(included));
        return IsCommon(included) ? included : IsCommon(beside) ? beside : null;
    }

    private static bool IsCommon(string directory) => File.Exists(Path.Combine(directory, CommonHeaders[0]));

    /// <summary>The directory whose Makefile this one's includes.</summary>
    private static string? Included(string path)
    {
        var makefile = Path.Combine(path, "Makefile");
        return File.Exists(makefile) && MakefileInclude().Match(File.ReadAllText(makefile)) is { Success: true } match ? Path.Combine(path, match.Groups[1].Value) : null;
    }

    /// <summary>A distribution's package of what all architectures share: neither configured nor to be configured.</summary>
    private bool IsShared(string common) =>
        common == path && !File.Exists(At(Configuration)) && !File.Exists(At("Kconfig")) && Path.GetFileName(path).Contains("-common", StringComparison.Ordinal);

    private KernelArch? ConfiguredArch()
    {
        if (!File.Exists(At(Configuration)))
            return null;
        var lines = File.ReadLines(At(Configuration)).Where(line => line.StartsWith("#define CONFIG_", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return KernelArch.All.FirstOrDefault(arch => lines.Contains($"#define {arch.ConfigurationSymbol} 1"));
    }

    /// <summary>What the headers say when they are compiled, which is not what <c>uname -r</c> says of every distribution.</summary>
    private KernelVersion? VersionOf(string common)
    {
        var makefile = Path.Combine(common, "Makefile");
        return (Numbers(At(Version), HeaderVersion()) ?? (File.Exists(makefile) ? Numbers(makefile, MakefileVersion()) : null))
            ?? (File.Exists(At("include/config/kernel.release")) ? KernelVersion.ParseStart(File.ReadAllText(At("include/config/kernel.release"))) : null);
    }

    private static KernelVersion? Numbers(string file, Regex form)
    {
        var numbers = form.Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).Take(3).ToArray();
        return numbers.Length == 3 ? KernelVersion.Parse(string.Join('.', numbers)) : null;
    }

    private bool IsUserSpace() =>
        new[] { path, At("include"), At("usr/include") }.Any(directory => File.Exists(Path.Combine(directory, "linux/types.h")) && !File.Exists(Path.Combine(directory, "linux/kconfig.h")));

    private KernelTree? FailUserSpace()
    {
        var include = new[] { path, At("include"), At("usr/include") }.First(directory => File.Exists(Path.Combine(directory, "linux/types.h")));
        return Fail(
            DiagnosticKinds.NoKernelTree, $"'{path}' has the kernel's interface to programs, as `make headers_install` writes it; kernel targets need the headers of the kernel itself",
            $"A target of a library takes it as it is: `target NAME {{ triple \"x86_64-linux-gnu\"; include \"{include}\"; }}`, and so does `bindgen raw linux/fb.h -- -I {include}`.");
    }

    private KernelTree? FailForeign()
    {
        var inside = Directory.Exists(CachedTree.SourcesOf(path)) ? CachedTree.SourcesOf(path) : path;
        var found = CachedTree.Subdirectories(inside).FirstOrDefault(directory => File.Exists(Path.Combine(directory, Configuration)));
        return Fail(
            DiagnosticKinds.NoKernelTree, $"'{path}' is no kernel tree: it has no {CommonHeaders[0]}, and neither 'source' nor its Makefile leads to one",
            found is not null ? $"Name the tree inside it: bindgen kernels add {found}"
            : Included(path) is { } included ? $"Its Makefile names {included}, which is not there: install or unpack the package of that name beside it."
            : "Name the root of a source tree, a directory where one was built, or /usr/src/linux-headers-VERSION of a distribution.");
    }

    private KernelTree? FailUnprepared(string common, KernelArch arch, string[] missing)
    {
        return Fail(
            DiagnosticKinds.TreeNotPrepared, $"'{path}' is not prepared: it lacks {string.Join(", ", missing)}",
            Included(path) is null ? $"Make what is missing: {string.Join(" && ", Commands(common, arch, missing))}"
            : $"It is a header package that is not complete: install it again, such as with `apt-get install --reinstall {Path.GetFileName(path)}`.");
    }

    private IEnumerable<string> Commands(string common, KernelArch arch, string[] missing)
    {
        var cross = arch == KernelArch.Default ? "" : $" ARCH={arch.Name} CROSS_COMPILE={arch.Triple}-";
        var make = $"make -C {common}{(common == path ? "" : $" O={Path.GetFullPath(path)}")}{cross}";
        if (!File.Exists(At(".config")))
            yield return $"{make} defconfig";
        if (missing is not [Exports])
            yield return $"{make} modules_prepare";
        if (missing.Contains(Exports))
            yield return $"{make} -j$(nproc)";
    }

    private KernelTree? Fail(DiagnosticKind kind, string message, string help)
    {
        diagnostics.Add(kind, null, message, help);
        return null;
    }

    private string At(string file) => Path.Combine(path, file);

    [GeneratedRegex(@"(?m)^include[ \t]+(\S+)/Makefile[ \t]*$")]
    private static partial Regex MakefileInclude();

    [GeneratedRegex(@"(?m)^#define LINUX_VERSION_(?:MAJOR|PATCHLEVEL|SUBLEVEL) ([0-9]+)$")]
    private static partial Regex HeaderVersion();

    [GeneratedRegex(@"(?m)^(?:VERSION|PATCHLEVEL|SUBLEVEL) = ([0-9]+)$")]
    private static partial Regex MakefileVersion();
}
