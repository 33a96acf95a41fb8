using System.Runtime.CompilerServices;
using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class LeakReportTests
{
    [Fact]
    public void A_handle_that_nobody_disposed_is_counted_and_not_released()
    {
        var releases = 0;
        var reported = 0;
        void OnLeak(Type type) => Interlocked.Add(ref reported, type == typeof(LeakedHandle) ? 1 : 0);
        LeakReport.Leaked += OnLeak;
        try
        {
            Leak(() => Interlocked.Increment(ref releases), 3);
            Collect();

            Assert.Equal(3, LeakReport.Counts[nameof(LeakedHandle)]);
            Assert.Equal(3, reported);
            Assert.Equal(0, releases);
        }
        finally
        {
            LeakReport.Leaked -= OnLeak;
        }
    }

    [Fact]
    public void A_registration_that_nobody_ended_is_counted()
    {
        LeakRegistration();
        Collect();

        Assert.Equal(1, LeakReport.Counts[nameof(LeakedRegistration)]);
    }

    [Fact]
    public void What_was_disposed_moved_or_never_made_is_no_leak()
    {
        UseProperly();
        Collect();

        Assert.DoesNotContain(nameof(ProperHandle), LeakReport.Counts.Keys);
        Assert.DoesNotContain(nameof(ProperRegistration), LeakReport.Counts.Keys);
    }

    [Fact]
    public void What_is_open_is_known_when_it_is_counted()
    {
        using var before = new OpenHandle(1);
        LeakReport.IsTracking = true;
        try
        {
            var first = new OpenHandle(1);
            var second = new OpenHandle(2);
            using var registration = new OpenRegistration();
            Assert.Equal((2, 1), (LeakReport.Open[nameof(OpenHandle)], LeakReport.Open[nameof(OpenRegistration)]));

            before.Dispose();
            first.Dispose();
            first.Dispose();
            registration.Dispose();
            Assert.Equal(1, LeakReport.Open[nameof(OpenHandle)]);
            Assert.DoesNotContain(nameof(OpenRegistration), LeakReport.Open.Keys);

            using (var transfer = new Transfer(second))
            {
                second.Dispose();
                transfer.Complete();
            }
            Assert.DoesNotContain(nameof(OpenHandle), LeakReport.Open.Keys);
        }
        finally
        {
            LeakReport.IsTracking = false;
        }
    }

    // In methods of their own, so that nothing on the stack keeps the objects.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Leak(Action onRelease, int count)
    {
        for (var i = 0; i < count; i++)
            GC.KeepAlive(new LeakedHandle(onRelease));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeakRegistration() => GC.KeepAlive(new LeakedRegistration());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseProperly()
    {
        new ProperHandle(1).Dispose();
        new ProperRegistration().Dispose();
        using (var transfer = new Transfer(new ProperHandle(2)))
            transfer.Complete();
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProperHandle(0));
    }

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private sealed class LeakedHandle(Action onRelease) : CountedHandle(1, onRelease);

    private sealed class ProperHandle(nint pointer) : CountedHandle(pointer);

    private sealed class LeakedRegistration : Registration
    {
        protected override void End()
        {
        }
    }

    private sealed class OpenHandle(nint pointer) : CountedHandle(pointer);

    private sealed class OpenRegistration : Registration
    {
        protected override void End()
        {
        }
    }

    private sealed class ProperRegistration : Registration
    {
        protected override void End()
        {
        }
    }
}
