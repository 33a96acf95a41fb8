using BenchmarkDotNet.Attributes;
using Concepts;
using Concepts.Raw;

namespace BindGen.Benchmarks.Safety;

/// <summary>A call of a C function that returns a number of its object, by everything that can hold the object.</summary>
public unsafe class CallBenchmarks
{
    private const int Calls = 4096;

    private static int _sum;

    private readonly counted* _pointer = Methods.counted_create(1);
    private readonly BareSafeHandle _safe = BareSafeHandle.Counted();
    private readonly Counted _own = Counted.Create(1);
    private Counted? _foreign;

    /// <summary>A handle that another thread made.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var thread = new Thread(() => _foreign = Counted.Create(1));
        thread.Start();
        thread.Join();
    }

    /// <summary>The pointer, unprotected. Four calls in a row: with one, it matters more than anything else where in memory the loop is.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int Raw()
    {
        var pointer = _pointer;
        var sum = 0;
        for (var i = 0; i < Calls; i += 4)
            sum += Methods.counted_value(pointer) + Methods.counted_value(pointer) + Methods.counted_value(pointer) + Methods.counted_value(pointer);
        return sum;
    }

    /// <summary>Inside <c>Use</c>.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int Borrowed()
    {
        _own.Use(static borrowed =>
        {
            var sum = 0;
            for (var i = 0; i < Calls; i += 4)
                sum += borrowed.Value() + borrowed.Value() + borrowed.Value() + borrowed.Value();
            _sum = sum;
        });
        return _sum;
    }

    /// <summary>An owned handle.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int Owned()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += _own.Value();
        return sum;
    }

    /// <summary>An owned handle that another thread made.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int OwnedForeign()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += _foreign!.Value();
        return sum;
    }

    /// <summary>What is usual in .NET.</summary>
    [Benchmark(OperationsPerInvoke = Calls, Baseline = true)]
    public int SafeHandle()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += HandWritten.Value(_safe);
        return sum;
    }
}
