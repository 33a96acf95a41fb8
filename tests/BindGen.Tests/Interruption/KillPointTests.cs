using BindGen.Clang;
using BindGen.Diagnostics;
using Xunit;

namespace BindGen.Tests.Interruption;

/// <summary>Killed at any moment, a command leaves the old output or the new one, and the next run completes what it finds.</summary>
public sealed class KillPointTests
{
    private const int Seed = 7;
    private const int PointsOfEach = 20;

    public static TheoryData<string> Scenarios => [.. KillScenario.All.Where(scenario => !scenario.NeedsLibClang || LibClang.Load(new DiagnosticBag()) is not null).Select(scenario => scenario.Name)];

    [KillTheory]
    [MemberData(nameof(Scenarios))]
    public void At_random_points_of_its_work_on_files(string scenario)
    {
        using var runs = new KilledRuns(KillScenario.Named(scenario));
        var points = Enumerable.Range(1, runs.CountPoints(out _)).ToArray();
        new Random(Seed).Shuffle(points);

        runs.KillAt([.. points.Take(PointsOfEach).Order()]);
    }

    [KillFact]
    public void At_random_times()
    {
        using var runs = new KilledRuns(KillScenario.Named("generate after a change"));
        runs.CountPoints(out var time);
        var random = new Random(Seed);

        for (var i = 0; i < 20; i++)
            runs.KillAfter(time * (0.6 + 0.5 * random.NextDouble()));
    }
}
