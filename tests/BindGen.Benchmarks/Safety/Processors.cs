using System.Runtime.InteropServices;

namespace BindGen.Benchmarks.Safety;

/// <summary>The processors that this process may use, and how busy the machine is.</summary>
internal static partial class Processors
{
    private const int MostProcessors = 1024;
    private const int ThreadCpuTime = 3;

    /// <summary>Their numbers.</summary>
    public static unsafe IReadOnlyList<int> Allowed()
    {
        var mask = stackalloc byte[MostProcessors / 8];
        return GetAffinity(0, MostProcessors / 8, mask) < 0 ? [] : [.. Numbers(mask)];

        static List<int> Numbers(byte* mask)
        {
            List<int> numbers = [];
            for (var i = 0; i < MostProcessors; i++)
            {
                if ((mask[i / 8] & (1 << i % 8)) != 0)
                    numbers.Add(i);
            }
            return numbers;
        }
    }

    /// <summary>Keeps the calling thread on one processor.</summary>
    public static unsafe void Pin(int processor)
    {
        var mask = stackalloc byte[MostProcessors / 8];
        new Span<byte>(mask, MostProcessors / 8).Clear();
        mask[processor / 8] = (byte)(1 << processor % 8);
        if (SetAffinity(0, MostProcessors / 8, mask) != 0)
            throw new InvalidOperationException($"processor {processor} cannot be had");
    }

    /// <summary>What the calling thread has had of a processor, in nanoseconds.</summary>
    public static unsafe long ThreadTime()
    {
        var time = stackalloc long[2];
        _ = GetTime(ThreadCpuTime, time);
        return time[0] * 1_000_000_000 + time[1];
    }

    /// <summary>How many threads wanted a processor in the last minute, on the average.</summary>
    public static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static unsafe partial int GetAffinity(int thread, nint size, byte* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static unsafe partial int SetAffinity(int thread, nint size, byte* mask);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static unsafe partial int GetTime(int clock, long* time);
}
