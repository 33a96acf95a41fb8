using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests.Host;

internal static class ClassSuites
{
    private static readonly Acknowledgement Number = new("DEV-NUMBER", "the suites count from 1");

    [HostSuite]
    public static void A_device_of_a_class_is_there_until_its_number_is_destroyed()
    {
        using var cls = ClassCreation.Register("gauges");
        using var root = RootDevice.Register("board");
        using var parent = root.Retain();
        using var gauge = DeviceNode.Register(cls, parent, 1, "gauge0", Number);
        using var device = gauge.Retain();
        cls.Use(borrowed =>
        {
            using var found = borrowed.FindDevice("gauge0");
            Assert.Equal(device, found);
        });
        using (var child = parent.FindAnyChild())
            Assert.NotNull(child);
        gauge.Dispose();
        Assert.False(device.IsRegisteredSnapshot());
        cls.Use(borrowed => Assert.Null(borrowed.FindDevice("gauge0")));
    }

    [HostSuite]
    public static void A_class_waits_for_its_devices_to_be_destroyed_first()
    {
        using var cls = ClassCreation.Register("gauges");
        using var root = RootDevice.Register("board");
        using var parent = root.Retain();
        using (DeviceNode.Register(cls, parent, 1, "gauge0", Number))
        using (DeviceNode.Register(cls, parent, 2, "gauge1", Number))
            Assert.Throws<InvalidOperationException>(cls.Dispose);
    }

    [HostSuite]
    public static void A_name_that_is_taken_in_a_class_leaves_nothing()
    {
        using var cls = ClassCreation.Register("gauges");
        using var root = RootDevice.Register("board");
        using var parent = root.Retain();
        using var gauge = DeviceNode.Register(cls, parent, 1, "gauge0", Number);
        Assert.Equal("EEXIST", Assert.Throws<KernelException>(() => DeviceNode.Register(cls, parent, 2, "gauge0", Number)).Errno.Name);
    }

    [HostSuite]
    public static void Links_to_a_class_that_was_go_with_their_registration()
    {
        using var cls = CompatibilityClassRegistration.Register("gauge-compat");
        using var root = RootDevice.Register("board");
        using var device = root.Retain();
        using var link = CompatibilityLink.Register(cls, device, null);
        Assert.Equal("EEXIST", Assert.Throws<KernelException>(() => CompatibilityLink.Register(cls, device, null)).Errno.Name);
    }

    [HostSuite]
    public static void A_cursor_goes_through_the_devices_of_a_class()
    {
        using var cls = ClassCreation.Register("gauges");
        using var root = RootDevice.Register("board");
        using var parent = root.Retain();
        using var first = DeviceNode.Register(cls, parent, 1, "gauge0", Number);
        using var second = DeviceNode.Register(cls, parent, 2, "gauge1", Number);
        var names = new List<string>();
        cls.Use(borrowed =>
        {
            foreach (var device in ClassDevices.Of(borrowed))
                names.Add(device.CopyName());
            foreach (var device in ClassDevices.Of(borrowed))
                break;
        });
        Assert.Equal(["gauge0", "gauge1"], names);
    }
}
