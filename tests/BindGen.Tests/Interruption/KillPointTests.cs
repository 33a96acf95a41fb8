using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Kernels;
using Xunit;

namespace BindGen.Tests.Interruption;

/// <summary>Killed at any moment, a command leaves the old output or the new one, and the next run completes what it finds.</summary>
public sealed class KillPointTests
{
    private const int Seed = 7;
    private const int Times = 4;

    public static TheoryData<string> Scenarios => [.. KillScenario.All.Where(CanRun).Select(scenario => scenario.Name)];

    [KillTheory]
    [MemberData(nameof(Scenarios))]
    public void At_random_points_of_its_work_on_files(string scenario)
    {
        using var runs = new KilledRuns(KillScenario.Named(scenario));
        var points = Enumerable.Range(1, runs.PointCount).ToArray();
        var wanted = KillScenario.Named(scenario).Points;
        Assert.True(points.Length >= wanted, $"there are {points.Length} points, and not {wanted}");
        new Random(Seed).Shuffle(points);

        runs.KillAt([.. points.Take(wanted).Order()]);
    }

    [KillFact]
    public void At_random_times()
    {
        using var runs = new KilledRuns(KillScenario.Named("generate after a change"));
        var random = new Random(Seed);

        for (var i = 0; i < Times; i++)
            runs.KillAfter(runs.Time * (0.6 + 0.5 * random.NextDouble()));
    }

    [Fact]
    public void At_200_points_and_more() => Assert.InRange(KillScenario.All.Sum(scenario => scenario.Points), 200, 250);

    private static bool CanRun(KillScenario scenario) =>
        (!scenario.NeedsLibClang || LibClang.Load(new DiagnosticBag()) is not null) && (!scenario.NeedsPackages || PackageClient.Missing() is null);
}
