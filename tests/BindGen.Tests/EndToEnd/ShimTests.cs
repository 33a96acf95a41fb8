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

    /// <summary>Linked into something else the shims are functions and no more; as a module they are exported. What the wrappers expect of structs is
    /// what the compiler makes of them.</summary>
    private void AssertCompiles(string series, string arch, string target)
    {
        var compiler = KernelCompilerFactAttribute.Compiler!;
        string[] arguments =
        [
            .. KernelTree.Find(series, arch)!.Arguments(compiler.ResourceInclude()), "-w", "-O1",
            "-Werror=incompatible-pointer-types", "-Werror=incompatible-pointer-types-discards-qualifiers", "-Werror=int-conversion",
            "-Werror=implicit-function-declaration", "-Werror=implicit-int", "-Werror=return-type",
            _folder.Write("all.c", string.Join('\n', Files(target).Select(file => $"#include \"{file}\"").Concat(Expectations(target)).Append(""))),
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
        string[] names = [.. Files(target).SelectMany(file => DefinedShim().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(names);
        return names;
    }

    private static IEnumerable<string> Files(string target) => Directory.GetFiles(Repository.PathOf("output", target, "shims"), "*.c").OrderDescending(StringComparer.Ordinal);

    private static IEnumerable<string> Expectations(string target)
    {
        var record = "";
        var expectations = new List<string>();
        foreach (Match row in ExpectedRow().Matches(Repository.Read("output", target, "safe", "NativeLayouts.cs")))
        {
            var (name, first, second) = (row.Groups["name"].Value, row.Groups["first"].Value, row.Groups["second"].Value);
            if (row.Groups["record"].Success)
                expectations.Add($"_Static_assert(sizeof({record = name}) == {first} && _Alignof({name}) == {second}, \"{name}\");");
            else
                expectations.Add($"_Static_assert(__builtin_offsetof({record}, {name}) == {first} && sizeof((({record} *)0)->{name}) == {second}, \"{record}.{name}\");");
        }
        Assert.InRange(expectations.Count, 50, 200);
        return expectations;
    }

    [GeneratedRegex(@"new\(""(?<name>[^""]+)"", (?<first>\d+), (?<second>\d+)(?<record>, sizeof)?")]
    private static partial Regex ExpectedRow();

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
