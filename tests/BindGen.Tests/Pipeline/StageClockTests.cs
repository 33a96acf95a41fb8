using BindGen.Pipeline;
using Xunit;

namespace BindGen.Tests.Pipeline;

public sealed class StageClockTests
{
    [Fact]
    public void Stages_come_in_the_order_that_is_asked_for_each_once()
    {
        var clock = new StageClock();
        clock.Measure("second", () => 0);
        clock.Measure("first", () => 0);
        clock.Measure("second", () => 0);

        Assert.Equal(["first", "second"], clock.ToStages("first", "never", "second").Select(stage => stage.Stage));
    }

    [Fact]
    public void A_stage_that_fails_is_counted_too()
    {
        var clock = new StageClock();

        Assert.Throws<InvalidOperationException>(() => clock.Measure<int>("stage", () => throw new InvalidOperationException()));

        Assert.Single(clock.ToStages("stage"));
    }
}
