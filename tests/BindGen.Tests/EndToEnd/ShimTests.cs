using System.Text.RegularExpressions;
using BindGen.Kernels;
using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>The C side of inline functions, compiled as the kernel would compile it.</summary>
public sealed partial class ShimTests
{
    [KernelCompilerFact("6.12")]
    public void Shims_of_linux_6_12_compile() => AssertCompiles("6.12");

    [KernelCompilerFact("6.1")]
    public void Shims_of_linux_6_1_compile() => AssertCompiles("6.1");

    [Theory]
    [InlineData("linux-6.12")]
    [InlineData("linux-6.1")]
    public void Every_shim_is_called_and_every_called_shim_is_there(string target)
    {
        var directory = Repository.PathOf("output", target);
        var called = Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => CalledShim().Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value);

        Assert.Equal(Defined(target).Order(StringComparer.Ordinal), called.Distinct().Order(StringComparer.Ordinal));
    }

    private static void AssertCompiles(string series)
    {
        var compiler = KernelCompilerFactAttribute.Compiler!;
        var target = $"linux-{series}";
        var directory = Directory.CreateTempSubdirectory("bindgen-shims-").FullName;
        try
        {
            string[] arguments =
            [
                .. KernelTree.Find(series, KernelHeaders.Arch)!.Arguments(compiler.ResourceInclude()), "-w", "-O1",
                "-Werror=incompatible-pointer-types", "-Werror=incompatible-pointer-types-discards-qualifiers", "-Werror=int-conversion",
                "-Werror=implicit-function-declaration", "-Werror=return-type",
                Repository.PathOf("output", target, "shims", "shims.c"),
            ];
            Compile("-c", "shims.o");
            Compile("-S", "shims.s");

            var assembly = File.ReadAllText(Path.Combine(directory, "shims.s"));
            Assert.All(Defined(target), name => Assert.Contains($"\t.globl\t{name}", assembly, StringComparison.Ordinal));

            void Compile(string kind, string result)
            {
                var run = ChildProcess.Run(compiler.Path, directory, [], [.. arguments, kind, "-o", result]);
                Assert.True(run.ExitCode == 0, run.Error.Length > 4000 ? run.Error[..4000] : run.Error);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
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

    public KernelCompilerFactAttribute(string series) =>
        Skip = Compiler is null ? "no clang is on the PATH" : KernelHeaders.Missing(series);
}
