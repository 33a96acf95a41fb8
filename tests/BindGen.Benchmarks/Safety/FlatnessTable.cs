using System.Globalization;
using BindGen.Runtime;
using Concepts;

namespace BindGen.Benchmarks.Safety;

/// <summary>Which of the ways to keep an object get slower when a second thread keeps it, too.</summary>
internal static class FlatnessTable
{
    private const int Times = 1 << 17;

    /// <summary>Writes a row for each way.</summary>
    /// <param name="limit">The most that an access may cost on two threads, of what it costs on one.</param>
    public static void Write(TextWriter output, double limit)
    {
        if (Processors.Allowed() is not [var first, var second, ..])
        {
            output.WriteLine("2 threads: not measured, because there is one processor");
            return;
        }
        var window = BoundWindow.Map();
        var counted = Counted.Create(1);
        var safe = BareSafeHandle.Counted();
        output.WriteLine("one object, 1 thread and 2 threads at once, ns for each, fastest round:");
        Row("own stack: what the machine makes of it", double.PositiveInfinity, OwnStack, 8 * Times);
        Row("SafeHandle, pin", double.PositiveInfinity, times =>
        {
            for (var i = 0; i < times; i++)
            {
                var added = false;
                safe.DangerousAddRef(ref added);
                safe.DangerousRelease();
            }
        }, Times / 8);
        Row("owned handle, pin", limit, times =>
        {
            for (var i = 0; i < times; i++)
            {
                using var pin = new Pinned(counted);
            }
        });
        Row("revocable handle, access", limit, times =>
        {
            for (var i = 0; i < times; i++)
            {
                if (window.TryAccess(out var access))
                    access.Dispose();
            }
        });

        void Row(string name, double most, Action<int> work, int times = Times)
        {
            var (one, two) = (Flatness.Measure(work, times, first), Flatness.Measure(work, times, first, second));
            var (ratio, rounds) = (two.Best / one.Best, $"{one.Undisturbed} and {two.Undisturbed} undisturbed rounds of {Flatness.Rounds}");
            output.WriteLine(
                double.IsFinite(ratio)
                    ? string.Create(CultureInfo.InvariantCulture, $"  {name,-46}  {ratio:F2}  {two.Best,6:F2} / {one.Best:F2} ns{Verdict.Of(ratio, most)}  ({rounds})")
                    : $"  {name,-46}  not measured, the machine is too busy: {rounds}");
        }
    }

    private static unsafe void OwnStack(int times)
    {
        var slots = stackalloc int[2];
        for (var i = 0; i < times; i++)
        {
            Volatile.Write(ref slots[0], i);
            Volatile.Write(ref slots[1], Volatile.Read(ref slots[0]));
        }
    }
}
