using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class RegistrationTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public void It_ends_once()
    {
        var registration = new TestRegistration();
        Assert.False(registration.IsEnded);

        registration.Dispose();
        registration.Dispose();

        Assert.True(registration.IsEnded);
        Assert.Equal(1, registration.Ends);
    }

    [Fact]
    public void Who_comes_second_waits_until_the_end_has_finished()
    {
        using var entered = new ManualResetEventSlim();
        using var proceed = new ManualResetEventSlim();
        var finished = false;
        var registration = new TestRegistration(_ =>
        {
            entered.Set();
            Assert.True(proceed.Wait(Long));
            Volatile.Write(ref finished, true);
        });
        var winner = new Thread(registration.Dispose);
        winner.Start();
        Assert.True(entered.Wait(Long));

        var loserSawTheEnd = false;
        var loser = new Thread(() =>
        {
            registration.Dispose();
            loserSawTheEnd = Volatile.Read(ref finished);
        });
        loser.Start();
        // The loser is waiting, and goes on waiting.
        Assert.False(loser.Join(TimeSpan.FromMilliseconds(50)));
        Assert.False(registration.IsEnded);

        proceed.Set();
        Assert.True(winner.Join(Long));
        Assert.True(loser.Join(Long));
        Assert.True(loserSawTheEnd);
        Assert.Equal(1, registration.Ends);
    }

    [Fact]
    public void An_end_that_throws_is_over_all_the_same()
    {
        var registration = new TestRegistration(_ => throw new InvalidTimeZoneException());

        Assert.Throws<InvalidTimeZoneException>(registration.Dispose);
        Assert.True(registration.IsEnded);
        registration.Dispose();
        Assert.Equal(1, registration.Ends);
    }

    /// <summary>C may call back while it waits for callbacks, and the callback may dispose.</summary>
    [Fact]
    public void Disposing_inside_the_end_does_nothing()
    {
        var registration = new TestRegistration(self => self.Dispose());

        registration.Dispose();

        Assert.Equal(1, registration.Ends);
    }

    [Fact]
    public void It_does_not_end_inside_a_guard_of_the_same_thread()
    {
        using var handle = new CountedHandle();
        var registration = new TestRegistration();
        var outer = GuardEntryTests.Enter(handle);
        var inner = GuardEntryTests.Enter(handle);
        GuardEntryTests.Exit(inner);

        // One of the two guards is still entered.
        Assert.Contains(nameof(TestRegistration), Assert.Throws<SelfDeadlockException>(registration.Dispose).Message, StringComparison.Ordinal);
        Assert.False(registration.IsEnded);
        var elsewhere = new TestRegistration();
        var thread = new Thread(elsewhere.Dispose);
        thread.Start();
        Assert.True(thread.Join(Long));
        Assert.True(elsewhere.IsEnded);

        GuardEntryTests.Exit(outer);
        registration.Dispose();
        Assert.True(registration.IsEnded);
    }

    private sealed class TestRegistration(Action<TestRegistration>? onEnd = null) : Registration
    {
        private int _ends;

        public int Ends => _ends;

        protected override void End()
        {
            if (Interlocked.Increment(ref _ends) < 10)
                onEnd?.Invoke(this);
        }
    }
}
