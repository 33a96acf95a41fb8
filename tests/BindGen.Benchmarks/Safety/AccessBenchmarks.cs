using BenchmarkDotNet.Attributes;
using Concepts;
using Concepts.Raw;

namespace BindGen.Benchmarks.Safety;

/// <summary>Being inside an object that ends when its device is unbound, against keeping one with a counter of references.</summary>
public unsafe class AccessBenchmarks
{
    private const int Times = 4096;

    private readonly BareSafeHandle _safe = BareSafeHandle.Window();
    private readonly Window _window = BoundWindow.Map();
    private readonly window* _pointer = (window*)BareSafeHandle.Window().DangerousGetHandle();

    /// <summary>Two interlocked operations on a counter in the handle.</summary>
    [Benchmark(OperationsPerInvoke = Times, Baseline = true)]
    public void SafeHandlePin()
    {
        for (var i = 0; i < Times; i++)
        {
            var added = false;
            _safe.DangerousAddRef(ref added);
            _safe.DangerousRelease();
        }
    }

    /// <summary>In and out.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public void Access()
    {
        for (var i = 0; i < Times; i++)
        {
            if (_window.TryAccess(out var access))
                access.Dispose();
        }
    }

    /// <summary>In and out as callers write it, with one use of the object, which checks that the access is open.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public nint AccessUsed()
    {
        nint sum = 0;
        for (var i = 0; i < Times; i++)
        {
            if (!_window.TryAccess(out var access))
                continue;
            using (access)
                sum += access.Pointer;
        }
        return sum;
    }

    /// <summary>In, one call of C, and out.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public int AccessCall()
    {
        var sum = 0;
        for (var i = 0; i < Times; i++)
        {
            if (!_window.TryAccess(out var access))
                continue;
            using (access)
                sum += access.Read((uint)i);
        }
        return sum;
    }

    /// <summary>The same call of the pointer, unprotected.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public int RawCall()
    {
        var pointer = _pointer;
        var sum = 0;
        for (var i = 0; i < Times; i++)
            sum += Methods.window_read(pointer, (uint)i);
        return sum;
    }

    /// <summary>The same call, as usual in .NET, which knows no end that comes from elsewhere.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public int SafeHandleCall()
    {
        var sum = 0;
        for (var i = 0; i < Times; i++)
            sum += HandWritten.Read(_safe, (uint)i);
        return sum;
    }
}
