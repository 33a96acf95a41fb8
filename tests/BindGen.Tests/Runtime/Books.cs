using System.Runtime.InteropServices;

namespace BindGen.Tests.Runtime;

/// <summary>
/// A native side that keeps books: a record for each reference ever given out, so that no other reference can hide a use of one
/// that was given back. Records are poisoned when they die and stay readable until the books are closed.
/// </summary>
internal sealed unsafe class Books(int capacity) : IDisposable
{
    private const int Alive = 0x600D;
    private const int Poison = 0xDEAD;

    private readonly int* _records = (int*)NativeMemory.AllocZeroed((nuint)capacity + 1, sizeof(int));
    private int _given;
    private int _returned;
    private int _deadUses;
    private int _doubleReturns;

    /// <summary>References given out; each must come back once.</summary>
    public int Given => _given;

    public string Verdict => $"{_given - _returned} not returned, {_doubleReturns} returned twice, {_deadUses} uses of the dead";

    public nint Get()
    {
        var number = Interlocked.Increment(ref _given);
        if (number > capacity)
            throw new InvalidOperationException("The books are full.");
        _records[number] = Alive;
        return (nint)(_records + number);
    }

    /// <summary>A call that takes a while, and must find the reference alive from its beginning to its end.</summary>
    public void Use(nint reference, int spins)
    {
        for (var i = 0; i <= spins; i++)
        {
            if (reference == 0 || Volatile.Read(ref *(int*)reference) != Alive)
            {
                Interlocked.Increment(ref _deadUses);
                return;
            }
            if (i % 16 == 15)
                Thread.SpinWait(1);
        }
    }

    public void Put(nint reference)
    {
        if (Interlocked.Exchange(ref *(int*)reference, Poison) == Alive)
            Interlocked.Increment(ref _returned);
        else
            Interlocked.Increment(ref _doubleReturns);
    }

    public static bool IsAlive(nint reference) => Volatile.Read(ref *(int*)reference) == Alive;

    public void Dispose() => NativeMemory.Free(_records);
}
