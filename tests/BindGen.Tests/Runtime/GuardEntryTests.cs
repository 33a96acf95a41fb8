using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class GuardEntryTests
{
    [Fact]
    public void An_entered_guard_keeps_the_object_and_is_left_by_the_first_copy()
    {
        var handle = new CountedHandle(11);
        var guard = Enter(handle);
        var copy = guard;

        handle.Dispose();
        Assert.True(copy.IsEntered);
        Assert.Equal(11, guard.Pointer);
        Assert.Equal(0, handle.Releases);

        Assert.True(copy.TryExit());
        Assert.False(guard.TryExit());
        Assert.False(guard.IsEntered);
        Assert.Equal(0, handle.Releases);
        copy.Exit();
        Assert.Equal(1, handle.Releases);
        Assert.False(guard.TryExit());
    }

    /// <summary>The slot is used again by another guard, a pin, and a guard of the same object: none is the copy's.</summary>
    [Fact]
    public void A_copy_that_comes_too_late_leaves_nobody_elses_guard()
    {
        using var handle = new CountedHandle(12);
        var stale = Enter(handle);
        Exit(stale);
        using (new Pinned(handle))
            Assert.False(stale.TryExit());
        var next = Enter(handle);
        Assert.False(stale.IsEntered);
        Assert.False(stale.TryExit());
        Assert.True(next.IsEntered);
        Exit(next);
    }

    [Fact]
    public void Guards_are_left_in_any_order()
    {
        var first = new CountedHandle(1);
        var second = new CountedHandle(2);
        var outer = Enter(first);
        var inner = Enter(second);
        first.Dispose();
        second.Dispose();

        Exit(outer);
        Assert.Equal((1, 0), (first.Releases, second.Releases));
        Assert.True(inner.IsEntered);
        Exit(inner);
        Assert.Equal((1, 1), (first.Releases, second.Releases));
        Assert.False(SlotBlock.IsInsideGuard);
    }

    [Fact]
    public void An_object_that_C_did_not_enter_is_let_go()
    {
        var handle = new CountedHandle();
        using (new Pinned(handle))
            handle.Dispose();

        Assert.Equal(1, handle.Releases);
        Assert.False(SlotBlock.IsInsideGuard);
    }

    [Fact]
    public void An_empty_guard_is_not_entered()
    {
        GuardEntry empty = default;
        Assert.False(empty.IsEntered);
        Assert.False(empty.TryExit());
    }

    [Fact]
    public void A_disposed_object_is_not_entered()
    {
        var handle = new CountedHandle();
        handle.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Exit(Enter(handle)));
    }

    [Fact]
    public void Guards_and_pins_allocate_nothing()
    {
        using var handle = new CountedHandle();
        Exit(Enter(handle));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            using var pin = new Pinned(handle);
            Exit(Enter(handle));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    internal static GuardEntry Enter(OwnedHandle handle)
    {
        using var pin = new Pinned(handle);
        return pin.Enter();
    }

    internal static void Exit(GuardEntry guard)
    {
        if (guard.TryExit())
            guard.Exit();
    }
}
