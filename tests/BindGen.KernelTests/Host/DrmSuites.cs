using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests.Host;

internal static class DrmSuites
{
    private static readonly DrmDriver Driver = new() { Name = "host", Desc = "A driver for tests", Major = 1, DriverFeatures = (uint)DrmDriverFeature.Gem };

    [HostSuite]
    public static void Allocating_and_dropping_keeps_and_puts_the_parent()
    {
        using var root = RootDevice.Register("gpu");
        using var parent = root.Retain();
        using (DrmDevice.Allocate(Driver, parent))
            Assert.Equal(1, HostBooks.Count(HostKind.DrmDevice));
        Assert.Equal(0, HostBooks.Count(HostKind.DrmDevice));
    }

    [HostSuite]
    public static void A_registered_device_has_a_node_until_it_is_unplugged()
    {
        using var root = RootDevice.Register("gpu");
        using var parent = root.Retain();
        using var drm = DrmDevice.Allocate(Driver, parent);
        using (Register(drm, parent))
        {
            using var card = parent.FindChild("card0");
            Assert.Equal("card0", card!.CopyName());
        }

        Assert.Null(parent.FindChild("card0"));
    }

    [HostSuite]
    public static void Sections_are_open_until_the_device_is_unplugged()
    {
        using var root = RootDevice.Register("gpu");
        using var parent = root.Retain();
        using var drm = DrmDevice.Allocate(Driver, parent);
        var registration = Register(drm, parent);
        Assert.True(registration.TryEnterSection(out var section));
        section.Dispose();
        registration.Dispose();
        Assert.False(drm.TryEnterSection(out _));
    }

    [HostSuite]
    public static void Unplugging_waits_for_the_reader_inside()
    {
        using var root = RootDevice.Register("gpu");
        using var parent = root.Retain();
        using var drm = DrmDevice.Allocate(Driver, parent);
        var registration = Register(drm, parent);
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var left = false;
        var reader = new Thread(() =>
        {
            if (!drm.TryEnterSection(out var section))
                return;
            inside.Set();
            leave.Wait();
            Volatile.Write(ref left, true);
            section.Dispose();
        });
        reader.Start();
        inside.Wait();
        var unplug = Task.Run(() =>
        {
            registration.Dispose();
            return Volatile.Read(ref left);
        });
        Assert.False(unplug.Wait(TimeSpan.FromMilliseconds(200)));
        leave.Set();
        Assert.True(unplug.Result);
        reader.Join();
    }

    /// <summary>What C lets in while it registers is inside a registered device: programs come as early.</summary>
    [HostSuite]
    public static void Whoever_is_let_in_before_registering_returns_finds_the_parent()
    {
        var name = "";
        var driver = new DrmDriver
        {
            Name = "host",
            Desc = "A driver for tests",
            Major = 1,
            Load = (dev, _) =>
            {
                using var early = dev.Retain();
                if (!early.TryEnterSection(out var section))
                    return new Errno(-19);
                using (section)
                    name = section.Parent.CopyName();
                return default;
            },
        };
        using var root = RootDevice.Register("gpu");
        using var parent = root.Retain();
        using var drm = DrmDevice.Allocate(driver, parent);
        Register(drm, parent).Dispose();
        Assert.Equal("gpu", name);
    }

    [HostSuite]
    public static void Devices_come_and_go_on_many_threads() => Parallel.For(0, 4, worker =>
    {
        for (var round = 0; round < 25; round++)
        {
            using var root = RootDevice.Register($"gpu{worker}");
            using var parent = root.Retain();
            using var drm = DrmDevice.Allocate(Driver, parent);
            using var registration = Register(drm, parent);
            if (registration.TryEnterSection(out var section))
                section.Dispose();
        }
    });

    /// <summary>As the parent's driver does while it probes; root devices have none.</summary>
    private static DrmRegistration Register(DrmDevice drm, Device parent)
    {
        DrmRegistration? registration = null;
        Books.Bind(parent, (scoped bound) => registration = drm.Register(bound, 0));
        return registration!;
    }
}
