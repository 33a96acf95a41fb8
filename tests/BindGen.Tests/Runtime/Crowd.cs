namespace BindGen.Tests.Runtime;

/// <summary>Many threads that do random things at once. Threads end and others take their place all the time, some are of the thread pool, and garbage is collected throughout.</summary>
internal static class Crowd
{
    private const int Lifetime = 4000;
    private const int Size = 5;

    /// <param name="operations">How many in all.</param>
    /// <param name="act">One operation, which must not throw.</param>
    public static void Run(int operations, Action<Random> act)
    {
        var left = operations;
        var seed = 0;
        var failure = default(Exception);
        using var over = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            for (var i = 0; !over.Token.WaitHandle.WaitOne(5); i++)
                GC.Collect(i % 8 == 0 ? 2 : 0);
        });
        collector.Start();
        var crowd = Enumerable.Range(0, Size).Select(number => new Thread(() =>
        {
            while (Volatile.Read(ref left) > 0)
            {
                if (number == 0)
                {
                    Task.Run(Live).GetAwaiter().GetResult();
                    continue;
                }
                var one = new Thread(Live);
                one.Start();
                one.Join();
            }
        })).ToList();
        crowd.ForEach(thread => thread.Start());
        crowd.ForEach(thread => thread.Join());
        over.Cancel();
        collector.Join();
        if (failure is not null)
            throw new InvalidOperationException("An operation of the crowd failed.", failure);

        void Live()
        {
            var random = new Random(Interlocked.Increment(ref seed));
            try
            {
                for (var i = 0; i < Lifetime && Interlocked.Decrement(ref left) >= 0; i++)
                {
                    act(random);
                    if (random.Next(512) == 0)
                        Thread.Yield();
                }
            }
#pragma warning disable CA1031 // Carried to the thread of the test.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure ??= exception;
                Volatile.Write(ref left, 0);
            }
        }
    }
}
