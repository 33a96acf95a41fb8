using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests.Host;

internal static class PlatformSuites
{
    [HostSuite]
    public static void A_driver_is_probed_for_the_devices_of_its_name()
    {
        var seen = new List<string>();
        using var device = PlatformDeviceRegistration.Register(null, "panel", 3);
        using var other = PlatformDeviceRegistration.Register(null, "lamp", 3);
        using (PlatformDriverRegistration.Register(new()
        {
            Name = "panel",
            Probe = pdev =>
            {
                seen.Add($"probe {pdev.Device.CopyName()}");
                return default;
            },
            Remove = pdev => seen.Add($"remove {pdev.Device.CopyName()}"),
        }))
            Assert.Equal(["probe panel.3"], seen);
        Assert.Equal(["probe panel.3", "remove panel.3"], seen);
    }

    [HostSuite]
    public static void A_device_that_goes_is_removed_from_its_driver()
    {
        var bound = 0;
        using var registration = PlatformDriverRegistration.Register(new()
        {
            Name = "panel",
            Probe = _ =>
            {
                bound++;
                return default;
            },
            Remove = _ => bound--,
        });
        using (PlatformDeviceRegistration.Register(null, "panel", 0))
        using (PlatformDeviceRegistration.Register(null, "panel", 1))
            Assert.Equal(2, bound);
        Assert.Equal(0, bound);
    }

    [HostSuite]
    public static void A_device_is_not_bound_when_its_probe_fails_or_throws()
    {
        var removed = 0;
        var failures = 0;
        CallbackFailures.Failed += (callback, exception) => failures += callback == "PlatformDriver.Probe" && exception is InvalidDataException ? 1 : 0;
        using var registration = PlatformDriverRegistration.Register(new()
        {
            Name = "panel",
            Probe = pdev => pdev.Device.CopyName() == "panel.0" ? new Errno(-19) : throw new InvalidDataException("no panel"),
            Remove = _ => removed++,
        });
        using (PlatformDeviceRegistration.Register(null, "panel", 0))
            Assert.Equal(0, failures);
        using (PlatformDeviceRegistration.Register(null, "panel", 1))
            Assert.Equal(1, failures);
        Assert.Equal(0, removed);
    }

    [HostSuite]
    public static void A_driver_is_registered_once_at_a_time()
    {
        var driver = new PlatformDriver { Name = "panel", Probe = _ => default };
        using (PlatformDriverRegistration.Register(driver))
            Assert.Throws<InvalidOperationException>(() => PlatformDriverRegistration.Register(driver));
        using (PlatformDriverRegistration.Register(driver))
            Assert.Throws<KernelException>(() => PlatformDriverRegistration.Register(new() { Name = "panel", Probe = _ => default }));
    }

    [HostSuite]
    public static void A_probe_cannot_end_the_registration_that_calls_it()
    {
        Exception? refused = null;
        PlatformDriverRegistration? registration = null;
        registration = PlatformDriverRegistration.Register(new()
        {
            Name = "panel",
            Probe = _ =>
            {
                refused = Record.Exception(registration!.Dispose);
                return default;
            },
        });
        using (registration)
        using (PlatformDeviceRegistration.Register(null, "panel", 0))
            Assert.IsType<SelfDeadlockException>(refused);
        Assert.True(registration.IsEnded);
    }

    [HostSuite]
    public static void Nothing_is_called_once_the_registration_has_ended()
    {
        var probed = 0;
        PlatformDriverRegistration.Register(new()
        {
            Name = "panel",
            Probe = _ =>
            {
                probed++;
                return default;
            },
        }).Dispose();
        using (PlatformDeviceRegistration.Register(null, "panel", 0))
            Assert.Equal(0, probed);
    }

    [HostSuite]
    public static void What_probe_retains_outlives_the_binding()
    {
        Device? kept = null;
        using var registration = PlatformDriverRegistration.Register(new()
        {
            Name = "panel",
            Probe = pdev =>
            {
                kept = pdev.Device.Retain();
                return default;
            },
        });
        using (PlatformDeviceRegistration.Register(null, "panel", 0))
            Assert.NotNull(kept);
        Assert.Equal("panel.0", kept.CopyName());
        kept.Dispose();
    }

    [HostSuite]
    public static void Drivers_and_devices_come_and_go_on_many_threads() => Parallel.For(0, 4, worker =>
    {
        var bound = 0;
        var driver = new PlatformDriver
        {
            Name = $"panel{worker}",
            Probe = _ =>
            {
                Interlocked.Increment(ref bound);
                return default;
            },
            Remove = _ => Interlocked.Decrement(ref bound),
        };
        for (var round = 0; round < 50; round++)
        {
            using (var device = PlatformDeviceRegistration.Register(null, driver.Name, 0))
            using (PlatformDriverRegistration.Register(driver))
                Assert.Equal(1, Volatile.Read(ref bound));
            Assert.Equal(0, Volatile.Read(ref bound));
        }
    });
}
