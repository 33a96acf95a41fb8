using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using BindGen.Runtime;
using Concepts;
using Concepts.Raw;

namespace BindGen.Benchmarks.Safety;

/// <summary>A call of C that calls back once.</summary>
public unsafe class CallbackBenchmarks
{
    private const int Calls = 4096;

    private readonly valve* _raw = Create(&ReturnLevel, 0);
    private readonly BareSafeHandle _safe;
    private readonly Valve _valve = Valve.Create(new ValveOps { Turned = static level => default });
    private readonly Tour _tour = Tour.Create();

    /// <summary>A delegate that C's cookie leads to.</summary>
    public CallbackBenchmarks()
    {
        ValveOps.TurnedCallback turned = static level => default;
        _safe = new((nint)Create(&CallDelegate, GCHandle.ToIntPtr(GCHandle.Alloc(turned))));
    }

    /// <summary>A function pointer to static code, with nothing to find and nothing that it may throw.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int Raw()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += Methods.valve_turn(_raw, i);
        return sum;
    }

    /// <summary>What is written by hand: a handle of the garbage collector leads to a delegate, and exceptions are caught.</summary>
    [Benchmark(OperationsPerInvoke = Calls, Baseline = true)]
    public int ByHand()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += HandWritten.Turn(_safe, i);
        return sum;
    }

    /// <summary>The generated call, with the generated callback inside.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int Generated()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += _valve.Turn(i);
        return sum;
    }

    /// <summary>A callback that C has for the time of a call, in which it calls it five times; with what it takes to make it callable.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public bool DuringCall()
    {
        var all = true;
        for (var i = 0; i < Calls; i++)
            all &= _tour.Visit(static step => Iteration.Continue);
        return all;
    }

    private static valve* Create(delegate* unmanaged[Cdecl]<int, void*, int> turned, nint cookie)
    {
        var ops = (valve_ops*)NativeMemory.AllocZeroed((nuint)sizeof(valve_ops));
        ops->turned = turned;
        return Methods.valve_create(ops, (void*)cookie);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ReturnLevel(int level, void* cookie) => level;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CallDelegate(int level, void* cookie)
    {
        try
        {
            return ((ValveOps.TurnedCallback)GCHandle.FromIntPtr((nint)cookie).Target!)(level).Result;
        }
#pragma warning disable CA1031 // None of them may reach C.
        catch (Exception)
#pragma warning restore CA1031
        {
            return -5;
        }
    }
}
