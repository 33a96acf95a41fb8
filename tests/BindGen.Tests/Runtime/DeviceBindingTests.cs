using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed unsafe class DeviceBindingTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private static long _lastDevice = 0x1000;
    private static int _announcements;

    [Fact]
    public void Unbinding_from_within_a_teardown_revokes_the_others()
    {
        var device = NewDevice();
        using var set = Of(device).Resources;
        var other = new Resource<int>(set, 1, _ => { });
        var wasRevoked = false;
        var disposed = new Resource<int>(set, 2, _ =>
        {
            DeviceBinding.End(device);
            wasRevoked = other.IsRevoked;
        });
        disposed.Dispose();
        Assert.True(wasRevoked);
        Assert.False(other.TryAccess(out _));
        Assert.True(set.IsRevoked);
    }

    [Fact]
    public void Unbinding_releases_the_newest_first_whatever_it_is()
    {
        var device = NewDevice();
        var log = new List<string>();
        var binding = Of(device);
        using var first = new Table(1, binding, log);
        using var registration = Entry.Begin(2, binding, log);
        using var last = new Table(3, binding, log);

        DeviceBinding.End(device);
        Assert.Equal(["release 3", "end 2", "release 1"], log);
        Assert.True(first.IsRevoked && registration.IsEnded && last.IsRevoked);
    }

    [Fact]
    public void What_is_disposed_before_is_not_ended_again()
    {
        var device = NewDevice();
        var log = new List<string>();
        var binding = Of(device);
        new Table(1, binding, log).Dispose();
        Entry.Begin(2, binding, log).Dispose();
        DeviceBinding.End(device);
        Assert.Equal(["release 1", "end 2"], log);
    }

    [Fact]
    public void What_c_kept_goes_after_the_release_in_its_order()
    {
        var device = NewDevice();
        var log = new List<string>();
        var kept = new Retention(new Kept("first", log), null, new Kept("second", log));
        new Table(1, Of(device), log, kept).Dispose();
        kept.Dispose();
        DeviceBinding.End(device);
        Assert.Equal(["release 1", "first", "second"], log);
    }

    [Fact]
    public void A_binding_is_announced_once_whatever_threads_ask()
    {
        var device = NewDevice();
        var before = Volatile.Read(ref _announcements);
        var bindings = new DeviceBinding[8];
        Parallel.For(0, bindings.Length, i => bindings[i] = Of(device));
        Assert.All(bindings, binding => Assert.Same(bindings[0], binding));
        Assert.Equal(before + 1, Volatile.Read(ref _announcements));
        DeviceBinding.End(device);
        Assert.NotSame(bindings[0], Of(device));
        DeviceBinding.End(device);
    }

    [Fact]
    public void A_binding_that_cannot_be_announced_is_none()
    {
        var device = NewDevice();
        Assert.Equal("ENOMEM", Assert.Throws<KernelException>(() => DeviceBinding.Of(device, &Refuse, "add_action")).Errno.Name);
        Assert.Throws<DriverDataException>(() => DeviceBinding.GetData<string>(device));
        Of(device).SetData("data");
        Assert.Equal("data", DeviceBinding.GetData<string>(device));
        DeviceBinding.End(device);
    }

    [Fact]
    public void What_comes_after_the_end_is_released_at_once()
    {
        var device = NewDevice();
        var log = new List<string>();
        var binding = Of(device);
        DeviceBinding.End(device);
        Assert.Throws<RevokedException>(() => new Table(1, binding, log, new Retention(new Kept("kept", log))));
        Assert.Throws<RevokedException>(() => Entry.Begin(2, binding, log));
        Assert.Throws<RevokedException>(() => binding.SetData("late"));
        Assert.Equal(["release 1", "kept", "end 2"], log);
    }

    [Fact]
    public void A_release_that_throws_is_recorded_and_the_others_go_on()
    {
        var device = NewDevice();
        var log = new List<string>();
        var binding = Of(device);
        var before = CallbackFailures.Counts.GetValueOrDefault(nameof(DeviceBinding));
        _ = new Table(1, binding, log);
        _ = new Table(2, binding, log, new Retention(new Kept("kept", log))) { OnRelease = () => throw new FormatException() };
        DeviceBinding.End(device);
        Assert.Equal(["release 2", "kept", "release 1"], log);
        Assert.Equal(before + 1, CallbackFailures.Counts[nameof(DeviceBinding)]);
    }

    [Fact]
    public void The_end_of_a_device_that_nobody_knows_is_nothing() => DeviceBinding.End(NewDevice());

    [Fact]
    public void Data_stays_until_everything_is_released()
    {
        var device = NewDevice();
        var seen = "";
        var binding = Of(device);
        binding.SetData("data");
        _ = new Table(1, binding, []) { OnRelease = () => seen = DeviceBinding.GetData<string>(device) };
        DeviceBinding.End(device);
        Assert.Equal("data", seen);
        Assert.Throws<DriverDataException>(() => DeviceBinding.GetData<string>(device));
    }

    [Fact]
    public void Data_of_another_type_is_named()
    {
        var device = NewDevice();
        Of(device).SetData("data");
        Assert.Contains("String", Assert.Throws<DriverDataException>(() => DeviceBinding.GetData<Version>(device)).Message, StringComparison.Ordinal);
        DeviceBinding.End(device);
    }

    [Fact]
    public void An_object_is_kept_from_its_registration_to_the_end_of_it()
    {
        var device = NewDevice();
        Assert.Throws<InvalidOperationException>(() => DeviceBinding.ThrowUnlessKept(device, 7));
        var registration = Entry.Begin(7, Of(device), []);
        registration.OnEnd = () => DeviceBinding.ThrowUnlessKept(device, 7);
        DeviceBinding.ThrowUnlessKept(device, 7);
        Assert.Throws<InvalidOperationException>(() => DeviceBinding.ThrowUnlessKept(device, 8));
        Assert.Throws<InvalidOperationException>(() => DeviceBinding.ThrowUnlessKept(0, 7));
        registration.Dispose();
        Assert.Throws<InvalidOperationException>(() => DeviceBinding.ThrowUnlessKept(device, 7));
        DeviceBinding.End(device);
    }

    [Fact]
    public void Unbinding_inside_an_access_closes_the_threads_own_and_waits_for_the_others()
    {
        var device = NewDevice();
        var log = new List<string>();
        var table = new Table(1, Of(device), log);
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var other = new Thread(() =>
        {
            Assert.True(table.TryAccess(out var access));
            inside.Set();
            leave.Wait();
            log.Add("left");
            access.Dispose();
        });
        other.Start();
        Assert.True(inside.Wait(Long));
        Assert.True(table.TryAccess(out var own));
        Assert.True(table.TryAccess(out var inner));
        new Timer(_ => leave.Set()).Change(50, Timeout.Infinite);
        DeviceBinding.End(device);
        other.Join();

        Assert.Equal(["left", "release 1"], log);
        Assert.False(own.IsOpen || inner.IsOpen);
        inner.Dispose();
        own.Dispose();
        Assert.True(new Table(2, Of(device), log).TryAccess(out var next));
        own.Dispose();
        Assert.True(next.IsOpen);
        next.Dispose();
        DeviceBinding.End(device);
    }

    [Fact]
    public void A_registration_ends_once_whoever_races_with_unbinding()
    {
        for (var round = 0; round < 200; round++)
        {
            var device = NewDevice();
            var ends = 0;
            var registration = Entry.Begin(1, Of(device), []);
            registration.OnEnd = () =>
            {
                Thread.Yield();
                Interlocked.Increment(ref ends);
            };
            using var start = new Barrier(3);
            var threads = new Action[] { registration.Dispose, registration.Dispose, () => DeviceBinding.End(device) }.Select(action => new Thread(() =>
            {
                start.SignalAndWait();
                action();
                Assert.Equal(1, Volatile.Read(ref ends));
            })).ToList();
            threads.ForEach(thread => thread.Start());
            Assert.All(threads, thread => Assert.True(thread.Join(Long)));
            Assert.Equal(1, ends);
        }
    }

    [Fact]
    public void A_registration_that_disposes_itself_while_it_ends_waits_for_nothing()
    {
        var device = NewDevice();
        var registration = Entry.Begin(1, Of(device), []);
        registration.OnEnd = registration.Dispose;
        registration.Dispose();
        Assert.True(registration.IsEnded);
        DeviceBinding.End(device);
    }

    [Fact]
    public void A_guard_proves_the_lock_of_its_own_object_while_it_is_entered()
    {
        using var handle = new CountedHandle(41);
        using var pin = new Pinned(handle);
        var guard = pin.Enter();
        guard.ThrowUnlessFor(41, "needs");
        Assert.Equal("needs needs the guard of its own object; this one is another's.", WrongLock(guard, 42));
        Assert.Equal(41, guard.Entered);
        Assert.Equal(5, guard.Lend(5));
        Assert.Throws<SelfDeadlockException>(() => GuardEntry.ThrowIfInside("waits"));
        Assert.True(guard.TryExit());
        guard.Exit();
        GuardEntry.ThrowIfInside("waits");
        Assert.Contains("left", WrongLock(guard, 41), StringComparison.Ordinal);
        Assert.Contains("left", WrongLock(default, 41), StringComparison.Ordinal);
        Assert.Equal((true, true, 5), (IsGone(guard), IsGone(default), default(GuardEntry).Lend(5)));

        static string WrongLock(GuardEntry guard, nint pointer)
        {
            try
            {
                guard.ThrowUnlessFor(pointer, "needs");
                return "";
            }
            catch (WrongLockException exception)
            {
                return exception.Message;
            }
        }

        static bool IsGone(GuardEntry guard)
        {
            try
            {
                return guard.Entered == 0;
            }
            catch (ObjectDisposedException)
            {
                return true;
            }
        }
    }

    private static nint NewDevice() => (nint)Interlocked.Add(ref _lastDevice, 8);

    private static DeviceBinding Of(nint device) => DeviceBinding.Of(device, &Announce, "add_action");

    private static int Announce(nint device)
    {
        Interlocked.Increment(ref _announcements);
        return 0;
    }

    private static int Refuse(nint device) => -12;

    private sealed class Kept(string name, List<string> log) : IDisposable
    {
        public void Dispose() => log.Add(name);
    }

    private sealed class Table(nint pointer, DeviceBinding binding, List<string> log, Retention? kept = null) : RevocableHandle(pointer, binding, kept ?? new Retention())
    {
        public Action OnRelease { get; init; } = () => { };

        public bool TryAccess(out AccessEntry access) => TryEnter(out access);

        protected override void ReleaseNative(nint pointer)
        {
            log.Add($"release {pointer}");
            OnRelease();
        }
    }

    private sealed class Entry(nint registered, List<string> log) : Registration
    {
        public Action OnEnd { get; set; } = () => { };

        public static Entry Begin(nint registered, DeviceBinding binding, List<string> log)
        {
            var entry = new Entry(registered, log);
            entry.EndWith(binding, registered);
            return entry;
        }

        protected override void End()
        {
            log.Add($"end {registered}");
            OnEnd();
        }
    }
}
