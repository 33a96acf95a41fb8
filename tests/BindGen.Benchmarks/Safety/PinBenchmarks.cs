using BenchmarkDotNet.Attributes;
using BindGen.Runtime;

namespace BindGen.Benchmarks.Safety;

/// <summary>Keeping an object for a moment, without a call, on one thread and on two that use the same object.</summary>
public class PinBenchmarks
{
    // So many that starting a thread does not matter.
    private const int Pins = 1 << 22;

    private static readonly RevocableSet Set = new();

    private readonly NothingHandle _own = new(1);
    private readonly NothingSafeHandle _safe = new(1);
    private readonly Revocable<NothingHandle> _revocable = new(Set, new NothingHandle(2), handle => handle.Dispose());

    /// <summary>How many threads at once; the figures are per thread.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Stores of a thread into its own stack: what the machine itself makes of two threads.</summary>
    [Benchmark(OperationsPerInvoke = Pins)]
    public unsafe void OwnStack() => OnThreads(() =>
    {
        var slots = stackalloc int[2];
        for (var i = 0; i < Pins; i++)
        {
            Volatile.Write(ref slots[0], i);
            Volatile.Write(ref slots[1], Volatile.Read(ref slots[0]));
        }
    });

    /// <summary>Two interlocked operations on a counter in the handle.</summary>
    [Benchmark(OperationsPerInvoke = Pins, Baseline = true)]
    public void SafeHandle() => OnThreads(() =>
    {
        for (var i = 0; i < Pins; i++)
        {
            var added = false;
            _safe.DangerousAddRef(ref added);
            _safe.DangerousRelease();
        }
    });

    /// <summary>What every generated call does.</summary>
    [Benchmark(OperationsPerInvoke = Pins)]
    public void Pin() => OnThreads(() =>
    {
        for (var i = 0; i < Pins; i++)
        {
            using var pin = new Pinned(_own);
        }
    });

    /// <summary>What generated guards do around C's enter and exit.</summary>
    [Benchmark(OperationsPerInvoke = Pins)]
    public void Guard() => OnThreads(() =>
    {
        for (var i = 0; i < Pins; i++)
        {
            using var pin = new Pinned(_own);
            var guard = pin.Enter();
            if (guard.TryExit())
                guard.Exit();
        }
    });

    /// <summary>An access to a revocable resource.</summary>
    [Benchmark(OperationsPerInvoke = Pins)]
    public void Access() => OnThreads(() =>
    {
        for (var i = 0; i < Pins; i++)
        {
            if (_revocable.TryAccess(out var access))
                access.Dispose();
        }
    });

    /// <summary>The same with one look at the resource, which checks once more that the access is open.</summary>
    [Benchmark(OperationsPerInvoke = Pins)]
    public void AccessValue() => OnThreads(() =>
    {
        for (var i = 0; i < Pins; i++)
        {
            if (_revocable.TryAccess(out var access))
            {
                using (access)
                    GC.KeepAlive(access.Value);
            }
        }
    });

    private void OnThreads(Action work)
    {
        var others = new Thread[Threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(() => work());
            others[i].Start();
        }
        work();
        foreach (var other in others)
            other.Join();
    }
}
