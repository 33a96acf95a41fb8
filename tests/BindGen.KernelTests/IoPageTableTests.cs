using BindGen.MisuseTests;
using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests;

public sealed class IoPageTableTests : BookedTest
{
    private static readonly IoPageTableConfig Config = new() { PageSizes = 4096 };

    [Fact]
    public void Pages_are_mapped_translated_and_unmapped()
    {
        using var iommu = new Iommu();
        using var table = iommu.Allocate(Config)!;
        Assert.True(table.TryAccess(out var access));
        using (access)
        {
            Assert.True(access.MapPages(0x2000, 0x80000, 4096, 3, 3, 0, out var mapped, Books.OneCall).IsSuccess);
            Assert.Equal(3u * 4096, mapped);
            Assert.Equal(0x81008u, access.Translate(0x3008, Books.OneCall));
            Assert.Equal(2u * 4096, access.UnmapPages(0x3000, 4096, 2, Books.OneCall));
            Assert.Equal(0u, access.Translate(0x3008, Books.OneCall));
        }
    }

    [Fact]
    [Misuse("M69", MisuseKind.Inexpressible)]
    public void A_failed_map_says_how_much_was_mapped()
    {
        using var iommu = new Iommu();
        using var table = iommu.Allocate(Config)!;
        Assert.True(table.TryAccess(out var access));
        using (access)
        {
            Assert.True(access.MapPages(0x2000, 0x80000, 4096, 1, 3, 0, out _, Books.OneCall).IsSuccess);
            var result = access.MapPages(0, 0x90000, 4096, 3, 3, 0, out var mapped, Books.OneCall);
            Assert.Equal(("EEXIST", 2u * 4096), (result.Name, mapped));
        }
    }

    [Fact]
    [Misuse("M44", MisuseKind.Inexpressible)]
    public void The_device_that_c_keeps_without_a_reference_is_kept_by_the_table_until_after_its_release()
    {
        var iommu = new Iommu();
        var table = iommu.Allocate(Config)!;
        using var device = iommu.Device.Clone();
        iommu.Forget();
        Assert.Equal(2, Books.References(device));
        table.Dispose();
        Assert.Equal((1, 0), (Books.References(device), Books.Live(Books.PageTables)));
    }

    [Fact]
    public void A_configuration_goes_in_and_what_c_made_of_it_comes_out()
    {
        using var iommu = new Iommu();
        var config = new IoPageTableConfig { PageSizes = 0x40201000, InputBits = 39, OutputBits = 40, CoherentWalk = true };
        using var table = iommu.Allocate(config, out var effective);
        Assert.Equal(config with { PageSizes = 0x1000 }, effective);
    }

    [Fact]
    public void Quirks_have_names()
    {
        using var iommu = new Iommu();
        using var table = iommu.Allocate(new IoPageTableConfig { Quirks = (nuint)(IoPageTableQuirks.ArmNs | IoPageTableQuirks.ArmTtbr1) }, out var effective);
        Assert.Equal(0x21u, effective.Quirks);
        Assert.Equal("ArmNs, ArmTtbr1", $"{(IoPageTableQuirks)effective.Quirks}");
    }

    [Fact]
    public void A_format_that_c_does_not_have_gives_no_table_and_keeps_nothing()
    {
        using var iommu = new Iommu();
        Assert.Null(iommu.Allocate(Config, out _, (IoPageTableFormat)100));
        Assert.Equal(3, Books.References(iommu.Device));
    }

    [Fact]
    public void An_empty_borrow_is_no_device() =>
        Assert.Throws<InvalidOperationException>(() => IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, Config, default, out _, null));

    [Fact]
    public void A_table_that_is_disposed_lets_nobody_in()
    {
        using var iommu = new Iommu();
        var table = iommu.Allocate(Config)!;
        table.Dispose();
        table.Dispose();
        Assert.True(table.IsRevoked);
        Assert.False(table.TryAccess(out var access));
        Assert.False(access.IsOpen);
        Assert.True(IsRefused(access));
        access.Dispose();
    }

    [Fact]
    public void An_access_ends_for_all_its_copies()
    {
        using var iommu = new Iommu();
        using var table = iommu.Allocate(Config)!;
        Assert.True(table.TryAccess(out var access));
        var copy = access;
        access.Dispose();
        copy.Dispose();
        Assert.True(IsRefused(copy));
    }

    [Fact]
    [Misuse("M34", MisuseKind.Exception, nameof(SelfDeadlockException))]
    public void Disposing_inside_an_access_would_wait_for_itself_and_throws()
    {
        using var iommu = new Iommu();
        using var table = iommu.Allocate(Config)!;
        Assert.True(table.TryAccess(out var access));
        using (access)
            Assert.Throws<SelfDeadlockException>(table.Dispose);
        Assert.False(table.IsRevoked);
    }

    [Fact]
    [Misuse("M28", MisuseKind.Inexpressible)]
    public void Unbinding_releases_the_tables_and_disposing_them_later_does_nothing()
    {
        using var iommu = new Iommu();
        using var first = iommu.Allocate(Config)!;
        using var second = iommu.Allocate(Config)!;
        Assert.Equal(2, Books.Live(Books.PageTables));
        Books.Unbind(iommu.Device);
        Assert.Equal((0, 3), (Books.Live(Books.PageTables), Books.References(iommu.Device)));
        Assert.False(first.TryAccess(out _));
    }

    [Fact]
    public async Task Unbinding_waits_for_the_access_under_way()
    {
        using var iommu = new Iommu();
        using var table = iommu.Allocate(Config)!;
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var user = Task.Factory.StartNew(
            () =>
            {
                Assert.True(table.TryAccess(out var access));
                using (access)
                {
                    inside.Set();
                    leave.Wait();
                    return access.Translate(0, Books.OneCall);
                }
            },
            TaskCreationOptions.LongRunning);
        inside.Wait();
        var unbinding = Task.Factory.StartNew(() => Books.Unbind(iommu.Device), TaskCreationOptions.LongRunning);
        Assert.True(SpinWait.SpinUntil(() => table.IsRevoked, TimeSpan.FromSeconds(10)));
        Assert.False(table.TryAccess(out _));
        Assert.Equal(1, Books.Live(Books.PageTables));
        leave.Set();
        await unbinding;
        Assert.Equal(0u, await user);
        Assert.Equal(0, Books.Live(Books.PageTables));
    }

    [Fact]
    public void Unbinding_inside_an_access_closes_it()
    {
        using var iommu = new Iommu();
        using var table = iommu.Allocate(Config)!;
        Assert.True(table.TryAccess(out var access));
        Books.Unbind(iommu.Device);
        Assert.Equal((false, 0), (access.IsOpen, Books.Live(Books.PageTables)));
        Assert.True(IsRefused(access));
        access.Dispose();
    }

    [Fact]
    public async Task What_comes_while_the_device_is_unbound_is_refused_and_released()
    {
        using var iommu = new Iommu();
        using var table = iommu.Allocate(Config)!;
        Assert.True(table.TryAccess(out var access));
        Task unbinding;
        using (access)
        {
            unbinding = Task.Factory.StartNew(() => Books.Unbind(iommu.Device), TaskCreationOptions.LongRunning);
            Assert.True(SpinWait.SpinUntil(() => table.IsRevoked, TimeSpan.FromSeconds(10)));
            Assert.Throws<RevokedException>(() => iommu.Allocate(Config));
            Assert.Equal(1, Books.Live(Books.PageTables));
        }
        await unbinding;
    }

    [Fact]
    [Misuse("M72", MisuseKind.Exception, nameof(DriverDataException))]
    public void Driver_data_is_there_until_the_device_is_unbound()
    {
        using var iommu = new Iommu();
        Books.Bind(iommu.Device, (scoped device) =>
        {
            Assert.Equal("none", Data(device));
            device.SetData("first");
            device.SetData("second");
            Assert.Equal("second", Data(device));
            device.SetData(new Version(1, 2));
            Assert.Equal("none", Data(device));
            Assert.Equal(new Version(1, 2), device.GetData<Version>());
            Assert.Equal(new Version(1, 2), device.GetData<object>());
        });
        Books.Unbind(iommu.Device);
        Books.Bind(iommu.Device, (scoped device) => Assert.Equal("none", Data(device)));

        static string Data(scoped DeviceRef<Bound> device)
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

    [Fact]
    public void A_device_is_bound_again_after_it_was_unbound()
    {
        using var iommu = new Iommu();
        for (var round = 0; round < 3; round++)
        {
            var table = iommu.Allocate(Config)!;
            Assert.True(table.TryAccess(out var access));
            access.Dispose();
            Books.Unbind(iommu.Device);
            Assert.True(table.IsRevoked);
        }
    }

    private static bool IsRefused(IoPageTableAccess access)
    {
        try
        {
            access.Translate(0, Books.OneCall);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    /// <summary>A device whose driver allocates page tables.</summary>
    private sealed class Iommu : IDisposable
    {
        private readonly RootDevice _root = RootDevice.Register("iommu");

        public Iommu() => Device = _root.Retain();

        public Device Device { get; }

        public IoPageTable? Allocate(IoPageTableConfig config) => Allocate(config, out _);

        public IoPageTable? Allocate(IoPageTableConfig config, out IoPageTableConfig effective, IoPageTableFormat format = IoPageTableFormat.Arm64LpaeS1)
        {
            IoPageTable? table = null;
            IoPageTableConfig? made = null;
            Books.Bind(Device, (scoped device) => table = IoPageTable.Allocate(format, config, device, out made, null));
            effective = made!;
            return table;
        }

        public void Forget()
        {
            Device.Dispose();
            _root.Dispose();
        }

        public void Dispose()
        {
            Books.Unbind(Device);
            Forget();
        }
    }
}
