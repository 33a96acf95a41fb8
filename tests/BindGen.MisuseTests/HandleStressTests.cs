using BindGen.Runtime;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>Threads that use, give away and end what other threads use.</summary>
public sealed class HandleStressTests : StressTest
{
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

    private static void Renew<T>(ref T place, T spent, T fresh)
        where T : OwnedHandle
    {
        if (Interlocked.CompareExchange(ref place, fresh, spent) != spent)
            fresh.Dispose();
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
}
