using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BindGen.Runtime;

/// <summary>
/// The slots of one thread, a stack with holes, in native memory that is never freed: a thread that ends leaves its blocks to a later one.
/// A thread publishes what it uses with plain stores; who ends something looks through the slots of all threads.
/// <para>
/// Memory order. A user stores its slot, then loads the state of the subject. Who ends the subject stores the state, then runs
/// <see cref="Interlocked.MemoryBarrierProcessWide"/>, then loads the slots. The barrier puts a full fence somewhere into every thread:
/// a user whose slot store is behind that fence loads the state behind it too and withdraws; every other store is seen by the search.
/// The same holds for leaving: store the empty slot, then load the state.
/// </para>
/// </summary>
internal unsafe struct SlotBlock
{
    /// <summary>Also the alignment, so that a slot finds its block.</summary>
    private const int Size = 1024;

    // The fields, and a slot that is never free; what remains is a whole number of slots.
    private const int HeaderSize = 88;
    private const int IdentityBatch = 4096;

    [ThreadStatic]
    private static SlotBlock* _current;

    [ThreadStatic]
    private static long _lastIdentity;

    private static nint _blocks;
    private static long _identities;

    // Everything from here on is free.
    private Slot* _top;
    private Slot* _end;
    private SlotBlock* _next;
    private SlotBlock* _nextOfThread;
    private long _lastVersion;
    private int _isTaken;

    /// <summary>Says that this thread uses the subject, until <see cref="Withdraw"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slot* Publish(long subject)
    {
        var block = _current;
        if (block is null || block->_top == block->_end)
            block = FindRoom();
        var slot = block->_top;
        block->_top = slot + 1;
        Volatile.Write(ref slot->Subject, subject);
        return slot;
    }

    /// <summary>Frees the slot. The caller looks at the state of its subject afterwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Withdraw(Slot* slot)
    {
        Volatile.Write(ref slot->Subject, 0);
        if (slot + 1 != Of(slot)->_top)
            return;
        // A search that sees this does not look at the slot any more, so what was done under it must be seen, too.
        if ((slot - 1)->Subject != 0)
            Volatile.Write(ref *(nint*)&Of(slot)->_top, (nint)slot);
        else
            WithdrawHoles(slot);
    }

    /// <summary>Makes the slot one of a guard, which nothing can name but the result.</summary>
    /// <param name="slot">What <see cref="Publish"/> gave.</param>
    /// <param name="entered">The native object of a guard; 0 for an access.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Enter(Slot* slot, nint entered = 0)
    {
        slot->Entered = entered;
        return slot->Version = ++Of(slot)->_lastVersion;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SlotBlock* Of(Slot* slot) => (SlotBlock*)((nuint)slot & ~(nuint)(Size - 1));

    /// <summary>The block that this thread uses now.</summary>
    public static SlotBlock* Current => _current is not null ? _current : FindRoom();

    /// <summary>A number that no other subject of the process has.</summary>
    public static long NewIdentity()
    {
        // 0 is no identity, and every batch begins behind a multiple of its size.
        if (_lastIdentity % IdentityBatch == 0)
            _lastIdentity = Interlocked.Add(ref _identities, IdentityBatch) - IdentityBatch;
        return ++_lastIdentity;
    }

    /// <summary>Whether any thread uses the subject. Says the truth about users from before the last fence, see above.</summary>
    public static bool IsPublished(long subject)
    {
        for (var block = (SlotBlock*)Volatile.Read(ref _blocks); block is not null; block = block->_next)
        {
            // What is above the top, or comes to be there while we look, was withdrawn or is going to be refused.
            var top = (Slot*)Volatile.Read(ref *(nint*)&block->_top);
            for (var slot = First(block); slot < top; slot++)
            {
                if (Volatile.Read(ref slot->Subject) == subject)
                    return true;
            }
        }
        return false;
    }

    /// <summary>Whether this thread uses the subject.</summary>
    public static bool IsPublishedHere(long subject) => Tenancy.Current is { } tenancy && tenancy.Has(subject);

    /// <summary>Whether this thread is inside a guard or an access.</summary>
    public static bool IsInsideGuard => Tenancy.Current is { } tenancy && tenancy.HasGuard;

    /// <summary>Whether this thread is inside a guard of the object.</summary>
    public static bool IsEnteredHere(nint entered) => Tenancy.Current is { } tenancy && tenancy.HasEntered(entered);

    /// <summary>Leaves the accesses of this thread to the subject, whoever holds them: they find another version.</summary>
    public static void WithdrawAll(long subject) => Tenancy.Current?.WithdrawAll(subject);

    // Out of line, because what is inlined into a finally block must be small to be compiled into the way without exceptions, too.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WithdrawHoles(Slot* top)
    {
        var block = Of(top);
        // What is in front of the first slot is never free.
        while ((top - 1)->Subject == 0)
            top--;
        Volatile.Write(ref *(nint*)&block->_top, (nint)top);
    }

    private static Slot* First(SlotBlock* block) => (Slot*)((byte*)block + HeaderSize);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SlotBlock* FindRoom() => _current = (Tenancy.Current ??= new Tenancy()).FindRoom();

    private static SlotBlock* Take()
    {
        for (var block = (SlotBlock*)Volatile.Read(ref _blocks); block is not null; block = block->_next)
        {
            if (Volatile.Read(ref block->_isTaken) == 0 && Interlocked.Exchange(ref block->_isTaken, 1) == 0)
                return block;
        }
        return Create();
    }

    private static SlotBlock* Create()
    {
        Debug.Assert(sizeof(SlotBlock) + sizeof(Slot) <= HeaderSize && (Size - HeaderSize) % sizeof(Slot) == 0, "the header's size does not fit");
        var block = (SlotBlock*)NativeMemory.AlignedAlloc(Size, Size);
        NativeMemory.Clear(block, Size);
        block->_top = First(block);
        block->_end = (Slot*)((byte*)block + Size);
        block->_isTaken = 1;
        (First(block) - 1)->Subject = -1;
        do
            block->_next = (SlotBlock*)Volatile.Read(ref _blocks);
        while (Interlocked.CompareExchange(ref _blocks, (nint)block, (nint)block->_next) != (nint)block->_next);
        return block;
    }

    /// <summary>A thread's hold on its blocks. When the thread has ended, nothing refers to it any more, and its finalizer frees them.</summary>
    private sealed class Tenancy
    {
        [ThreadStatic]
        public static Tenancy? Current;

        private SlotBlock* _first;

        ~Tenancy()
        {
            for (SlotBlock* block = _first, next; block is not null; block = next)
            {
                next = block->_nextOfThread;
                // Guards that the thread never left: nobody can leave them any more, nor be inside.
                for (var slot = First(block); slot < block->_top; slot++)
                {
                    if (slot->Version != 0)
                        LeakReport.Add(typeof(GuardEntry));
                    slot->Version = 0;
                    Volatile.Write(ref slot->Subject, 0);
                }
                block->_top = First(block);
                Volatile.Write(ref block->_isTaken, 0);
            }
        }

        public bool HasGuard
        {
            get
            {
                for (var block = _first; block is not null; block = block->_nextOfThread)
                {
                    for (var slot = First(block); slot < block->_top; slot++)
                    {
                        if (slot->Version != 0)
                            return true;
                    }
                }
                return false;
            }
        }

        public bool Has(long subject)
        {
            for (var block = _first; block is not null; block = block->_nextOfThread)
            {
                for (var slot = First(block); slot < block->_top; slot++)
                {
                    if (slot->Subject == subject)
                        return true;
                }
            }
            return false;
        }

        public bool HasEntered(nint entered)
        {
            for (var block = _first; block is not null; block = block->_nextOfThread)
            {
                for (var slot = First(block); slot < block->_top; slot++)
                {
                    if (slot->Version != 0 && slot->Entered == entered)
                        return true;
                }
            }
            return false;
        }

        public void WithdrawAll(long subject)
        {
            for (var block = _first; block is not null; block = block->_nextOfThread)
            {
                for (var slot = block->_top - 1; slot >= First(block); slot--)
                {
                    if (slot->Subject != subject)
                        continue;
                    slot->Version = 0;
                    Withdraw(slot);
                }
            }
        }

        public SlotBlock* FindRoom()
        {
            for (var block = _first; block is not null; block = block->_nextOfThread)
            {
                if (block->_top != block->_end)
                    return block;
            }
            var taken = Take();
            taken->_nextOfThread = _first;
            return _first = taken;
        }
    }
}
