using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class RegistrationTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public void Who_borrows_what_is_registered_does_not_wait_for_the_end_which_waits_for_the_borrow()
    {
        var registration = new Lent();
        Exception? refusal;
        var ender = new Thread(registration.Dispose);
        using (registration.Object.Borrow())
        {
            ender.Start();
            SpinWait.SpinUntil(() => Record.Exception(() => registration.Object.Borrow().Dispose()) is ObjectDisposedException);
            refusal = Record.Exception(registration.Dispose);
        }
        Assert.IsType<SelfDeadlockException>(refusal);
        Assert.True(ender.Join(Long));
        Assert.True(registration.IsEnded);
    }

    [Fact]
    public void A_callback_on_another_thread_does_not_wait_for_the_end_which_waits_for_the_callback()
    {
        var record = new Called();
        var hold = new RecordHold(record, "platform_driver_register");
        using var isEnding = new ManualResetEventSlim();
        using var hasReturned = new ManualResetEventSlim();
        var registration = new Recorded(hold, () =>
        {
            isEnding.Set();
            Assert.True(hasReturned.Wait(Long));
        });
        Exception? refusal = null;
        var callback = new Thread(() =>
        {
            Assert.True(CallbackEntry.TryEnter(record.Cookie(hold.Pointer), out var entry));
            using (entry)
            {
                Assert.True(isEnding.Wait(Long));
                refusal = Record.Exception(registration.Dispose);
            }
            hasReturned.Set();
        });
        callback.Start();
        registration.Dispose();
        Assert.True(callback.Join(Long));
        Assert.IsType<SelfDeadlockException>(refusal);
    }

    private sealed class Lent() : LendingRegistration(1)
    {
        protected override void End()
        {
        }
    }

    private sealed class Recorded(RecordHold hold, Action end) : RecordRegistration(hold)
    {
        protected override void EndNative(nint native) => end();
    }

    private sealed unsafe class Called : StaticRecord
    {
        protected override int NativeSize => sizeof(nint);

        protected override bool HasCallbacks => true;

        public nint Cookie(nint native) => CookieOf((void*)native, 0, NativeSize);

        protected override void Fill(nint native)
        {
        }
    }

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
