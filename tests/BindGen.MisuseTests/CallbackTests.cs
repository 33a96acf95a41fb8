using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using BindGen.Runtime;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>Callbacks that come too late, from threads that .NET has never seen, that throw, sleep, or end what calls them.</summary>
public sealed class CallbackTests : ConceptTest
{
    [Fact]
    [Misuse("M21", MisuseKind.Inexpressible)]
    public void Nothing_is_called_after_it_was_ended()
    {
        var inside = 0;
        var ticks = 0;
        var pump = Pump.Start(4, new PumpOps
        {
            Tick = _ =>
            {
                Interlocked.Increment(ref inside);
                Interlocked.Increment(ref ticks);
                Thread.Yield();
                Interlocked.Decrement(ref inside);
                return default(Errno);
            },
        })!;
        SpinWait.SpinUntil(() => Volatile.Read(ref ticks) > 100);
        pump.Dispose();
        Assert.Equal(0, inside);
        var after = ticks;
        Thread.Sleep(5);
        Assert.Equal(after, ticks);
    }

    [Fact]
    [Misuse("M22", MisuseKind.Exception, nameof(SelfDeadlockException))]
    public void What_calls_is_not_ended_by_what_it_calls()
    {
        Pump? pump = null;
        Exception? thrown = null;
        var answered = new ManualResetEventSlim();
        pump = Pump.Start(1, new PumpOps
        {
            Tick = _ =>
            {
                if (Volatile.Read(ref pump) is { } running && !answered.IsSet)
                {
                    thrown = Record.Exception(running.Dispose);
                    answered.Set();
                }
                return default(Errno);
            },
        })!;
        Assert.True(answered.Wait(TimeSpan.FromSeconds(5)));
        Assert.IsType<SelfDeadlockException>(thrown);
        Assert.Equal(0, Books.CountCalls("pump_stop"));
        pump.Dispose();
        Assert.NotEqual(0, Books.CountCalls("pump_stop"));
    }

    [Fact]
    [Misuse("M22", MisuseKind.Exception, nameof(SelfDeadlockException))]
    public void What_is_called_within_a_call_does_not_end_it()
    {
        Relay? relay = null;
        var thrown = new List<Exception?>();
        relay = Relay.Create(new RelayOps
        {
            Flipped = position =>
            {
                thrown.Add(Record.Exception(relay!.Dispose));
                if (position == 1)
                    relay.Flip(2);
            },
        });
        relay.Flip(1);
        Assert.Equal([typeof(SelfDeadlockException), typeof(SelfDeadlockException)], thrown.Select(exception => exception?.GetType()));
        Assert.Equal(0, Books.CountCalls("relay_free"));
        relay.Dispose();
    }

    [Fact]
    [Misuse("M13", MisuseKind.Inexpressible)]
    [Misuse("M21", MisuseKind.Inexpressible)]
    public async Task What_another_thread_gives_back_ends_after_the_call()
    {
        using var isInside = new ManualResetEventSlim();
        using var mayLeave = new ManualResetEventSlim();
        var relay = Relay.Create(new RelayOps
        {
            Flipped = _ =>
            {
                isInside.Set();
                mayLeave.Wait();
            },
        });
        var flipping = Task.Run(() => relay.Flip(1));
        Assert.True(isInside.Wait(TimeSpan.FromSeconds(5)));
        var giving = Task.Run(relay.Dispose);
        Assert.True(SpinWait.SpinUntil(() => giving.IsCompleted || Books.CountCalls("relay_free") != 0, TimeSpan.FromSeconds(5)));
        Assert.Equal(0, Books.CountCalls("relay_free"));
        await giving;
        Assert.Throws<ObjectDisposedException>(() => relay.Flip(2));
        mayLeave.Set();
        Assert.True(await flipping);
        Assert.NotEqual(0, Books.CountCalls("relay_free"));
    }

    [Fact]
    [Misuse("M26", MisuseKind.Inexpressible)]
    [Misuse("M45", MisuseKind.Inexpressible)]
    public void What_C_may_call_is_not_collected()
    {
        var calls = new int[1];
        using var pump = Start(calls);
        for (var round = 0; round < 5; round++)
        {
            var before = Volatile.Read(ref calls[0]);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref calls[0]) > before, TimeSpan.FromSeconds(5)));
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Pump Start(int[] calls) => Pump.Start(2, new PumpOps { Tick = _ => Count(calls) })!;

        static Errno Count(int[] calls)
        {
            Interlocked.Increment(ref calls[0]);
            return default(Errno);
        }
    }

    [Fact]
    [Misuse("M45", MisuseKind.Exception, nameof(CallbackFailures))]
    public void A_cookie_that_comes_too_late_reaches_nobody()
    {
        var positions = new List<int>();
        var before = Failures("RelayOps.Flipped");
        using (var relay = Relay.Create(new RelayOps { Flipped = positions.Add }))
            relay.Flip(1);
        using var another = Relay.Create(new RelayOps { Flipped = _ => positions.Add(-100) });
        Relays.Echo();
        Assert.Equal([1], positions);
        Assert.Equal(before + 1, Failures("RelayOps.Flipped"));
    }

    [Fact]
    [Misuse("M46", MisuseKind.Inexpressible)]
    public void What_freeing_calls_is_still_there()
    {
        var drained = new List<nuint>();
        using (Valve.Create(new ValveOps { Turned = _ => default(Errno), Drained = drained.Add }))
            Assert.Empty(drained);
        Assert.Equal([0u], drained);
    }

    [Fact]
    [Misuse("M47", MisuseKind.Exception, nameof(CallbackFailures))]
    public void An_exception_does_not_leave_a_callback()
    {
        var before = Failures("PumpOps.Tick");
        using (var pump = Pump.Start(2, new PumpOps { Tick = count => count % 2 == 0 ? throw new InvalidOperationException("odd") : default(Errno) })!)
            Assert.True(SpinWait.SpinUntil(() => pump.Failures() > 10 && pump.Ticks() > 20, TimeSpan.FromSeconds(5)));
        Assert.True(Failures("PumpOps.Tick") > before + 10);
    }

    [Fact]
    [Misuse("M47", MisuseKind.Exception, nameof(CallbackFailures))]
    public void C_gets_the_error_number_of_the_rule()
    {
        var before = Failures("ValveOps.Turned");
        using var valve = Valve.Create(new ValveOps { Turned = level => level > 1 ? throw new InvalidOperationException("too much") : new Errno(-28) });
        Assert.Equal("ENOSPC", Assert.Throws<KernelException>(() => valve.Turn(1)).Errno.Name);
        Assert.Equal("EIO", Assert.Throws<KernelException>(() => valve.Turn(2)).Errno.Name);
        Assert.Equal(before + 1, Failures("ValveOps.Turned"));
    }

    [Fact]
    [Misuse("M47", MisuseKind.Exception, "its own")]
    public void An_exception_in_a_visit_reaches_the_caller()
    {
        using var tour = Tour.Create();
        var steps = 0;
        var thrown = Assert.Throws<InvalidOperationException>(() => tour.Visit(step => ++steps == 3 ? throw new InvalidOperationException("third") : Iteration.Continue));
        Assert.Equal(("third", 3), (thrown.Message, steps));
        Assert.Throws<InvalidOperationException>(() => tour.CallElsewhere(_ => throw new InvalidOperationException("elsewhere")));
    }

    [Fact]
    [Misuse("M48", MisuseKind.Exception, nameof(InvalidOperationException))]
    public void Code_that_can_be_unloaded_is_not_called()
    {
        using var tour = Tour.Create();
        var unloadable = new Unloadable();
        using var image = new MemoryStream();
        UserCode.OfConcepts.Emit("public static void Run(Tour tour) => tour.Visit(_ => Iteration.Stop);", image);
        image.Position = 0;
        var run = unloadable.LoadFromStream(image).GetType("Program")!.GetMethod("Run")!;
        Assert.IsType<InvalidOperationException>(Assert.Throws<TargetInvocationException>(() => run.Invoke(null, [tour])).InnerException);
        Assert.Equal(0, Books.CountCalls("tour_visit"));
        unloadable.Unload();
    }

    [Fact]
    [Misuse("M53", MisuseKind.Exception, nameof(InvalidOperationException))]
    public void Nothing_sleeps_where_C_must_not()
    {
        using var counted = Counted.Create(7);
        Exception? thrown = null;
        var isAtomic = false;
        using var relay = Relay.Create(new RelayOps
        {
            Flipped = _ =>
            {
                isAtomic = AtomicContext.IsAtomic;
                thrown = Record.Exception(() => counted.SlowValue());
                counted.Value();
            },
        });
        relay.Flip(1);
        Assert.True(isAtomic);
        Assert.IsType<InvalidOperationException>(thrown);
        Assert.Equal((0, 1), (Books.CountCalls("counted_slow_value"), Books.CountCalls("counted_value")));
    }

    /// <summary>Code that can go away, over the bindings of this test.</summary>
    private sealed class Unloadable() : AssemblyLoadContext("unloadable", isCollectible: true)
    {
        private static readonly Assembly[] Bindings = [typeof(Tour).Assembly, typeof(OwnedHandle).Assembly];

        protected override Assembly? Load(AssemblyName assemblyName) => Bindings.FirstOrDefault(assembly => assembly.GetName().Name == assemblyName.Name);
    }

    private static int Failures(string callback) => CallbackFailures.Counts.GetValueOrDefault(callback);
}
