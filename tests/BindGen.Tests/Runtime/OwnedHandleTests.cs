using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class OwnedHandleTests
{
    [Fact]
    public void What_may_sleep_is_not_released_by_the_last_user_where_that_must_not()
    {
        using var released = new ManualResetEventSlim();
        var wasAtomic = true;
        var handle = new SleepingHandle(() =>
        {
            wasAtomic = AtomicContext.IsAtomic;
            released.Set();
        });
        using (var scope = new CallbackScope(this, isAtomic: true))
        {
            Assert.True(CallbackEntry.TryEnter(scope.Cookie, out var entry));
            using (entry)
            {
                using (var pin = new Pinned(handle))
                {
                    var other = new Thread(handle.Dispose);
                    other.Start();
                    other.Join();
                }
                Assert.True(released.Wait(TimeSpan.FromSeconds(30)));
            }
        }
        Assert.Equal((false, 1), (wasAtomic, handle.Releases));
    }

    [Fact]
    public void What_may_sleep_is_not_disposed_with_others_where_that_must_not()
    {
        var handle = new SleepingHandle(() => { });
        var first = new CountedHandle();
        using (var scope = new CallbackScope(this, isAtomic: true))
        {
            Assert.True(CallbackEntry.TryEnter(scope.Cookie, out var entry));
            using (entry)
                Assert.Throws<InvalidOperationException>(() => OwnedHandle.DisposeAll(first, handle));
        }
        Assert.Equal((0, 0), (first.Releases, handle.Releases));
        OwnedHandle.DisposeAll(first, handle);
        Assert.Equal((1, 1), (first.Releases, handle.Releases));
    }

    private sealed class SleepingHandle(Action onRelease) : CountedHandle(1, onRelease)
    {
        protected override string? Blocking => "drm_dev_put";
    }

    [Fact]
    public void A_handle_is_released_once()
    {
        var handle = new CountedHandle(42);
        Assert.False(handle.IsDisposed);

        handle.Dispose();
        handle.Dispose();

        Assert.True(handle.IsDisposed);
        Assert.Equal(1, handle.Releases);
    }

    [Fact]
    public void A_pin_gives_the_object_and_delays_the_release()
    {
        var handle = new CountedHandle(42);
        using (var outer = new Pinned(handle))
        {
            Assert.Equal(42, outer.Pointer);
            using (var inner = new Pinned(handle))
            {
                handle.Dispose();
                Assert.True(handle.IsDisposed);
                Assert.Equal(42, inner.Pointer);
            }
            Assert.Equal(0, handle.Releases);
            Assert.False(handle.IsUsable);
            Assert.Equal(0, handle.Releases);
        }

        Assert.Equal(1, handle.Releases);
    }

    [Fact]
    public void A_pin_of_nothing_is_a_null_pointer()
    {
        using var pin = new Pinned(null);

        Assert.Equal(0, pin.Pointer);
    }

    [Fact]
    public void A_pin_ends_once()
    {
        var handle = new CountedHandle();
        var pin = new Pinned(handle);
        var other = new Pinned(handle);
        pin.Dispose();
        pin.Dispose();
        handle.Dispose();

        Assert.Equal(0, handle.Releases);
        other.Dispose();
        Assert.Equal(1, handle.Releases);
    }

    [Fact]
    public void A_disposed_handle_refuses_by_its_name()
    {
        var handle = new CountedHandle();
        handle.Dispose();

        var exception = Assert.Throws<ObjectDisposedException>(() => new Pinned(handle).Dispose());
        Assert.Equal(nameof(CountedHandle), exception.ObjectName);
        Assert.Equal(1, handle.Releases);
    }

    [Fact]
    public void What_C_keeps_is_released_after_the_object_itself()
    {
        var order = new List<string>();
        var first = new CountedHandle(1, () => order.Add("first"));
        var second = new CountedHandle(2, () => order.Add("second"));
        var owner = new CountedHandle(3, () => order.Add("owner"), first, null, second);
        using (new Pinned(owner))
        {
            owner.Dispose();
            Assert.False(first.IsDisposed);
        }

        Assert.Equal(["owner", "first", "second"], order);
    }

    [Fact]
    public void Handles_are_equal_when_they_are_to_the_same_object()
    {
        using var one = new CountedHandle(7);
        using var same = new CountedHandle(7);
        using var other = new CountedHandle(8);
        using var ofOtherType = new OtherHandle(7);

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, other);
        Assert.False(one.Equals(ofOtherType));
        Assert.False(one.Equals(null));
        same.Dispose();
        Assert.Equal(one, same);
    }

    [Fact]
    public void There_is_no_handle_to_null() => Assert.Throws<ArgumentOutOfRangeException>(() => new CountedHandle(0));

    [Fact]
    public void A_thread_may_dispose_what_another_made_and_what_it_uses_itself()
    {
        var handle = new CountedHandle(6);
        var thread = new Thread(() =>
        {
            using var pin = new Pinned(handle);
            handle.Dispose();
        });
        using (new Pinned(handle))
        {
            thread.Start();
            thread.Join();
            Assert.Equal(0, handle.Releases);
        }

        Assert.Equal(1, handle.Releases);
    }

    [Fact]
    public void Many_are_disposed_in_their_order_and_each_waits_for_its_own_users()
    {
        var order = new List<string>();
        var first = new CountedHandle(1, () => order.Add("first"));
        var second = new CountedHandle(2, () => order.Add("second"));
        var third = new CountedHandle(3, () => order.Add("third"));
        var thread = new Thread(() => OwnedHandle.DisposeAll(first, null, second, first, third));
        using (new Pinned(second))
        {
            thread.Start();
            thread.Join();
            Assert.Equal(["first", "third"], order);
            Assert.True(second.IsDisposed);
        }

        Assert.Equal(["first", "third", "second"], order);
    }

    /// <summary>Whatever the order: one release, never while a user is inside, and no user after it.</summary>
    [Fact]
    public void Disposing_races_with_users_and_with_itself()
    {
        for (var round = 0; round < 300; round++)
        {
            var inside = 0;
            var releasedInside = false;
            var usedAfterRelease = false;
            var released = false;
            CountedHandle? handle = null;
            handle = new CountedHandle(5, () =>
            {
                releasedInside |= Volatile.Read(ref inside) != 0;
                Volatile.Write(ref released, true);
            });
            using var start = new Barrier(4);
            var threads = Enumerable.Range(0, 4).Select(number => new Thread(() =>
            {
                start.SignalAndWait();
                for (var i = 0; i < 20; i++)
                {
                    if (number < 2 && i == 10)
                        handle.Dispose();
                    try
                    {
                        using var pin = new Pinned(handle);
                        Interlocked.Increment(ref inside);
                        if (Volatile.Read(ref released))
                            usedAfterRelease = true;
                        Interlocked.Decrement(ref inside);
                    }
                    catch (ObjectDisposedException)
                    {
                    }
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            Assert.Equal(1, handle.Releases);
            Assert.False(releasedInside);
            Assert.False(usedAfterRelease);
        }
    }

    private sealed class OtherHandle(nint pointer) : CountedHandle(pointer);
}
