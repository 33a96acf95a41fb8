using System.Collections.Immutable;
using BindGen.Kernels;
using BindGen.Sweeps;
using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.Sweeps;

/// <summary>The two commands that are too slow for a test, over a handful.</summary>
public sealed class SweepTests
{
    [SweepFact]
    public void Headers_of_a_kernel_are_exact()
    {
        var trials = HeaderSweep.Of(KernelTree.Find("6.12", KernelHeaders.X64)!, TextWriter.Null)!.Run("linux/rbtree*.h", Progress.None);

        AssertExact(trials, 4);
        var report = new StringWriter();
        Assert.Equal(0, Report.Write(trials, "a kernel", report));
        Assert.StartsWith("a kernel: 4 of 4 exact, 0 failed; ", report.ToString(), StringComparison.Ordinal);
    }

    [SweepFact]
    public void A_header_that_needs_another_before_it_is_not_counted()
    {
        var trial = Assert.Single(HeaderSweep.Of(KernelTree.Find("6.12", KernelHeaders.X64)!, TextWriter.Null)!.Run("linux/zpool.h", Progress.None));

        Assert.Equal(Outcome.Refused, trial.Outcome);
        Assert.Contains("error:", trial.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_has_the_figure_and_every_failure_with_its_reason()
    {
        var report = new StringWriter();

        var status = Report.Write(
            [
                new("a.h", Outcome.Exact, 7, [], ""),
                new("b.h", Outcome.Refused, 0, ["b.h:1: error: unknown type name 'bool'"], ""),
                new("c.h", Outcome.Failed, 2, ["S0: 9 bytes instead of 8"], "./build.sh sweep --only 'c.h'"),
            ],
            "a kernel", report);

        Assert.Equal(1, status);
        Assert.Equal(
            """
            a kernel: 1 of 2 exact, 1 failed; 9 records compared
            not counted, because the C compiler does not accept them on their own: 1
              b.h: b.h:1: error: unknown type name 'bool'
            FAILED c.h, to repeat: ./build.sh sweep --only 'c.h'
              S0: 9 bytes instead of 8

            """,
            report.ToString());
        Assert.Equal(1, Report.Write([], "a kernel", report));
    }

    [FuzzFact]
    public void Random_C_is_exact() => AssertExact(Fuzz.Create(TextWriter.Null)!.Run(1, 3, Progress.None), 3);

    private static void AssertExact(ImmutableArray<Trial> trials, int count)
    {
        Assert.Equal(count, trials.Length);
        Assert.All(trials, trial => Assert.Equal((Outcome.Exact, ""), (trial.Outcome, string.Join("\n", trial.Reasons))));
        Assert.InRange(trials.Sum(trial => trial.Records), 10, 10_000);
    }
}

/// <summary>A test that needs the headers of a kernel and clang as a program.</summary>
public sealed class SweepFactAttribute : LibClangFactAttribute
{
    public SweepFactAttribute() => Skip ??= KernelHeaders.Missing("6.12", KernelHeaders.X64) ?? (Compilers.Installed().Any(compiler => compiler.IsClang) ? null : "clang is missing: apt-get install clang");
}

/// <summary>A test that needs csmith.</summary>
public sealed class FuzzFactAttribute : LibClangFactAttribute
{
    public FuzzFactAttribute() => Skip ??= Csmith.Find() is null ? Csmith.HowToInstall : Compilers.Installed().IsEmpty ? "there is no C compiler: apt-get install gcc" : null;
}
