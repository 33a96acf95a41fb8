using BindGen.Runtime;
using Linux;
using Linux.Raw;
using Xunit;

namespace BindGen.KernelTests.Host;

/// <summary>What the safe layer refuses is done by hand here, to show that the host sees it and knows whose reference it was.</summary>
internal static unsafe class BookSuites
{
    [HostSuite]
    public static void A_reference_that_is_put_too_often_is_reported_with_the_devices_name()
    {
        var root = RootDevice.Register("seeded");
        var pointer = PointerOf(root);
        root.Dispose();
        Methods.put_device((device*)pointer);
        Assert.Contains("seeded", Assert.Single(HostBooks.Reports(HostReport.Misuse)), StringComparison.Ordinal);
        HostBooks.ClearReports();
    }

    [HostSuite]
    public static void A_reference_that_is_never_put_is_a_live_device_with_its_name()
    {
        var root = RootDevice.Register("seeded");
        var pointer = PointerOf(root);
        Methods.get_device((device*)pointer);
        root.Dispose();
        HostBooks.Settle();
        Assert.Contains(HostBooks.Live(), line => line.StartsWith("Device seeded:", StringComparison.Ordinal) && line.Contains(" 1 references", StringComparison.Ordinal));
        Methods.put_device((device*)pointer);
    }

    [HostSuite]
    public static void A_drm_device_that_is_put_too_often_is_reported_with_its_name()
    {
        using var root = RootDevice.Register("gpu");
        using var parent = root.Retain();
        nint pointer;
        using (var drm = DrmDevice.Allocate(new DrmDriver { Name = "seeded", DriverFeatures = (uint)DrmDriverFeature.Gem }, parent))
        {
            using var pin = new Pinned(drm);
            pointer = pin.Pointer;
        }

        Methods.drm_dev_put((drm_device*)pointer);
        Assert.Contains("gpu", Assert.Single(HostBooks.Reports(HostReport.Misuse)), StringComparison.Ordinal);
        HostBooks.ClearReports();
    }

    [HostSuite]
    public static void Sleeping_in_an_atomic_section_is_reported_with_its_place()
    {
        using var root = RootDevice.Register("gpu");
        using var device = root.Retain();
        HostBooks.EnterAtomicSection();
        device.EnterLock().Dispose();
        HostBooks.LeaveAtomicSection();
        Assert.Contains("sleeping function called from invalid context", Assert.Single(HostBooks.Reports(HostReport.Bug)), StringComparison.Ordinal);
        HostBooks.ClearReports();
    }

    private static nint PointerOf(RootDevice root)
    {
        using var device = root.Retain();
        using var pin = new Pinned(device);
        return pin.Pointer;
    }
}
