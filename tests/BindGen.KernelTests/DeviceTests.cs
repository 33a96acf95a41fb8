using BindGen.MisuseTests;
using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests;

public sealed class DeviceTests : BookedTest
{
    [Fact]
    public void A_clone_is_a_reference_of_its_own()
    {
        using var root = RootDevice.Register("platform");
        using var first = root.Retain();
        using (var second = first.Clone())
        {
            Assert.Equal(first, second);
            Assert.NotSame(first, second);
            Assert.Equal(4, Books.References(first));
        }
        Assert.Equal(3, Books.References(first));
    }

    [Fact]
    [Misuse("M02", MisuseKind.Inexpressible)]
    public void Disposing_twice_puts_once()
    {
        using var root = RootDevice.Register("platform");
        var device = root.Retain();
        using var witness = root.Retain();
        device.Dispose();
        device.Dispose();
        Assert.Equal(3, Books.References(witness));
    }

    [Fact]
    [Misuse("M01", MisuseKind.Exception, nameof(ObjectDisposedException))]
    public void A_disposed_handle_throws_before_any_native_call()
    {
        using var root = RootDevice.Register("platform");
        var device = root.Retain();
        device.Dispose();
        Assert.Throws<ObjectDisposedException>(device.CopyName);
        Assert.Throws<ObjectDisposedException>(device.Clone);
        Assert.Throws<ObjectDisposedException>(() => device.Use(_ => Assert.Fail("lent a released device")));
    }

    [Fact]
    public void A_borrow_gives_a_reference_that_outlives_it()
    {
        Device? kept = null;
        using (var root = RootDevice.Register("platform"))
            root.Use(borrowed => kept = borrowed.Retain());
        using (kept)
        {
            Assert.Equal(1, Books.References(kept!));
            Assert.Equal("platform", kept!.CopyName());
            Assert.False(kept.IsRegisteredSnapshot());
        }
    }

    [Fact]
    public void A_borrow_lends_without_counting()
    {
        using var root = RootDevice.Register("platform");
        using var device = root.Retain();
        device.Use(borrowed =>
        {
            Assert.Equal(3, Books.References(device));
            Assert.Equal("platform", borrowed.CopyName());
            Assert.Equal("platform", borrowed.AsNormal().CopyName());
        });
    }

    [Fact]
    public void An_empty_borrow_throws()
    {
        Assert.Throws<InvalidOperationException>(() => default(DeviceRef<Normal>).CopyName());
        Assert.Throws<InvalidOperationException>(() => default(DeviceRef<Bound>).Retain());
    }

    [Fact]
    public void A_name_is_a_copy_that_a_rename_does_not_touch()
    {
        using var root = RootDevice.Register("eth0");
        using var device = root.Retain();
        var before = device.CopyName();
        device.Rename("wan", Books.NobodyElse);
        Assert.Equal(("eth0", "wan"), (before, device.CopyName()));
    }

    [Fact]
    public void A_name_cannot_be_cut_short_by_a_zero_character()
    {
        using var root = RootDevice.Register("eth0");
        using var device = root.Retain();
        Assert.Throws<ArgumentException>(() => device.Rename("wan\0evil", Books.NobodyElse));
        Assert.Throws<ArgumentNullException>(() => device.Rename(null!, Books.NobodyElse));
        Assert.Equal("eth0", device.CopyName());
    }

    [Fact]
    public void An_error_number_becomes_an_exception_with_its_name()
    {
        using var root = RootDevice.Register("eth0");
        using var device = root.Retain();
        var exception = Assert.Throws<KernelException>(() => device.Rename(new string('x', 100), Books.NobodyElse));
        Assert.Equal(("ENAMETOOLONG", 36, "device_rename"), (exception.Errno.Name, exception.Errno.Number, exception.Function));
        Assert.Equal("device_rename failed: ENAMETOOLONG (-36)", exception.Message);
    }

    [Fact]
    public void An_error_pointer_is_no_device()
    {
        var exception = Assert.Throws<KernelException>(() => RootDevice.Register("fails"));
        Assert.Equal("ENOMEM", exception.Errno.Name);
    }

    [Fact]
    public void A_found_child_is_owned_by_the_finder()
    {
        using var root = RootDevice.Register("bus");
        using var parent = root.Retain();
        Books.AddChild(parent, "first");
        using (var child = parent.FindChild("first"))
        {
            Assert.Equal(2, Books.References(child!));
            Assert.Equal("first", child!.CopyName());
        }
        Assert.Null(parent.FindChild("second"));
        using var any = parent.FindAnyChild();
        Assert.Equal(2, Books.References(any!));
    }

    [Fact]
    public void A_nullable_argument_may_be_left_out()
    {
        using var bus = RootDevice.Register("bus");
        using var root = RootDevice.Register("root");
        using var device = root.Retain();
        using var parent = bus.Retain();
        device.Move(parent, PowerOrder.None);
        Assert.Equal(4, Books.References(parent));
        device.Move(null, PowerOrder.DevLast);
        Assert.Equal(3, Books.References(parent));
    }

    [Fact]
    [Misuse("M19", MisuseKind.Inexpressible)]
    public void Ending_a_registration_leaves_the_memory_to_who_retained_it()
    {
        var root = RootDevice.Register("platform");
        using var device = root.Retain();
        Assert.True(device.IsRegisteredSnapshot());
        root.Dispose();
        root.Dispose();
        Assert.False(device.IsRegisteredSnapshot());
        Assert.Throws<ObjectDisposedException>(root.Retain);
        Assert.Equal(1, Books.References(device));
    }

    [Fact]
    public void A_lock_is_left_once_whatever_copies_there_are()
    {
        using var root = RootDevice.Register("platform");
        using var device = root.Retain();
        var guard = device.EnterLock();
        var copy = guard;
        Assert.True(copy.IsEntered);
        guard.Dispose();
        Assert.False(copy.IsEntered);
        copy.Dispose();
        using (device.EnterLock())
        {
        }
        default(DeviceLock).Dispose();
    }

    [Fact]
    public void A_lock_that_is_taken_is_not_waited_for()
    {
        using var root = RootDevice.Register("platform");
        using (root.EnterLock())
            Assert.False(root.TryEnterLockIfFree(out _));
        Assert.True(root.TryEnterLockIfFree(out var guard));
        using (guard)
            Assert.True(guard.IsEntered);
        Assert.False(guard.IsEntered);
    }

    [Fact]
    public void A_lock_is_the_proof_that_a_call_asks_for()
    {
        using var root = RootDevice.Register("platform");
        using var device = root.Retain();
        using var guard = device.EnterLock();
        Assert.False(device.HasSyncState(guard));
        Assert.Equal("driver", device.CopyDriverName(guard));
        Assert.Equal("driver", Lent(device, guard));

        static string Lent(Device device, scoped DeviceLock proof)
        {
            using var pin = new Pinned(device);
            return new DeviceRef<Normal>(pin.Pointer).CopyDriverName(proof);
        }
    }

    [Fact]
    public void Every_way_to_take_the_lock_is_a_proof()
    {
        using var root = RootDevice.Register("platform");
        using var device = root.Retain();
        Assert.True(device.TryEnterLockIfFree(out var free));
        using (free)
            Assert.False(device.HasSyncState(free));
        using (var interruptible = device.EnterLockInterruptible())
            Assert.False(device.HasSyncState(interruptible));
        DeviceLock converted = device.EnterLockInterruptible();
        converted.Dispose();
        device.EnterLock().Dispose();
    }

    [Fact]
    [Misuse("M68", MisuseKind.Exception, nameof(SelfDeadlockException))]
    public void A_lock_is_not_taken_twice_by_one_thread()
    {
        using var root = RootDevice.Register("platform");
        using var other = RootDevice.Register("other");
        using var device = root.Retain();
        using (device.EnterLock())
        {
            // Whatever handle it is that names the device.
            Assert.Throws<SelfDeadlockException>(() => root.EnterLock().Dispose());
            Assert.Throws<SelfDeadlockException>(() => device.EnterLockInterruptible().Dispose());
            Assert.False(device.TryEnterLockIfFree(out _));
            other.EnterLock().Dispose();
        }
        device.EnterLock().Dispose();
    }

    [Fact]
    public void What_may_sleep_is_refused_where_nothing_may()
    {
        using var root = RootDevice.Register("platform");
        using var device = root.Retain();
        var refused = new List<string>();
        using (var table = Books.Allocate(device, new IoPageTableConfig(), new FlushOps { FlushAll = Sleep, FlushWalk = (_, _, _) => { } }))
            Books.FlushElsewhere(table!);
        Assert.Equal(["InvalidOperationException", "InvalidOperationException", "InvalidOperationException", "InvalidOperationException"], refused.Take(4));
        Assert.Equal("platform", device.CopyName());

        void Sleep()
        {
            foreach (var call in (Action[])[() => device.Rename("other", Books.NobodyElse), () => device.EnterLock().Dispose(), root.Dispose, device.Dispose])
                refused.Add(Record.Exception(call)?.GetType().Name ?? "none");
        }
    }

    [Fact]
    public void A_lock_that_was_not_given_says_why()
    {
        using var root = RootDevice.Register("interrupted");
        using var device = root.Retain();
        Assert.Equal("EINTR", Assert.Throws<KernelException>(() => device.EnterLockInterruptible().Dispose()).Errno.Name);
        Assert.Equal(3, Books.References(device));
    }

    [Fact]
    [Misuse("M59", MisuseKind.Exception, nameof(WrongLockException))]
    public void The_lock_of_another_device_is_no_proof()
    {
        using var root = RootDevice.Register("platform");
        using var other = RootDevice.Register("other");
        using var device = root.Retain();
        Assert.Throws<WrongLockException>(() =>
        {
            using var guard = other.EnterLock();
            device.HasSyncState(guard);
        });
    }

    [Fact]
    [Misuse("M60", MisuseKind.Exception, nameof(WrongLockException))]
    public void A_lock_that_was_left_is_no_proof()
    {
        using var root = RootDevice.Register("platform");
        using var device = root.Retain();
        Assert.Throws<WrongLockException>(() =>
        {
            var guard = device.EnterLock();
            var copy = guard;
            guard.Dispose();
            device.HasSyncState(copy);
        });
        Assert.Throws<WrongLockException>(() => device.HasSyncState(default));
    }

    [Fact]
    [Misuse("M68", MisuseKind.Exception, nameof(SelfDeadlockException))]
    public void What_takes_the_lock_itself_is_refused_inside_it()
    {
        using var root = RootDevice.Register("platform");
        using var device = root.Retain();
        using (device.EnterLock())
        {
            Assert.Throws<SelfDeadlockException>(device.ReleaseDriver);
            Assert.Throws<SelfDeadlockException>(device.Reprobe);
            Assert.Throws<SelfDeadlockException>(() => RootDevice.Register("other"));
        }
        device.ReleaseDriver();
    }

    [Fact]
    public void A_lock_keeps_its_device_until_it_is_left()
    {
        var root = RootDevice.Register("platform");
        var device = root.Retain();
        var guard = device.EnterLock();
        device.Dispose();
        Assert.Equal(1, Books.Live(Books.Devices));
        guard.Dispose();
        root.Dispose();
        Assert.Equal(0, Books.Live(Books.Devices));
    }

    [Fact]
    public void A_handle_disposed_during_a_call_is_released_after_it()
    {
        var root = RootDevice.Register("platform");
        var device = root.Retain();
        root.Dispose();
        device.Use(borrowed =>
        {
            device.Dispose();
            Assert.Equal("platform", borrowed.CopyName());
            Assert.Equal(1, Books.Live(Books.Devices));
        });
        Assert.Equal(0, Books.Live(Books.Devices));
    }

    [Fact]
    [Misuse("M13", MisuseKind.Inexpressible)]
    public void Threads_that_race_to_dispose_put_once()
    {
        for (var round = 0; round < 200; round++)
        {
            using var root = RootDevice.Register("platform");
            var device = root.Retain();
            Parallel.For(0, 4, i =>
            {
                try
                {
                    if (i < 2)
                        device.Dispose();
                    else
                        Assert.Equal("platform", device.CopyName());
                }
                catch (ObjectDisposedException)
                {
                }
            });
        }
    }

    [Fact]
    public void A_handle_that_is_lost_is_reported_and_not_released()
    {
        var before = LeakReport.Counts.GetValueOrDefault(nameof(Device));
        using var root = RootDevice.Register("platform");
        Lose(root);
        for (var i = 0; i < 20 && LeakReport.Counts.GetValueOrDefault(nameof(Device)) == before; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal(before + 1, LeakReport.Counts[nameof(Device)]);
        using var device = root.Retain();
        Assert.Equal(4, Books.References(device));
        PutLost(device);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Lose(RootDevice root) => root.Retain();

        static unsafe void PutLost(Device device)
        {
            using var pin = new Pinned(device);
            Linux.Raw.Methods.put_device((Linux.Raw.device*)pin.Pointer);
        }
    }
}
