using BindGen.Runtime;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>Threads of C that call back, and drivers that are unbound while others use what they have.</summary>
public sealed class CallbackStressTests : StressTest
{
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
