using System.Diagnostics;

namespace BindGen.Benchmarks.Safety;

/// <summary>
/// What something costs on one thread, and on two that do it to the same object at once, each on a processor of its own. Only rounds count
/// in which nobody else got a processor in between, and the threads were at it at the same time; the fastest of them is taken.
/// </summary>
internal sealed class Flatness
{
    private const int Rounds = 400;
    private const int WarmUpRounds = 60;
    private const double MostTaken = 0.05;

    private readonly int[] _processors;
    private readonly Action<int> _work;
    private readonly int _times;
    private readonly long[] _used;
    private readonly long[] _start;
    private readonly long[] _end;
    private int _arrived;

    private Flatness(Action<int> work, int times, int[] processors)
    {
        (_work, _times, _processors) = (work, times, processors);
        (_used, _start, _end) = (new long[processors.Length], new long[processors.Length], new long[processors.Length]);
    }

    /// <summary>Nanoseconds for each time, of one thread.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>How many rounds count, of 400.</summary>
    public int Undisturbed { get; private set; }

    /// <param name="work">Does it as often as it is told to.</param>
    /// <param name="times">How often it is told to in a round: some tenths of a millisecond.</param>
    /// <param name="processors">One for each thread.</param>
    public static Flatness Measure(Action<int> work, int times, params int[] processors)
    {
        var measured = new Flatness(work, times, processors);
        var threads = processors.Select((_, i) => new Thread(() => measured.Run(i))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return measured;
    }

    private void Run(int number)
    {
        Processors.Pin(_processors[number]);
        // Long enough for the compiler, which works in the background.
        for (var i = 0; i < WarmUpRounds; i++)
        {
            _work(_times);
            Thread.Sleep(5);
        }
        for (var round = 0; round < Rounds; round++)
        {
            Meet(2 * round + 1);
            _start[number] = Stopwatch.GetTimestamp();
            var used = Processors.ThreadTime();
            _work(_times);
            _used[number] = Processors.ThreadTime() - used;
            _end[number] = Stopwatch.GetTimestamp();
            Meet(2 * round + 2);
            if (number == 0 && IsUndisturbed)
            {
                Undisturbed++;
                Best = Math.Min(Best, _used.Average() / _times);
            }
        }
    }

    // From the first start to the last end, every thread was running.
    private bool IsUndisturbed => _used.Min() > (1 - MostTaken) * Stopwatch.GetElapsedTime(_start.Min(), _end.Max()).TotalNanoseconds;

    private void Meet(int meeting)
    {
        Interlocked.Increment(ref _arrived);
        for (var i = 1; Volatile.Read(ref _arrived) < meeting * _processors.Length; i++)
        {
            if (i % 1024 == 0)
                Thread.Yield();
        }
    }
}
