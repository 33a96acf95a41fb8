using System.Runtime.InteropServices;
using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

/// <summary>
/// What the fence of the ending side is for. A processor may load the state of a subject before the others see the store that says
/// "in use": here the store has to wait behind many others, to memory that no cache holds.
/// </summary>
public sealed unsafe class StoreBufferTests : IDisposable
{
    private const int Rounds = 20_000;
    private const int Lines = 48;
    private const int Cold = 1 << 26;
    private const string Balanced = "0 not returned, 0 returned twice, 0 uses of the dead";

    private readonly byte* _memory = (byte*)NativeMemory.Alloc(Cold);

    // A page fault would be a fence.
    public StoreBufferTests() => NativeMemory.Fill(_memory, Cold, 1);

    public void Dispose() => NativeMemory.Free(_memory);

    [Fact]
    public void A_pin_that_is_still_on_its_way_keeps_the_handle()
    {
        using var books = new Books(Rounds + 1);
        Handle? handle = null;
        Race(
            () => handle = new Handle(books),
            // The first use by another thread is a fence; those after it are not.
            () => handle!.TryUse(0),
            () => handle!.TryUse(200),
            () => handle!.Dispose());

        Assert.Equal(Balanced, books.Verdict);
    }

    [Fact]
    public void An_access_that_is_still_on_its_way_keeps_the_resource()
    {
        using var books = new Books(Rounds + 1);
        RevocableSet? set = null;
        Resource<nint>? resource = null;
        Race(
            () => resource = new Resource<nint>(set = new RevocableSet(), books.Get(), books.Put),
            () => { },
            () =>
            {
                if (resource!.TryAccess(out var access))
                {
                    using (access)
                        books.Use(access.Value, 1000);
                }
            },
            () => set!.Revoke(),
            maximalPause: 3000);

        Assert.Equal(Balanced, books.Verdict);
    }

    [Fact]
    public void A_pin_that_is_still_on_its_way_keeps_the_handle_from_being_given_away()
    {
        using var books = new Books(Rounds + 1);
        Handle? handle = null;
        Race(
            () => handle = new Handle(books),
            () => handle!.TryUse(0),
            () => handle!.TryUse(200),
            () =>
            {
                if (!handle!.TryGiveAway())
                    handle.Dispose();
            });

        Assert.Equal(Balanced, books.Verdict);
    }

    /// <summary>Each of the last two leaves with the other's slot still in use, as far as it can see.</summary>
    [Fact]
    public void One_of_two_who_leave_at_once_releases()
    {
        using var books = new Books(Rounds + 1);
        Handle? handle = null;
        nint mine = 0, theirs = 0;
        Race(
            () =>
            {
                handle = new Handle(books);
                mine = (nint)handle.Pin();
            },
            () =>
            {
                theirs = (nint)handle!.Pin();
                handle.Dispose();
            },
            () => handle!.Unpin((Slot*)theirs),
            () =>
            {
                FillStoreBuffer();
                handle!.Unpin((Slot*)mine);
            },
            maximalPause: 1);

        Assert.Equal(Balanced, books.Verdict);
    }

    private void Race(Action make, Action prepare, Action use, Action end, int maximalPause = 2000)
    {
        var (made, prepared, used) = (0, 0, 0);
        var user = new Thread(() =>
        {
            for (var round = 1; round <= Rounds; round++)
            {
                Await(ref made, round);
                prepare();
                Volatile.Write(ref prepared, round);
                FillStoreBuffer();
                use();
                Volatile.Write(ref used, round);
            }
        });
        user.Start();
        var pause = new Random(4);
        for (var round = 1; round <= Rounds; round++)
        {
            make();
            Volatile.Write(ref made, round);
            Await(ref prepared, round);
            for (var i = pause.Next(maximalPause); i > 0; i--)
                Volatile.Read(ref prepared);
            end();
            Await(ref used, round);
        }
        user.Join();
    }

    private void FillStoreBuffer()
    {
        var place = Random.Shared.Next(Cold / 2);
        for (var i = 0; i < Lines; i++)
            _memory[(place + (i * 524_309)) & (Cold - 1)] = 2;
    }

    private static void Await(ref int place, int round)
    {
        for (var i = 1; Volatile.Read(ref place) < round; i++)
        {
            if (i % 20_000 == 0)
                Thread.Yield();
        }
    }

    private sealed class Handle(Books books) : OwnedHandle(books.Get())
    {
        public void TryUse(int spins)
        {
            try
            {
                using var self = new Pinned(this);
                books.Use(self.Pointer, spins);
            }
            catch (InvalidOperationException)
            {
            }
        }

        public bool TryGiveAway()
        {
            try
            {
                using var transfer = new Transfer(this);
                books.Put(transfer.Pointer);
                transfer.Complete();
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        protected override void ReleaseNative(nint pointer) => books.Put(pointer);
    }
}
