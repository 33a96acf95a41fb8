using BindGen.Runtime;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>Many threads at once, with the garbage collector forced throughout: whatever they do to each other, C sees nothing wrong and the books balance.</summary>
public sealed class StressTests : ConceptTest
{
    private const int Threads = 6;

    [Fact]
    public void Threads_use_clone_and_dispose_the_same_handles()
    {
        const int Rounds = 100_000;
        using var witness = Counted.Create(1);
        var shared = Enumerable.Range(0, 8).Select(_ => witness.Clone()).ToArray();
        var operations = Run((random, rounds) =>
        {
            for (var i = 0; i < rounds; i++)
            {
                var at = random.Next(shared.Length);
                var handle = Volatile.Read(ref shared[at]);
                try
                {
                    switch (random.Next(16))
                    {
                        case 0:
                            using (var clone = handle.Clone())
                                clone.Value();
                            break;
                        case 1:
                            Interlocked.Exchange(ref shared[at], witness.Clone()).Dispose();
                            break;
                        case 2:
                            handle.Dispose();
                            Renew(ref shared[at], handle, witness.Clone());
                            break;
                        case 3:
                            Counted? kept = null;
                            handle.Use(borrowed => kept = borrowed.Retain());
                            kept!.Dispose();
                            break;
                        default:
                            Assert.Equal(1, handle.Value());
                            break;
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            }
        }, Rounds);
        foreach (var handle in shared)
            handle.Dispose();
        Assert.Equal(1, witness.References());
        Assert.Equal(Threads * Rounds, operations);
    }

    [Fact]
    public void Threads_enter_sections_that_others_end()
    {
        const int Rounds = 60_000;
        var gates = Enumerable.Range(0, 4).Select(_ => new Gated()).ToArray();
        var operations = Run((random, rounds) =>
        {
            for (var i = 0; i < rounds; i++)
            {
                var at = random.Next(gates.Length);
                var gated = Volatile.Read(ref gates[at]);
                if (random.Next(400) == 0)
                {
                    Interlocked.Exchange(ref gates[at], new Gated()).Dispose();
                    continue;
                }
                try
                {
                    if (!gated.Gate.TryEnterSection(out var section))
                        continue;
                    var copy = section;
                    if (random.Next(50) == 0)
                        Thread.Yield();
                    section.Dispose();
                    copy.Dispose();
                }
                catch (ObjectDisposedException)
                {
                }
            }
        }, Rounds);
        foreach (var gated in gates)
            gated.Dispose();
        Assert.Equal(Threads * Rounds, operations);
    }

    [Fact]
    public void Threads_give_the_same_references_away()
    {
        const int Rounds = 40_000;
        using var crate = Crate.Create();
        var items = Enumerable.Range(0, 4).Select(Item.Create).ToArray();
        var moved = 0;
        var operations = Run((random, rounds) =>
        {
            for (var i = 0; i < rounds; i++)
            {
                var at = random.Next(items.Length);
                var item = Volatile.Read(ref items[at]);
                try
                {
                    switch (random.Next(4))
                    {
                        case 0:
                            // A crate takes one replacement at a time.
                            lock (crate)
                                crate.Replace(item);
                            Interlocked.Increment(ref moved);
                            Renew(ref items[at], item, Item.Create(i));
                            break;
                        case 1 when random.Next(8) == 0:
                            Interlocked.Exchange(ref items[at], Item.Create(i)).Dispose();
                            break;
                        default:
                            item.Weight();
                            break;
                    }
                }
                catch (Exception exception) when (exception is ObjectDisposedException or InvalidOperationException)
                {
                }
            }
        }, Rounds);
        foreach (var item in items)
            item.Dispose();
        Assert.True(moved > 0);
        Assert.Equal(Threads * Rounds, operations);
    }

    [Fact]
    public void Threads_lock_what_others_unlock()
    {
        const int Rounds = 30_000;
        var drawers = Enumerable.Range(0, 3).Select(_ => Drawer.Create()).ToArray();
        var operations = Run((random, rounds) =>
        {
            for (var i = 0; i < rounds; i++)
            {
                var drawer = drawers[random.Next(drawers.Length)];
                if (random.Next(2) == 0)
                {
                    using var held = drawer.EnterLock();
                }
                else if (drawer.TryEnterTryLock(out var held))
                {
                    held.Dispose();
                }
            }
        }, Rounds);
        foreach (var drawer in drawers)
            drawer.Dispose();
        Assert.Equal(Threads * Rounds, operations);
    }

    [Fact]
    public void Threads_of_C_call_what_others_end()
    {
        const int Rounds = 60;
        var calls = 0L;
        var ended = 0;
        var failures = Failures();
        var operations = Run((random, rounds) =>
        {
            for (var i = 0; i < rounds; i++)
            {
                var isOver = false;
                var pump = Pump.Start(1 + random.Next(3), new PumpOps
                {
                    Tick = count =>
                    {
                        Interlocked.Increment(ref calls);
                        Interlocked.Add(ref ended, Volatile.Read(ref isOver) ? 1 : 0);
                        return count % 64 == 63 ? throw new InvalidOperationException("in a callback") : new Errno(count % 16 == 15 ? -5 : 0);
                    },
                })!;
                SpinWait.SpinUntil(() => pump.Ticks() > 150, TimeSpan.FromSeconds(5));
                pump.Dispose();
                Volatile.Write(ref isOver, true);
            }
        }, Rounds);
        Assert.Equal(Threads * Rounds, operations);
        Assert.Equal(0, ended);
        Assert.True(calls > operations);
        Assert.True(Failures() > failures);

        static int Failures() => CallbackFailures.Counts.GetValueOrDefault("PumpOps.Tick");
    }

    [Fact]
    public void Devices_are_unbound_while_threads_use_what_they_have()
    {
        const int Rounds = 60_000;
        var stations = Enumerable.Range(0, 3).Select(number => new Station(number)).ToArray();
        var used = 0;
        var operations = Run((random, rounds) =>
        {
            for (var i = 0; i < rounds; i++)
            {
                var at = random.Next(stations.Length);
                var station = Volatile.Read(ref stations[at]);
                switch (random.Next(500))
                {
                    case 0:
                        Interlocked.Exchange(ref stations[at], new Station(i)).Dispose();
                        break;
                    case 1:
                        station.Window.Dispose();
                        break;
                    case 2:
                        station.Registration.Dispose();
                        break;
                    case < 250:
                        if (!station.Window.TryAccess(out var access))
                            break;
                        using (access)
                            Assert.Equal(5, access.Read(5));
                        Interlocked.Increment(ref used);
                        break;
                    default:
                        if (!station.TryEnter(out var section))
                            break;
                        using (section)
                            section.Parent.StartDma();
                        Interlocked.Increment(ref used);
                        break;
                }
            }
        }, Rounds);
        foreach (var station in stations)
            station.Dispose();
        Assert.Equal(Threads * Rounds, operations);
        Assert.True(used > operations / 10);
    }

    [Fact]
    public void Threads_visit_and_throw()
    {
        const int Rounds = 6_000;
        using var tour = Tour.Create();
        using var relay = Relay.Create(new RelayOps { Flipped = _ => { }, Allows = position => position % 2 == 0 ? true : throw new InvalidOperationException("odd") });
        var thrown = 0;
        var operations = Run((random, rounds) =>
        {
            for (var i = 0; i < rounds; i++)
            {
                var stop = random.Next(5);
                try
                {
                    tour.Visit(step => step < stop ? Iteration.Continue : random.Next(4) == 0 ? throw new InvalidOperationException("in a visit") : Iteration.Stop);
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref thrown);
                }
                Assert.Equal(stop % 2 == 0, relay.Flip(stop));
            }
        }, Rounds);
        Assert.Equal(Threads * Rounds, operations);
        Assert.True(thrown > 0);
    }

    private static void Renew<T>(ref T place, T spent, T fresh)
        where T : OwnedHandle
    {
        if (Interlocked.CompareExchange(ref place, fresh, spent) != spent)
            fresh.Dispose();
    }

    /// <summary>The same on all threads, each with random numbers of its own, and collections meanwhile.</summary>
    /// <returns>How many rounds were run.</returns>
    private static int Run(Action<Random, int> action, int rounds)
    {
        var running = Threads;
        var completed = 0;
        Exception? failure = null;
        var threads = Enumerable.Range(0, Threads).Select(seed => new Thread(() =>
        {
            try
            {
                action(new Random(seed), rounds);
                Interlocked.Add(ref completed, rounds);
            }
#pragma warning disable CA1031 // The test fails with it, on its own thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Volatile.Write(ref failure, exception);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        while (Volatile.Read(ref running) > 0)
        {
            GC.Collect(0);
            GC.WaitForPendingFinalizers();
            Thread.Sleep(1);
        }
        threads.ForEach(thread => thread.Join());
        return failure is null ? completed : throw new AggregateException(failure);
    }

    private sealed class Gated : IDisposable
    {
        private readonly GateOpening _opening;

        public Gated()
        {
            Gate = Gate.Create();
            _opening = Gate.Register(0);
        }

        public Gate Gate { get; }

        public void Dispose()
        {
            _opening.Dispose();
            Gate.Dispose();
        }
    }

    /// <summary>A device with a driver, until it is disposed by one thread.</summary>
    private sealed class Station : IDisposable
    {
        private readonly Unit _unit;
        private readonly Port _port;

        public Station(int number)
        {
            _unit = Unit.Create(number);
            _port = Port.Create(_unit);
            _unit.Bind(new UnitDriver
            {
                Probe = unit =>
                {
                    Window = Window.Map(new WindowConfig { Size = 64 }, unit, out _)!;
                    Registration = _port.Register(unit, 0);
                    return default;
                },
            });
        }

        public Window Window { get; private set; } = null!;

        public PortRegistration Registration { get; private set; } = null!;

        public bool TryEnter(out PortSection section)
        {
            try
            {
                return Registration.TryEnterSection(out section);
            }
            catch (ObjectDisposedException)
            {
                section = default;
                return false;
            }
        }

        public void Dispose()
        {
            _unit.Unbind();
            _port.Dispose();
            _unit.Dispose();
        }
    }
}
