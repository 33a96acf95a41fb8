using System.Diagnostics;

namespace BindGen.Benchmarks.Safety;

/// <summary>
/// What something costs on one thread, and on two that do it to the same object at once, each on a processor of its own. Only rounds count
/// in which nobody else got a processor in between, and the threads were at it at the same time; the fastest of them is taken.
/// </summary>
internal sealed class Flatness
{
    public const int Rounds = 400;

    private const int WarmUpRounds = 60;
    private const double MostTaken = 0.03;
    private const double MostAlone = 0.2;

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

    /// <summary>How many rounds count.</summary>
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

    // Each had its processor while it ran, and nearly all of that time the other ran, too. A contended one may let one thread end first.
    private bool IsUndisturbed
    {
        get
        {
            var running = _used.Index().All(used => used.Item > (1 - MostTaken) * Stopwatch.GetElapsedTime(_start[used.Index], _end[used.Index]).TotalNanoseconds);
            return running && _end.Min() - _start.Max() > (1 - MostAlone) * (_end.Max() - _start.Min());
        }
    }

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
