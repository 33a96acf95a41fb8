using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests;

/// <summary>Devices that somebody allocated, and that nobody has registered yet.</summary>
public sealed class FreshDeviceTests : BookedTest
{
    private static readonly Acknowledgement Fresh = new("DEV-FRESH", "the test library has just allocated it");

    [Fact]
    public void A_registration_takes_the_device_over_and_puts_it_at_its_end()
    {
        var device = Books.FreshDevice("new");
        device.SetName("newer", new Acknowledgement("DEV-NAMED", "it is registered below"));
        var registration = device.Register(Fresh);
        Assert.Throws<ObjectMovedException>(device.CopyName);
        Assert.Throws<ObjectMovedException>(() => device.Register(Fresh));
        device.Dispose();
        registration.Use(borrowed => Assert.Equal("newer", borrowed.CopyName()));
        using var kept = registration.Retain();
        registration.Dispose();
        registration.Dispose();
        Assert.Equal(1, Books.References(kept));
        Assert.False(kept.IsRegisteredSnapshot());
    }

    [Fact]
    public void A_device_that_cannot_be_registered_is_put_and_used_up()
    {
        var device = Books.FreshDevice("fails");
        Assert.Equal("EEXIST", Assert.Throws<KernelException>(() => device.Register(Fresh)).Errno.Name);
        Assert.Equal(0, Books.Live(Books.Devices));
        Assert.Throws<ObjectMovedException>(device.CopyName);
        device.Dispose();
    }

    [Fact]
    public void A_device_is_registered_once_in_its_life()
    {
        var registration = Books.FreshDevice("new").Register(Fresh);
        using var kept = registration.Retain();
        registration.Dispose();
        Assert.Throws<InvalidOperationException>(() => kept.Register(Fresh));
        Assert.Equal("new", kept.CopyName());
    }

    [Fact]
    public void A_wrong_word_leaves_the_device_as_it_was()
    {
        var device = Books.FreshDevice("new");
        Assert.Throws<ArgumentException>(() => device.Register(new Acknowledgement("DEV-ADD", "it is new")));
        using var registration = device.Register(Fresh);
    }

    [Fact]
    public void A_node_is_lent_with_the_device_that_has_it()
    {
        using var root = RootDevice.Register("root");
        using var device = root.Retain();
        Assert.True(device.UseDeviceTreeNode(node => Assert.False(node.IsNull)));
        device.Use(borrowed => Assert.True(borrowed.UseDeviceTreeNode(node => Assert.False(node.IsNull))));
        using var bare = RootDevice.Register("bare");
        bare.Use(borrowed => Assert.False(borrowed.UseDeviceTreeNode(_ => Assert.Fail("lent what is not there"))));
        using var without = bare.Retain();
        Assert.False(without.UseDeviceTreeNode(_ => Assert.Fail("lent what is not there")));
    }

    [Fact]
    public void A_result_above_0_is_a_number_and_below_0_an_exception()
    {
        using var root = RootDevice.Register("root");
        using var device = root.Retain();
        Assert.Equal(0, device.Attach());
        device.Rename("bound", Books.NobodyElse);
        Assert.Equal(1, device.Attach());
        device.Rename("fails", Books.NobodyElse);
        Assert.Equal("EAGAIN", Assert.Throws<KernelException>(() => device.Attach()).Errno.Name);
    }
}
