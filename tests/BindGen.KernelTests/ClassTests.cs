using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests;

public sealed class ClassTests : BookedTest
{
    private static readonly Acknowledgement Number = new("DEV-NUMBER", "the tests count from 1");

    [Fact]
    public void A_class_is_lent_and_never_owned()
    {
        using var cls = ClassCreation.Register("input");
        Device? found = null;
        cls.Use(borrowed => found = borrowed.FindDevice("mouse"));
        Assert.Null(found);
    }

    [Fact]
    public void A_class_that_cannot_be_made_is_an_exception()
    {
        Assert.Equal("ENOMEM", Assert.Throws<KernelException>(() => ClassCreation.Register("fails")).Errno.Name);
        Assert.Throws<ArgumentNullException>(() => ClassCreation.Register(null!));
        Assert.Throws<ArgumentException>(() => ClassCreation.Register("in\0put"));
    }

    [Fact]
    public void A_device_of_a_class_ends_by_its_number()
    {
        using var cls = ClassCreation.Register("input");
        using (var mouse = DeviceNode.Register(cls, null, 1, "mouse", Number))
        {
            using var keyboard = DeviceNode.Register(cls, null, 2, "keyboard", Number);
            using var device = keyboard.Retain();
            Assert.Equal("keyboard", device.CopyName());
            cls.Use(borrowed =>
            {
                using var found = borrowed.FindDevice("keyboard");
                Assert.Equal(device, found);
            });
            keyboard.Dispose();
            Assert.Equal(1, Books.References(device));
            Assert.False(device.IsRegisteredSnapshot());
            Assert.Throws<ObjectDisposedException>(() => keyboard.Use(_ => { }));
        }
        Assert.Equal(0, Books.Live(Books.Devices));
    }

    [Fact]
    public void A_class_does_not_end_before_its_devices()
    {
        var cls = ClassCreation.Register("input");
        var mouse = DeviceNode.Register(cls, null, 1, "mouse", Number);
        var keyboard = DeviceNode.Register(cls, null, 2, "keyboard", Number);
        var refusal = Assert.Throws<InvalidOperationException>(cls.Dispose);
        Assert.Equal("ClassCreation cannot end before what depends on it: 2 of DeviceNode.", refusal.Message);
        Assert.False(cls.IsEnded);
        mouse.Dispose();
        Assert.Throws<InvalidOperationException>(cls.Dispose);
        keyboard.Dispose();
        cls.Dispose();
        Assert.True(cls.IsEnded);
        Assert.Throws<ObjectDisposedException>(() => DeviceNode.Register(cls, null, 1, "mouse", Number));
        Assert.Throws<ObjectDisposedException>(() => cls.Use(_ => Assert.Fail("lent a destroyed class")));
    }

    [Fact]
    public void A_device_that_is_refused_holds_nothing()
    {
        using var cls = ClassCreation.Register("input");
        using var root = RootDevice.Register("root");
        using var parent = root.Retain();
        Assert.Equal("ENOMEM", Assert.Throws<KernelException>(() => DeviceNode.Register(cls, parent, 1, "fails", Number)).Errno.Name);
        Assert.Throws<ArgumentNullException>(() => DeviceNode.Register(cls, parent, 1, null!, Number));
    }

    [Fact]
    public void A_class_cannot_end_while_it_is_lent()
    {
        using var cls = ClassCreation.Register("input");
        cls.Use(_ => Assert.Throws<SelfDeadlockException>(cls.Dispose));
        Assert.False(cls.IsEnded);

        using var inside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var user = new Thread(() => cls.Use(borrowed =>
        {
            inside.Set();
            go.Wait();
            Assert.Null(borrowed.FindDevice("mouse"));
        }));
        user.Start();
        inside.Wait();
        var ending = new Thread(cls.Dispose);
        ending.Start();
        Assert.False(ending.Join(50));
        go.Set();
        ending.Join();
        user.Join();
    }

    [Fact]
    public void What_is_not_acknowledged_never_reaches_c()
    {
        using var cls = ClassCreation.Register("input");
        Assert.Throws<ArgumentNullException>(() => DeviceNode.Register(cls, null, 1, "mouse", null!));
        var refusal = Assert.Throws<ArgumentException>(() => DeviceNode.Register(cls, null, 1, "mouse", new Acknowledgement("DEV-NAMED", "it is new")));
        Assert.Contains("DEV-NUMBER", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Acknowledgement("DEV-NUMBER", " "));
        Assert.Equal(0, Books.Live(Books.Devices));
    }

    [Fact]
    public void A_cursor_lends_each_device_until_it_moves_on()
    {
        using var cls = ClassCreation.Register("input");
        using var mouse = DeviceNode.Register(cls, null, 1, "mouse", Number);
        using var keyboard = DeviceNode.Register(cls, null, 2, "keyboard", Number);
        var names = new List<string>();
        cls.Use(borrowed =>
        {
            foreach (var device in ClassDevices.Of(borrowed))
                names.Add(device.CopyName());
        });
        Assert.Equal(["mouse", "keyboard"], names);
    }

    [Fact]
    public void A_device_that_the_cursor_has_left_is_refused()
    {
        using var cls = ClassCreation.Register("input");
        using var mouse = DeviceNode.Register(cls, null, 1, "mouse", Number);
        using var keyboard = DeviceNode.Register(cls, null, 2, "keyboard", Number);
        cls.Use(borrowed =>
        {
            var devices = ClassDevices.Of(borrowed);
            Assert.Throws<InvalidOperationException>(() => Current(ClassDevices.Of(default)));
            Assert.True(devices.MoveNext());
            var first = devices.Current;
            using var kept = first.Retain();
            Assert.True(devices.MoveNext());
            AssertOver(first);
            AssertOver(first.AsNormal());
            Assert.Equal("keyboard", devices.Current.CopyName());
            Assert.False(devices.MoveNext());
            Assert.False(devices.MoveNext());
            var copy = devices;
            devices.Dispose();
            copy.Dispose();
            AssertEnded(copy);
            Assert.Equal("mouse", kept.CopyName());
        });
    }

    [Fact]
    public void Leaving_a_loop_early_ends_its_cursor()
    {
        using var cls = ClassCreation.Register("input");
        using var mouse = DeviceNode.Register(cls, null, 1, "mouse", Number);
        using var device = mouse.Retain();
        cls.Use(borrowed =>
        {
            foreach (var found in ClassDevices.Of(borrowed))
            {
                Assert.Equal(1, Books.Cursors);
                Assert.Equal(4, Books.References(device));
                break;
            }
        });
        Assert.Equal(0, Books.Cursors);
        default(ClassDevices).Dispose();
        Assert.Throws<InvalidOperationException>(() => default(ClassDevices).MoveNext());
    }

    [Fact]
    public void A_link_keeps_its_class_and_its_devices()
    {
        var cls = CompatibilityClassRegistration.Register("mei");
        using var root = RootDevice.Register("root");
        Device device;
        CompatibilityLink link;
        using (device = root.Retain())
        {
            link = CompatibilityLink.Register(cls, device, null);
            Assert.Equal(4, Books.References(device));
        }
        Assert.Equal("CompatibilityClassRegistration cannot end before what depends on it: CompatibilityLink.", Assert.Throws<InvalidOperationException>(cls.Dispose).Message);
        root.Dispose();
        Assert.Equal(1, Books.Live(Books.Devices));
        link.Dispose();
        Assert.Equal(0, Books.Live(Books.Devices));
        cls.Dispose();
    }

    [Fact]
    public void A_link_that_is_refused_keeps_nothing()
    {
        using var cls = CompatibilityClassRegistration.Register("mei");
        using var root = RootDevice.Register("taken");
        using var device = root.Retain();
        Assert.Throws<KernelException>(() => CompatibilityLink.Register(cls, device, device));
        Assert.Equal(3, Books.References(device));
        Assert.Throws<NullResultException>(() => CompatibilityClassRegistration.Register("fails"));
    }

    private static string Current(ClassDevices devices) => devices.Current.CopyName();

    // Lambdas cannot have borrows.
    private static void AssertOver(DeviceRef<Normal> device)
    {
        try
        {
            device.CopyName();
        }
        catch (ObjectDisposedException over)
        {
            Assert.Contains("moved on", over.Message, StringComparison.Ordinal);
            return;
        }
        Assert.Fail("used a device that the cursor has left");
    }

    private static void AssertEnded(ClassDevices devices)
    {
        try
        {
            devices.MoveNext();
        }
        catch (ObjectDisposedException)
        {
            return;
        }
        Assert.Fail("used a cursor that has ended");
    }
}
