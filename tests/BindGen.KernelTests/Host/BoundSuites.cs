using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests.Host;

/// <summary>What C# has of a device while a driver is bound to it, with the driver core that binds and unbinds.</summary>
internal static class BoundSuites
{
    private static readonly DrmDriver Driver = new() { Name = "bound", Desc = "A driver for tests", Major = 1, DriverFeatures = (uint)DrmDriverFeature.Gem };

    private static readonly IoPageTableConfig Config = new() { PageSizes = 0x1000, InputBits = 39, OutputBits = 40, CoherentWalk = true };

    [HostSuite]
    public static void Unbinding_ends_what_probing_began_the_newest_first_after_remove()
    {
        var log = new List<string>();
        IoPageTable? table = null;
        DrmRegistration? registration = null;
        DrmDevice? drm = null;
        using var driver = new HostDriver(
            (scoped device) =>
            {
                using var parent = device.Retain();
                drm = DrmDevice.Allocate(Driver, parent);
                var flush = new FlushOps { FlushAll = () => log.Add($"freed, {(registration!.IsEnded ? "unplugged" : "registered")}"), FlushWalk = (_, _, _) => { } };
                table = IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, Config, device, out _, flush);
                registration = drm.Register(device, 0);
                device.SetData("data of the driver");
            },
            (scoped device) => log.Add($"remove, {device.GetData<string>()}, {(registration!.IsEnded ? "unplugged" : "registered")}"));
        Assert.Null(driver.Failure);
        Assert.True(driver.IsBound);
        using (var card = driver.Device.FindChild("card0"))
            Assert.NotNull(card);

        driver.Device.ReleaseDriver();
        Assert.False(driver.IsBound);
        Assert.Equal(["remove, data of the driver, registered", "freed, unplugged"], log);
        Assert.True(table!.IsRevoked);
        Assert.Null(driver.Device.FindChild("card0"));
        Assert.Equal(0, HostBooks.Count(HostKind.PageTable));
        registration!.Dispose();
        table.Dispose();
        drm!.Dispose();
    }

    [HostSuite]
    public static void Probing_that_fails_ends_what_it_began()
    {
        IoPageTable? table = null;
        using var driver = new HostDriver((scoped device) =>
        {
            table = IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, Config, device, out _, null);
            throw new FormatException();
        });
        Assert.IsType<FormatException>(driver.Failure);
        Assert.False(driver.IsBound);
        Assert.False(table!.TryAccess(out _));
        Assert.Equal(0, HostBooks.Count(HostKind.PageTable));
    }

    [HostSuite]
    public static void A_device_that_is_bound_again_begins_anew()
    {
        var tables = new List<IoPageTable>();
        var data = new List<string>();
        using var driver = new HostDriver((scoped device) =>
        {
            data.Add(DataOf(device));
            device.SetData("old");
            tables.Add(IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, Config, device, out _, null)!);
        });
        for (var round = 0; round < 3; round++)
        {
            driver.Device.ReleaseDriver();
            Assert.All(tables, table => Assert.True(table.IsRevoked));
            driver.Bind();
            Assert.False(tables[^1].IsRevoked);
        }
        Assert.Equal(["none", "none", "none", "none"], data);

        static string DataOf(scoped DeviceRef<Bound> device)
        {
            try
            {
                return device.GetData<string>();
            }
            catch (DriverDataException)
            {
                return "none";
            }
        }
    }

    [HostSuite]
    public static void Unbinding_waits_for_who_maps_and_for_sections()
    {
        IoPageTable? table = null;
        DrmRegistration? registration = null;
        DrmDevice? drm = null;
        using var driver = new HostDriver((scoped device) =>
        {
            using var parent = device.Retain();
            drm = DrmDevice.Allocate(Driver, parent);
            table = IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, Config, device, out _, null);
            registration = drm.Register(device, 0);
            device.SetData("data of the driver");
        });
        var (mapped, unmapped, refused, read) = (0, 0, 0, 0);
        var users = Enumerable.Range(0, 4).Select(worker => new Thread(() =>
        {
            while (Work((nuint)worker))
                Thread.Yield();
        })).ToList();
        users.ForEach(user => user.Start());
        while (Volatile.Read(ref mapped) < 100 || Volatile.Read(ref read) < 100)
            Thread.Yield();
        driver.Device.ReleaseDriver();
        users.ForEach(user => user.Join());
        Assert.Equal((mapped, 4), (unmapped, refused));
        drm!.Dispose();

        bool Work(nuint worker)
        {
            if (registration!.TryEnterSection(out var section))
            {
                using (section)
                {
                    Assert.Equal("data of the driver", section.Parent.GetData<string>());
                    Interlocked.Increment(ref read);
                }
            }
            if (!table!.TryAccess(out var access))
            {
                Interlocked.Increment(ref refused);
                return false;
            }
            using (access)
            {
                // A range of its own, so that the table's levels are shared and its entries are not.
                var address = (worker + 1) * 0x4000_0000;
                if (access.MapPages(address, 0x8000_0000, 0x1000, 1, 3, 0xcc0, out _, Books.OneCall).IsSuccess)
                    Interlocked.Increment(ref mapped);
                if (access.UnmapPages(address, 0x1000, 1, Books.OneCall) == 0x1000)
                    Interlocked.Increment(ref unmapped);
                return true;
            }
        }
    }

    [HostSuite]
    public static void Removing_the_device_unbinds_it()
    {
        IoPageTable? table = null;
        using (new HostDriver((scoped device) => table = IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, Config, device, out _, null)))
            Assert.False(table!.IsRevoked);
        Assert.True(table.IsRevoked);
    }

    [HostSuite]
    public static void Removing_a_device_without_a_driver_ends_what_is_its()
    {
        IoPageTable table;
        using (var root = RootDevice.Register("iommu"))
        {
            using var device = root.Retain();
            table = Books.Allocate(device, Config, null)!;
        }
        Assert.True(table.IsRevoked);
    }

    [HostSuite]
    public static void A_driver_ends_early_what_it_began()
    {
        IoPageTable? table = null;
        using var driver = new HostDriver((scoped device) => table = IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, Config, device, out _, null), (scoped device) => table!.Dispose());
        driver.Device.ReleaseDriver();
        Assert.Null(driver.Failure);
        Assert.Equal(0, HostBooks.Count(HostKind.PageTable));
    }

    [HostSuite]
    public static void What_the_driver_core_asks_the_lock_for_is_asked_with_the_lock()
    {
        using var driver = new HostDriver(_ => { });
        using (var guard = driver.Device.EnterLock())
            Assert.Equal("bound", driver.Device.CopyDriverName(guard));
        driver.Device.ReleaseDriver();
        Assert.True(driver.Device.TryEnterLockIfFree(out var free));
        using (free)
        {
            Assert.Equal("bound", driver.Device.CopyDriverName(free));
            Assert.Throws<SelfDeadlockException>(driver.Device.ReleaseDriver);
        }
    }
}
