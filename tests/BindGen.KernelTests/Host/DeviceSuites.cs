using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests.Host;

internal static class DeviceSuites
{
    [HostSuite]
    public static void A_clone_takes_a_reference_and_its_disposal_puts_it()
    {
        using var root = RootDevice.Register("gpu");
        using var device = root.Retain();
        var before = References(device);
        var clone = device.Clone();
        Assert.Equal(before + 1, References(device));
        clone.Dispose();
        clone.Dispose();
        Assert.Equal(before, References(device));
    }

    [HostSuite]
    public static void A_device_lives_until_its_last_reference_is_put()
    {
        var root = RootDevice.Register("gpu");
        var device = root.Retain();
        root.Dispose();
        Assert.Equal(1, HostBooks.Count(HostKind.Device));
        Assert.Equal(1, References(device));
        Assert.Equal("gpu", device.CopyName());
        device.Dispose();
        Assert.Equal(0, HostBooks.Count(HostKind.Device));
    }

    [HostSuite]
    public static void A_name_that_is_taken_fails_and_leaves_nothing()
    {
        using (RootDevice.Register("gpu"))
            Assert.Equal("EEXIST", Assert.Throws<KernelException>(() => RootDevice.Register("gpu")).Errno.Name);
        using var again = RootDevice.Register("gpu");
    }

    [HostSuite]
    public static void A_renamed_device_has_the_new_name_and_old_copies_stay()
    {
        using var root = RootDevice.Register("gpu");
        using var device = root.Retain();
        var name = device.CopyName();
        device.Rename("display", Books.NobodyElse);
        Assert.Equal(("gpu", "display"), (name, device.CopyName()));
    }

    [HostSuite]
    public static void Registration_ends_once_whatever_threads_race()
    {
        for (var round = 0; round < 50; round++)
        {
            var root = RootDevice.Register("gpu");
            Parallel.For(0, 8, _ => root.Dispose());
        }
    }

    [HostSuite]
    public static void A_lock_is_the_kernels_mutex()
    {
        using var root = RootDevice.Register("gpu");
        var count = 0;
        Parallel.For(0, 4, _ =>
        {
            using var device = root.Retain();
            for (var round = 0; round < 10_000; round++)
            {
                using (device.EnterLock())
                    count++;
            }
        });
        Assert.Equal(40_000, count);
    }

    private static long References(Device device)
    {
        using var pin = new Pinned(device);
        return HostBooks.References(pin.Pointer);
    }
}
