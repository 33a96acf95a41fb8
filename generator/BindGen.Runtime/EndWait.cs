namespace BindGen.Runtime;

/// <summary>
/// The time in which a thread waits for an end that another thread is at. Teardowns run code of the user, which may end something else:
/// threads that would come to wait for one another in a circle are found here before the last of them waits.
/// </summary>
internal readonly struct EndWait : IDisposable
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, (int Ender, Func<bool> IsOver)> Waits = [];

    /// <param name="ending">What is being ended.</param>
    /// <param name="ender">The thread that ends it.</param>
    /// <param name="isOver">Whether it has ended. Says so at the latest when the ender ends something else.</param>
    /// <exception cref="SelfDeadlockException">The ender waits for this thread, directly or through others.</exception>
    public EndWait(Type ending, int ender, Func<bool> isOver)
    {
        var self = Environment.CurrentManagedThreadId;
        lock (Gate)
        {
            for (var next = ender; next != self; next = Waits[next].Ender)
            {
                // A thread that has not woken up yet waits for nobody any more.
                if (!Waits.TryGetValue(next, out var wait) || wait.IsOver())
                {
                    Waits[self] = (ender, isOver);
                    return;
                }
            }
        }
        throw new SelfDeadlockException($"{ending.Name} is being ended by a thread that waits for something which this thread ends: they would wait for each other.");
    }

    public void Dispose()
    {
        lock (Gate)
            Waits.Remove(Environment.CurrentManagedThreadId);
    }
}
