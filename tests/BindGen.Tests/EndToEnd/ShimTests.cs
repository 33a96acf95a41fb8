using System.Text.RegularExpressions;
using BindGen.Kernels;
using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>The C side of inline functions, compiled as the kernel would compile it.</summary>
public sealed partial class ShimTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Targets => [.. KernelProject.Targets];

    public void Dispose() => _folder.Dispose();

    [KernelCompilerFact("6.12", KernelHeaders.X64)]
    public void Shims_of_linux_6_12_compile() => AssertCompiles("6.12", KernelHeaders.X64, "linux-6.12");

    [KernelCompilerFact("6.1", KernelHeaders.X64)]
    public void Shims_of_linux_6_1_compile() => AssertCompiles("6.1", KernelHeaders.X64, "linux-6.1");

    [KernelCompilerFact("6.12", KernelHeaders.Arm64)]
    public void Shims_of_linux_6_12_for_arm64_compile() => AssertCompiles("6.12", KernelHeaders.Arm64, "linux-6.12-arm64");

    [KernelCompilerFact("6.1", KernelHeaders.Arm64)]
    public void Shims_of_linux_6_1_for_arm64_compile() => AssertCompiles("6.1", KernelHeaders.Arm64, "linux-6.1-arm64");

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_shim_is_called_and_every_called_shim_is_there(string target)
    {
        var directory = Repository.PathOf("output", target);
        var called = Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => CalledShim().Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value);

        Assert.Equal(Defined(target).Order(StringComparer.Ordinal), called.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Linked into something else the shims are functions and no more; as a module they are exported.</summary>
    private void AssertCompiles(string series, string arch, string target)
    {
        var compiler = KernelCompilerFactAttribute.Compiler!;
        string[] arguments =
        [
            .. KernelTree.Find(series, arch)!.Arguments(compiler.ResourceInclude()), "-w", "-O1",
            "-Werror=incompatible-pointer-types", "-Werror=incompatible-pointer-types-discards-qualifiers", "-Werror=int-conversion",
            "-Werror=implicit-function-declaration", "-Werror=implicit-int", "-Werror=return-type",
            Repository.PathOf("output", target, "shims", "shims.c"),
        ];
        Compile("-c", "-o", "shims.o");
        Compile("-DMODULE", "-DKBUILD_MODNAME=\"bindgen_shims\"", "-DKBUILD_MODFILE=\"bindgen_shims\"", "-S", "-o", "shims.s");

        var assembly = File.ReadAllText(Path.Combine(_folder.Path, "shims.s"));
        Assert.All(Defined(target), name => Assert.Contains($"\t.globl\t{name}", assembly, StringComparison.Ordinal));
        Assert.All(Defined(target), name => Assert.Matches($"__(export_symbol|ksymtab)_{name}\\b", assembly));
        Assert.Contains("license=GPL", assembly, StringComparison.Ordinal);

        void Compile(params string[] more)
        {
            var run = ChildProcess.Run(compiler.Path, _folder.Path, [], [.. arguments, .. more]);
            Assert.True(run.ExitCode == 0, run.Error.Length > 4000 ? run.Error[..4000] : run.Error);
        }
    }

    private static string[] Defined(string target)
    {
        string[] names = [.. DefinedShim().Matches(Repository.Read("output", target, "shims", "shims.c")).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(names);
        return names;
    }

    [GeneratedRegex(@"\b(bindgen_\w+)\([^;{}]*\)\n\{")]
    private static partial Regex DefinedShim();

    [GeneratedRegex(@"\b(bindgen_\w+)")]
    private static partial Regex CalledShim();
}

/// <summary>A test that compiles C of the kernel, which takes clang: the flags are clang's.</summary>
public sealed class KernelCompilerFactAttribute : FactAttribute
{
    internal static readonly CCompiler? Compiler = CCompiler.Installed().FirstOrDefault(compiler => !compiler.IsGcc);

    public KernelCompilerFactAttribute(string series, string arch) =>
        Skip = Compiler is null ? "no clang is on the PATH" : KernelHeaders.Missing(series, arch);
}
