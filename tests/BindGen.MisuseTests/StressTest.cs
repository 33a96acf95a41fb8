namespace BindGen.MisuseTests;

/// <summary>Many threads at once, with the garbage collector forced throughout: whatever they do to each other, C sees nothing wrong and the books balance.</summary>
public abstract class StressTest : ConceptTest
{
    private protected const int Threads = 6;

    /// <summary>The same on all threads, each with random numbers of its own, and collections meanwhile.</summary>
    /// <returns>How many rounds were run.</returns>
    private protected static int Run(Action<Random, int> action, int rounds)
    {
        var running = Threads;
        var completed = 0;
        Exception? failure = null;
        var threads = Enumerable.Range(0, Threads).Select(seed => new Thread(() =>
        {
            try
            {
                action(new Random(seed), rounds);
                Interlocked.Add(ref completed, rounds);
            }
#pragma warning disable CA1031 // The test fails with it, on its own thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Volatile.Write(ref failure, exception);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        while (Volatile.Read(ref running) > 0)
        {
            GC.Collect(0);
            GC.WaitForPendingFinalizers();
            Thread.Sleep(1);
        }
        threads.ForEach(thread => thread.Join());
        return failure is null ? completed : throw new AggregateException(failure);
    }
}
