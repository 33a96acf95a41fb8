using BenchmarkDotNet.Attributes;
using Concepts;
using Concepts.Raw;

namespace BindGen.Benchmarks.Safety;

/// <summary>Into a section and out of it: two calls of C.</summary>
public unsafe class GuardBenchmarks
{
    private const int Times = 4096;

    private readonly gate* _pointer = Methods.gate_create();
    private readonly cache* _cachePointer = Methods.cache_create();
    private readonly BareSafeHandle _safe = BareSafeHandle.Gate();
    private readonly Gate _gate = Gate.Create();
    private readonly Cache _cache = Cache.Create();

    /// <summary>The pointer, unprotected.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public void Raw()
    {
        for (var i = 0; i < Times; i++)
        {
            int index;
            if (Methods.gate_enter(_pointer, &index) != 0)
                Methods.gate_exit(_pointer, index);
        }
    }

    /// <summary>As usual in .NET.</summary>
    [Benchmark(OperationsPerInvoke = Times, Baseline = true)]
    public void SafeHandle()
    {
        for (var i = 0; i < Times; i++)
        {
            if (HandWritten.Enter(_safe, out var index))
                HandWritten.Exit(_safe, index);
        }
    }

    /// <summary>A guard that a thread may enter again.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public void Guard()
    {
        for (var i = 0; i < Times; i++)
        {
            if (!_gate.TryEnterSection(out var section))
                continue;
            using (section)
                continue;
        }
    }

    /// <summary>The pointer of a lock, unprotected.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public void RawLock()
    {
        for (var i = 0; i < Times; i++)
        {
            Methods.cache_lock(_cachePointer);
            Methods.cache_unlock(_cachePointer);
        }
    }

    /// <summary>A guard that a thread must not enter twice, which is checked.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public void Lock()
    {
        for (var i = 0; i < Times; i++)
        {
            using var entered = _cache.EnterLock();
        }
    }
}
