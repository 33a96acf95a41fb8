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
    [VerifyFact("x86_64", NeedsCompiler = true)]
    public void Captured_layouts_are_those_of_every_compiler()
    {
        foreach (var compiler in CCompiler.Installed())
        {
            foreach (var run in Run(2, Project, "-t", "linux-6.12", "-t", "linux-6.1", "--cc", compiler.Path))
            {
                Assert.InRange(run.Records, 400, 1000);
                Assert.Equal((0, 0, 0), (run.Differ, run.OnlyHere, run.Unnamed));
            }
        }
    }

    [VerifyFact("x86_64", NeedsBtf = true)]
    public void Captured_layouts_are_those_of_the_kernel_s_BTF()
    {
        var run = Assert.Single(Run(1, Project, "-t", "linux-6.12", "--btf", VerifyFactAttribute.Btf("x86_64")!));

        Assert.InRange(run.Records, 450, 1000);
        Assert.Equal(0, run.Differ);
        Assert.InRange(run.OnlyHere, 0, 20);
    }

    [VerifyFact("x86_64", NeedsBtf = true)]
    public void Another_kernel_s_BTF_is_found_out()
    {
        var run = ToolRun.Of("verify", Project, "-t", "linux-6.1", "--btf", VerifyFactAttribute.Btf("x86_64")!);

        Assert.Equal(1, run.ExitCode);
        Assert.All(run.Errors, code => Assert.Equal("BG0600", code));
        Assert.InRange(run.Errors.Count(), 100, 5000);
    }

    [VerifyFact("x86_64", NeedsCompiler = true, NeedsLibClang = true)]
    public void The_whole_unit_has_the_layouts_of_a_compiler() => AssertUnit("x86_64", atLeast: 1100, targets: 2, "--cc", CCompiler.Installed()[0].Path);

    [VerifyFact("arm64", NeedsClang = true, NeedsLibClang = true)]
    public void The_whole_unit_for_arm64_has_the_layouts_of_a_compiler() => AssertUnit("arm64", atLeast: 900, targets: 2, "--cc", CCompiler.Installed()[0].Path);

    [VerifyFact("x86_64", NeedsBtf = true, NeedsLibClang = true)]
    public void The_whole_unit_has_the_layouts_of_the_kernel_s_BTF() =>
        AssertUnit("x86_64", atLeast: 950, targets: 1, "-t", "unit-6.12", "--btf", VerifyFactAttribute.Btf("x86_64")!);

    [VerifyFact("arm64", NeedsBtf = true, NeedsLibClang = true)]
    public void The_whole_unit_for_arm64_has_the_layouts_of_the_kernel_s_BTF() =>
        AssertUnit("arm64", atLeast: 750, targets: 1, "-t", "unit-6.12", "--btf", VerifyFactAttribute.Btf("arm64")!);

    [VerifyFact("x86_64", NeedsBtf = true)]
    public void One_BTF_is_not_of_two_kernels()
    {
        var run = ToolRun.Of("verify", Project, "--btf", VerifyFactAttribute.Btf("x86_64")!);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["BG0205"], run.Errors);
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

    [LibClangFact]
    public void Headers_need_no_project()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("lib.h"), "#ifdef WIDE\nstruct lib { long a; };\n#else\nstruct lib { int a; };\n#endif\n");

        foreach (var compiler in CCompiler.Installed())
        {
            var run = Assert.Single(Run(1, folder.At("lib.h"), "--cc", compiler.Path, "--", "-DWIDE"));
            Assert.Equal(new Figures(1, 0, 0, 0, 0), run);
        }
    }

    [Theory]
    [InlineData("--all-headers")]
    [InlineData("--target", "linux-6.12")]
    public void Options_of_a_project_are_not_for_headers(params string[] options) =>
        Assert.Equal(
            new ToolRun(2, "", $"bindgen: {options[0]} is for a project, and 'lib.h' is a header\n"),
            ToolRun.Of(["verify", "lib.h", "--cc", "gcc", .. options]));

    private sealed class TempFolder : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("bindgen-verify-").FullName;

        public string At(string name) => Path.Combine(_root, name);

        public void Dispose() => Directory.Delete(_root, recursive: true);
    }

    private static string Project => Repository.PathOf("headers", "linux", "linux.bindgen");

    /// <summary>Everything that the headers of the project's translation unit declare, for both kernels.</summary>
    private void AssertUnit(string arch, int atLeast, int targets, params string[] arguments)
    {
        using var project = new KernelProject(withOutput: false);
        project.Write("headers/linux/unit.bindgen", $$"""
            project Unit;
            library "kernel";
            umbrella "linux.h";
            rules "device.rules", "drm_drv.rules", "io-pgtable.rules";
            target unit-6.12 { kernel 6.12; arch {{arch}}; }
            target unit-6.1 { kernel 6.1; arch {{arch}}; }
            output "../../output/{target}";

            """);

        foreach (var run in Run(targets, [project.At("headers/linux/unit.bindgen"), "--all-headers", .. arguments]))
        {
            Assert.InRange(run.Records, atLeast, 2000);
            Assert.InRange(run.Enums, 200, 500);
            Assert.Equal(0, run.Differ);
            Assert.InRange(run.Unnamed, 0, 2);   // the types of variables
        }
    }

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

/// <summary>A test that needs the header trees of both kernels, and says what else.</summary>
public sealed class VerifyFactAttribute : FactAttribute
{
    private static readonly string[] Series = ["6.1", "6.12"];

    private readonly string _arch;

    public VerifyFactAttribute(string arch)
    {
        _arch = arch;
        Skip = Series.Where(series => KernelTree.Find(series, arch) is null)
            .Select(series => $"the headers of Linux {series} for {arch} are not in {KernelCache.PlaceOf(KernelCache.Directory(), series, arch)}").FirstOrDefault();
    }

    public bool NeedsCompiler
    {
        get => false;
        set => Skip ??= value && CCompiler.Installed().Count == 0 ? "there is no gcc and no clang on the PATH" : null;
    }

    /// <summary>Installed compilers have clang first.</summary>
    public bool NeedsClang
    {
        get => false;
        set => Skip ??= value && CCompiler.Installed() is [] or [{ IsGcc: true }, ..] ? "there is no clang on the PATH" : null;
    }

    public bool NeedsLibClang
    {
        get => false;
        set => Skip ??= value ? new LibClangFactAttribute().Skip : null;
    }

    public bool NeedsBtf
    {
        get => false;
        set => Skip ??= value && Btf(_arch) is null ? $"the headers of Linux 6.12 for {_arch} come without a vmlinux" : null;
    }

    /// <summary>The BTF that the build of 6.12 left beside its headers.</summary>
    public static string? Btf(string arch) =>
        KernelTree.Find("6.12", arch) is { } tree && Path.Combine(tree.Generated, "vmlinux") is var file && File.Exists(file) ? file : null;
}
