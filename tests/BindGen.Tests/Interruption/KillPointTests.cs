using Xunit;

namespace BindGen.Tests.Interruption;

/// <summary>Killed at any moment, a command leaves the old output or the new one, and the next run completes what it finds.</summary>
public sealed class KillPointTests
{
    public static TheoryData<string> Scenarios =>
        [.. KillScenario.All.Where(scenario => scenario.CanRun && !scenario.Name.StartsWith("generate ", StringComparison.Ordinal)).Select(scenario => scenario.Name)];

    [KillTheory]
    [MemberData(nameof(Scenarios))]
    public void At_random_points_of_its_work_on_files(string scenario) => KilledRuns.AtPoints(KillScenario.Named(scenario));

    [Fact]
    public void At_200_points_and_more() => Assert.InRange(KillScenario.All.Sum(scenario => scenario.Points), 200, 250);
}

/// <summary>The same of <c>generate</c>, beside the others.</summary>
public sealed class GenerateKillPointTests
{
    public static TheoryData<string> Scenarios => [.. KillScenario.All.Where(scenario => scenario.CanRun && scenario.Name.StartsWith("generate ", StringComparison.Ordinal)).Select(scenario => scenario.Name)];

    [KillTheory]
    [MemberData(nameof(Scenarios))]
    public void At_random_points_of_its_work_on_files(string scenario) => KilledRuns.AtPoints(KillScenario.Named(scenario));

    [KillFact]
    public void At_random_times() => KilledRuns.AtTimes(KillScenario.Named("generate after a change"), count: 4);
}
