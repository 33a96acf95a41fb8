using BenchmarkDotNet.Attributes;
using BindGen.Runtime;

namespace BindGen.Benchmarks.Safety;

/// <summary>A call of a C function that does nothing, by everything that can hold the object.</summary>
public class CallBenchmarks
{
    private const int Calls = 4096;
    private const nint Pointer = 4096;

    private readonly NothingHandle _own = new(Pointer);
    private readonly NothingSafeHandle _safe = new(Pointer);
    private NothingHandle? _foreign;
    private readonly nint _pointer = Pointer;

    /// <summary>A handle that another thread made.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var thread = new Thread(() => _foreign = new NothingHandle(Pointer));
        thread.Start();
        thread.Join();
    }

    /// <summary>The pointer, unprotected.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public nint Raw()
    {
        var pointer = _pointer;
        nint sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += Native.nothing(pointer);
        return sum;
    }

    /// <summary>Inside a callback or <c>Use</c>.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public nint Borrowed()
    {
        var borrowed = new NothingRef(_pointer);
        nint sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += borrowed.Call();
        return sum;
    }

    /// <summary>An owned handle.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public nint Owned()
    {
        nint sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += _own.Call();
        return sum;
    }

    /// <summary>An owned handle that another thread made.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public nint OwnedForeign()
    {
        nint sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += _foreign!.Call();
        return sum;
    }

    /// <summary>What is usual in .NET.</summary>
    [Benchmark(OperationsPerInvoke = Calls, Baseline = true)]
    public nint SafeHandle()
    {
        nint sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += Native.Nothing(_safe);
        return sum;
    }
}
