using BindGen.MisuseTests;
using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class RevocableTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public void Teardowns_that_would_wait_for_each_other_are_refused()
    {
        using var left = new RevocableSet();
        using var right = new RevocableSet();
        using var bothAreTornDown = new Barrier(2);
        Resource<string>? first = null, second = null;
        first = new Resource<string>(left, "first", _ => EndOther(second!));
        second = new Resource<string>(right, "second", _ => EndOther(first!));

        var refusals = 0;
        var revokers = new[] { left, right }.Select(set => new Thread(() => Revoke(set))).ToList();
        revokers.ForEach(revoker => revoker.Start());
        Assert.All(revokers, revoker => Assert.True(revoker.Join(Long)));
        Assert.Equal(1, refusals);
        Assert.True(first.IsEnded && second.IsEnded);

        void EndOther(Revocable other)
        {
            bothAreTornDown.SignalAndWait();
            other.Dispose();
        }

        void Revoke(RevocableSet set)
        {
            try
            {
                set.Revoke();
            }
            catch (AggregateException exception) when (exception.InnerException is SelfDeadlockException)
            {
                Interlocked.Increment(ref refusals);
            }
        }
    }

    [Fact]
    public void Sets_whose_teardowns_would_wait_for_each_other_are_refused()
    {
        using var left = new RevocableSet();
        using var right = new RevocableSet();
        using var bothAreTornDown = new Barrier(2);
        _ = new Resource<RevocableSet>(left, right, Revoke);
        _ = new Resource<RevocableSet>(right, left, Revoke);

        var refusals = 0;
        var revokers = new[] { left, right }.Select(set => new Thread(() => Interlocked.Add(ref refusals, Fails(set) ? 1 : 0))).ToList();
        revokers.ForEach(revoker => revoker.Start());
        Assert.All(revokers, revoker => Assert.True(revoker.Join(Long)));
        Assert.Equal(1, refusals);

        void Revoke(RevocableSet other)
        {
            bothAreTornDown.SignalAndWait();
            other.Revoke();
        }

        static bool Fails(RevocableSet set) => Record.Exception(() => set.Revoke()) is AggregateException { InnerException: SelfDeadlockException };
    }

    [Fact]
    [Misuse("M27", MisuseKind.Exception, "TryAccess: false")]
    public void A_resource_is_accessible_until_it_is_revoked()
    {
        using var set = new RevocableSet();
        var ends = new List<string>();
        var resource = new Resource<string>(set, "registers", ends.Add);

        Assert.True(resource.TryAccess(out var access));
        using (access)
        {
            Assert.True(access.IsOpen);
            Assert.Equal("registers", access.Value);
            Assert.True(resource.TryAccess(out var inner));
            using (inner)
                Assert.Equal("registers", inner.Value);
        }
        Assert.True(set.Revoke());
        Assert.False(set.Revoke());

        Assert.False(resource.TryAccess(out var late));
        Assert.False(late.IsOpen);
        late.Dispose();
        Assert.True(resource.IsRevoked);
        Assert.Equal(["registers"], ends);
    }

    [Fact]
    public void An_access_that_ended_gives_nothing_whatever_copies_there_are()
    {
        using var set = new RevocableSet();
        var resource = new Resource<int>(set, 7, _ => { });
        Assert.True(resource.TryAccess(out var access));
        var copy = access;
        access.Dispose();
        Assert.True(resource.TryAccess(out var next));
        copy.Dispose();

        Assert.False(copy.IsOpen);
        Assert.True(next.IsOpen);
        Assert.Equal(7, next.Value);
        next.Dispose();
        var name = "";
        try
        {
            _ = copy.Value;
        }
        catch (ObjectDisposedException exception)
        {
            name = exception.ObjectName;
        }
        Assert.Contains("Access", name, StringComparison.Ordinal);
    }

    [Fact]
    public void All_resources_refuse_before_the_first_is_torn_down_and_the_newest_goes_first()
    {
        var order = new List<int>();
        var resources = new List<Resource<int>>();
        using var set = new RevocableSet();
        for (var i = 0; i < 5; i++)
        {
            resources.Add(new Resource<int>(set, i, number =>
            {
                Assert.DoesNotContain(resources, resource => set.IsRevoked && resource.TryAccess(out _));
                order.Add(number);
            }));
        }
        resources[3].Dispose();
        resources[3].Dispose();
        Assert.True(resources[2].TryAccess(out var access));
        access.Dispose();
        set.Revoke();

        Assert.Equal([3, 4, 2, 1, 0], order);
    }

    [Fact]
    public void Revocation_waits_for_accesses_and_so_does_who_comes_second()
    {
        var ended = false;
        var set = new RevocableSet();
        var resource = new Resource<int>(set, 1, _ => Volatile.Write(ref ended, true));
        var second = new Thread(() => set.Revoke());
        var single = new Thread(resource.Dispose);
        Assert.True(resource.TryAccess(out var access));
        var winner = new Thread(() => set.Revoke());
        winner.Start();
        while (!resource.IsRevoked)
            Thread.Yield();
        second.Start();
        single.Start();

        Assert.False(second.Join(30) || single.Join(30) || winner.Join(30));
        Assert.False(resource.TryAccess(out _));
        Assert.True(access.IsOpen);
        Assert.Equal(1, access.Value);
        Assert.False(Volatile.Read(ref ended));
        access.Dispose();
        Assert.True(winner.Join(Long) && second.Join(Long) && single.Join(Long));
        Assert.True(ended);
    }

    [Fact]
    [Misuse("M36", MisuseKind.Inexpressible)]
    public void Who_comes_second_returns_after_the_teardown_only()
    {
        using var proceed = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        var set = new RevocableSet();
        _ = new Resource<int>(set, 1, _ =>
        {
            inside.Set();
            Assert.True(proceed.Wait(Long));
        });
        var winner = new Thread(() => set.Revoke());
        winner.Start();
        Assert.True(inside.Wait(Long));
        var loser = new Thread(() => set.Revoke());
        loser.Start();

        Assert.False(loser.Join(30));
        proceed.Set();
        Assert.True(winner.Join(Long) && loser.Join(Long));
    }

    [Fact]
    [Misuse("M29", MisuseKind.Exception, nameof(StallReport))]
    public void Who_stays_inside_for_long_is_reported_and_waited_for()
    {
        using var stalled = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        using var set = new RevocableSet();
        var resource = new Resource<string>(set, "registers", _ => { });
        var user = new Thread(() =>
        {
            resource.TryAccess(out var access);
            using (access)
            {
                inside.Set();
                leave.Wait(Long);
            }
        });
        user.Start();
        Assert.True(inside.Wait(Long));
        var usual = StallReport.Patience;
        StallReport.Stalled += Note;
        StallReport.Patience = TimeSpan.FromMilliseconds(20);
        try
        {
            var revoker = new Thread(() => set.Revoke());
            revoker.Start();
            Assert.True(stalled.Wait(Long));
            Assert.True(revoker.IsAlive);
            leave.Set();
            Assert.True(revoker.Join(Long) && user.Join(Long));
        }
        finally
        {
            StallReport.Stalled -= Note;
            StallReport.Patience = usual;
        }

        void Note(Type ending)
        {
            if (ending == typeof(Resource<string>))
                stalled.Set();
        }
    }

    [Fact]
    [Misuse("M34", MisuseKind.Exception, nameof(SelfDeadlockException))]
    public void Revoking_inside_an_access_or_a_guard_is_refused_before_anything_happens()
    {
        using var set = new RevocableSet();
        using var other = new RevocableSet();
        using var handle = new CountedHandle();
        var resource = new Resource<int>(set, 1, _ => { });
        Assert.True(resource.TryAccess(out var access));
        Assert.Throws<SelfDeadlockException>(() => set.Revoke());
        Assert.Throws<SelfDeadlockException>(resource.Dispose);
        // Two threads could do so crosswise.
        Assert.Throws<SelfDeadlockException>(() => other.Revoke());
        Assert.False(set.IsRevoked || other.IsRevoked || resource.IsRevoked);
        access.Dispose();

        var guard = GuardEntryTests.Enter(handle);
        Assert.Throws<SelfDeadlockException>(() => set.Revoke());
        GuardEntryTests.Exit(guard);
    }

    [Fact]
    public void A_teardown_does_not_wait_for_itself()
    {
        using var set = new RevocableSet();
        Resource<int>? own = null;
        var thrown = new List<Exception?>();
        var older = new Resource<int>(set, 0, _ => { });
        own = new Resource<int>(set, 1, _ =>
        {
            thrown.Add(Record.Exception(() => set.Revoke()));
            thrown.Add(Record.Exception(own!.Dispose));
            thrown.Add(Record.Exception(older.Dispose));
        });
        var single = new Resource<int>(set, 2, _ => thrown.Add(Record.Exception(() => set.Revoke())));
        single.Dispose();
        set.Revoke();

        Assert.Equal(4, thrown.Count);
        Assert.All(thrown, exception => Assert.IsType<SelfDeadlockException>(exception));
    }

    [Fact]
    public void A_teardown_that_throws_keeps_nobody_from_theirs()
    {
        var order = new List<int>();
        var set = new RevocableSet();
        for (var i = 0; i < 4; i++)
        {
            _ = new Resource<int>(set, i, number =>
            {
                order.Add(number);
                if (number % 2 == 0)
                    throw new InvalidTimeZoneException($"{number}");
            });
        }

        var exception = Assert.Throws<AggregateException>(() => set.Revoke());
        Assert.Equal(["2", "0"], exception.InnerExceptions.Select(inner => inner.Message));
        Assert.Equal([3, 2, 1, 0], order);
        Assert.False(set.Revoke());
    }

    [Fact]
    public void What_comes_while_or_after_it_is_revoked_is_refused()
    {
        var set = new RevocableSet();
        Exception? during = null;
        var tornDown = false;
        _ = new Resource<int>(set, 0, _ => during = Record.Exception(() => new Resource<int>(set, 1, _ => tornDown = true)));
        set.Revoke();

        Assert.IsType<RevokedException>(during);
        Assert.Throws<RevokedException>(() => new Resource<int>(set, 2, _ => tornDown = true));
        Assert.False(tornDown);
    }

    [Fact]
    public void An_access_allocates_nothing()
    {
        using var set = new RevocableSet();
        var resource = new Resource<string>(set, "registers", _ => { });
        Assert.True(resource.TryAccess(out var warm));
        warm.Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            if (resource.TryAccess(out var access))
                using (access)
                    _ = access.Value;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_thread_that_died_inside_does_not_hold_revocation_up_for_ever()
    {
        var set = new RevocableSet();
        var resource = new Resource<int>(set, 0, _ => { });
        var dead = new Thread(() => resource.TryAccess(out _));
        dead.Start();
        dead.Join();
        var revoker = new Thread(() => set.Revoke());
        revoker.Start();
        for (var i = 0; i < 100 && !revoker.Join(20); i++)
            GC.Collect();

        Assert.True(set.IsRevoked);
        Assert.True(revoker.Join(Long));
    }
}
