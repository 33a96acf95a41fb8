using System.Text.RegularExpressions;
using BindGen.Kernels;
using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using VerifyXunit;
using Xunit;
using Xunit.Abstractions;

namespace BindGen.Tests.EndToEnd;

/// <summary>The layouts of real kernels, judged by compilers and by what the kernel's own build left. The figures are in the output.</summary>
public sealed partial class VerifyTests(ITestOutputHelper output)
{
    /// <summary>What is captured is committed; the compiler needs the headers, not libclang.</summary>
    [CompilerFact("6.1", "6.12")]
    public void Captured_layouts_are_those_of_every_compiler()
    {
        foreach (var compiler in CCompiler.Installed())
        {
            foreach (var run in Run(2, Project, "--cc", compiler.Path))
            {
                Assert.InRange(run.Records, 400, 1000);
                Assert.Equal((0, 0, 0), (run.Differ, run.OnlyHere, run.Unnamed));
            }
        }
    }

    [CompilerFact("6.1", "6.12", NeedsLibClang = true)]
    public void The_whole_unit_has_the_layouts_of_a_compiler()
    {
        foreach (var run in Run(2, Project, "--all-headers", "--cc", CCompiler.Installed()[0].Path))
        {
            Assert.InRange(run.Records, 1100, 2000);
            Assert.InRange(run.Enums, 250, 500);
            Assert.Equal((0, 0), (run.Differ, run.OnlyHere));
            Assert.InRange(run.Unnamed, 0, 2);   // the types of variables
        }
    }

    [BtfFact("6.12")]
    public void Captured_layouts_are_those_of_the_kernel_s_BTF()
    {
        var run = Assert.Single(Run(1, Project, "--target", "linux-6.12", "--btf", BtfFactAttribute.File("6.12")!));

        Assert.InRange(run.Records, 450, 1000);
        Assert.Equal(0, run.Differ);
        Assert.InRange(run.OnlyHere, 0, 20);
    }

    [BtfFact("6.12", NeedsLibClang = true)]
    public void The_whole_unit_has_the_layouts_of_the_kernel_s_BTF()
    {
        var run = Assert.Single(Run(1, Project, "--target", "linux-6.12", "--all-headers", "--btf", BtfFactAttribute.File("6.12")!));

        Assert.InRange(run.Records, 950, 2000);
        Assert.Equal(0, run.Differ);
    }

    [BtfFact("6.12")]
    public void Another_kernel_s_BTF_is_found_out()
    {
        var run = ToolRun.Of("verify", Project, "--target", "linux-6.1", "--btf", BtfFactAttribute.File("6.12")!);

        Assert.Equal(1, run.ExitCode);
        Assert.All(run.Errors, code => Assert.Equal("BG0600", code));
        Assert.InRange(run.Errors.Count(), 100, 5000);
    }

    [LibClangFact]
    public Task What_differs_and_what_is_missing_is_said()
    {
        using var kernel = new SmallKernel();
        var header = File.ReadAllText(kernel.HeaderFile);
        kernel.Write(kernel.HeaderFile, header + "struct small { int count; unsigned low : 3, high : 5; };\nenum size { BIG = 7 };\n");
        Assert.Equal(0, kernel.Run("generate").ExitCode);
        var equal = kernel.Run("verify", "--cc", "gcc");
        kernel.Version = "9.9.2";
        kernel.Write(kernel.HeaderFile, header + "struct small { long count; unsigned low : 2, high : 5; };\nenum size { BIG = 8 };\n");
        var differs = kernel.Run("verify", "--cc", "gcc");
        kernel.Write(kernel.HeaderFile, header + "struct small { lnog count; };\n");
        var text = string.Join("\n", new[]
        {
            equal,
            differs,
            kernel.Run("verify", "--cc", "gcc"),
            kernel.Run("verify", "--btf", "small.rules"),
            kernel.Run("verify", "--btf", "no-such-file", "--cc", "no-such-compiler"),
            kernel.Run("verify", "--target", "large", "--cc", "gcc"),
        }.Select(run => run.Normalized(kernel.Root)));

        return Verifier.Verify(text).UseDirectory("Snapshots");
    }

    private static string Project => Repository.PathOf("headers", "linux", "linux.bindgen");

    private List<Figures> Run(int targets, params string[] arguments)
    {
        var run = ToolRun.Of(["verify", .. arguments]);
        output.WriteLine(run.Output + run.Error);

        Assert.True(run.ExitCode == 0, run.Error);
        var figures = FigureLine().Matches(run.Output).Select(Figures.Of).ToList();
        Assert.Equal(targets, figures.Count);
        return figures;
    }

    private sealed record Figures(int Records, int Enums, int Differ, int OnlyHere, int Unnamed)
    {
        public static Figures Of(Match match)
        {
            return new Figures(Number("records"), Number("enums"), Number("differ"), Number("here"), Number("unnamed"));

            int Number(string group) => match.Groups[group] is { Success: true } number ? int.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
        }
    }

    [GeneratedRegex(@": (?<records>\d+) records?, (?<enums>\d+) enums? compared, (?<differ>\d+) differ, (?<here>\d+) only here(, (?<unnamed>\d+) without a name)?\n")]
    private static partial Regex FigureLine();
}

/// <summary>A test that needs the header trees of kernels and a C compiler.</summary>
public sealed class CompilerFactAttribute : FactAttribute
{
    private readonly string[] _series;

    public CompilerFactAttribute(params string[] series)
    {
        _series = series;
        Skip = _series.Select(KernelHeaders.Missing).OfType<string>().FirstOrDefault()
            ?? (CCompiler.Installed().Count == 0 ? "there is no gcc and no clang on the PATH" : null);
    }

    public bool NeedsLibClang
    {
        get => false;
        set => Skip ??= value ? new LibClangFactAttribute().Skip : null;
    }
}

/// <summary>A test that needs the BTF that a kernel's build left beside its headers.</summary>
public sealed class BtfFactAttribute : FactAttribute
{
    public BtfFactAttribute(string series) => Skip = File(series) is null ? $"the headers of Linux {series} for {KernelHeaders.Arch} are not here, or come without a vmlinux" : null;

    public bool NeedsLibClang
    {
        get => false;
        set => Skip ??= value ? new LibClangFactAttribute().Skip : null;
    }

    public static string? File(string series) =>
        KernelTree.Find(series, KernelHeaders.Arch) is { } tree && Path.Combine(tree.Generated, "vmlinux") is var file && System.IO.File.Exists(file) ? file : null;
}
