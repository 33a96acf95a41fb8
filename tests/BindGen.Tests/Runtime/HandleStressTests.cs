using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class HandleStressTests
{
    private const int Operations = 2_000_000;
    private const int Cells = 24;

    [Fact]
    public void Handles_are_used_cloned_given_away_and_disposed_from_everywhere()
    {
        using var books = new Books(Operations);
        var cells = new Handle[Cells];
        for (var i = 0; i < Cells; i++)
            cells[i] = new Handle(books);
        var refusals = 0;
        var moves = 0;

        Crowd.Run(Operations, random =>
        {
            ref var cell = ref cells[random.Next(Cells)];
            var handle = Volatile.Read(ref cell);
            try
            {
                switch (random.Next(768))
                {
                    case 0:
                        handle.Dispose();
                        break;
                    case 1:
                        Interlocked.Exchange(ref cell, new Handle(books)).Dispose();
                        break;
                    case 2:
                        OwnedHandle.DisposeAll(handle, null, Interlocked.Exchange(ref cells[random.Next(Cells)], new Handle(books)), handle);
                        break;
                    case 3 or 4:
                        Interlocked.Exchange(ref cells[random.Next(Cells)], handle.Clone()).Dispose();
                        break;
                    case 5:
                        Interlocked.Exchange(ref cell, new Handle(books, [handle.Clone(), null])).Dispose();
                        break;
                    case 6 or 7:
                        if (GiveAway(handle, books, random))
                            Interlocked.Increment(ref moves);
                        break;
                    case 8:
                        using (var pin = new Pinned(handle))
                        {
                            handle.Dispose();
                            books.Use(pin.Pointer, random.Next(200));
                        }
                        break;
                    case < 144:
                        Enter(handle, books, random);
                        break;
                    case < 240:
                        UseTwo(handle, Volatile.Read(ref cells[random.Next(Cells)]), books, random);
                        break;
                    default:
                        handle.Use(random.Next(20) == 0 ? random.Next(400) : 4);
                        break;
                }
            }
            catch (InvalidOperationException)
            {
                // Disposed, moved, or just being moved. Whoever finds a dead handle puts a living one there.
                Interlocked.Increment(ref refusals);
                if (handle.IsDisposed)
                {
                    var next = new Handle(books);
                    if (Interlocked.CompareExchange(ref cell, next, handle) != handle)
                        next.Dispose();
                }
            }
        });
        OwnedHandle.DisposeAll(cells);

        Assert.Equal("0 not returned, 0 returned twice, 0 uses of the dead", books.Verdict);
        Assert.True(refusals > 100 && moves > 100 && books.Given > 1000, $"{refusals} refusals, {moves} moves, {books.Given} references: too quiet");
    }

    private static bool GiveAway(Handle handle, Books books, Random random)
    {
        using var transfer = new Transfer(handle);
        books.Use(transfer.Pointer, random.Next(100));
        if (random.Next(2) == 0)
            return false;
        books.Put(transfer.Pointer);
        transfer.Complete();
        return true;
    }

    private static void Enter(Handle handle, Books books, Random random)
    {
        var guard = GuardEntryTests.Enter(handle);
        var copy = guard;
        if (random.Next(64) == 0)
            handle.Dispose();
        books.Use(guard.Pointer, random.Next(50));
        GuardEntryTests.Exit(copy);
        GuardEntryTests.Exit(guard);
    }

    private static void UseTwo(Handle one, Handle other, Books books, Random random)
    {
        using var first = new Pinned(one);
        using var second = new Pinned(other);
        using var third = new Pinned(one);
        books.Use(second.Pointer, random.Next(30));
        books.Use(first.Pointer, 1);
        books.Use(third.Pointer, 1);
    }

    private sealed class Handle : OwnedHandle
    {
        private readonly Books _books;

        public Handle(Books books, OwnedHandle?[]? retained = null)
            : base(books.Get(), retained) => _books = books;

        public Handle Clone()
        {
            using var self = new Pinned(this);
            _books.Use(self.Pointer, 1);
            return new Handle(_books);
        }

        public void Use(int spins)
        {
            using var self = new Pinned(this);
            _books.Use(self.Pointer, spins);
        }

        protected override void ReleaseNative(nint pointer) => _books.Put(pointer);
    }
}
