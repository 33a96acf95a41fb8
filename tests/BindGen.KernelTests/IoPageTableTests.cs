using BindGen.MisuseTests;
using Linux;
using Xunit;

namespace BindGen.KernelTests;

public sealed class IoPageTableTests : BookedTest
{
    [Fact]
    public void Pages_are_mapped_translated_and_unmapped()
    {
        using var table = Allocate();
        Assert.True(table.MapPages(0x2000, 0x80000, 4096, 3, 3, 0, out var mapped).IsSuccess);
        Assert.Equal(3u * 4096, mapped);
        Assert.Equal(0x81008u, table.Translate(0x3008));
        Assert.Equal(2u * 4096, table.UnmapPages(0x3000, 4096, 2));
        Assert.Equal(0u, table.Translate(0x3008));
    }

    [Fact]
    [Misuse("M69", MisuseKind.Inexpressible)]
    public void A_failed_map_says_how_much_was_mapped()
    {
        using var table = Allocate();
        Assert.True(table.MapPages(0x2000, 0x80000, 4096, 1, 3, 0, out _).IsSuccess);
        var result = table.MapPages(0, 0x90000, 4096, 3, 3, 0, out var mapped);
        Assert.Equal(("EEXIST", 2u * 4096), (result.Name, mapped));
    }

    [Fact]
    [Misuse("M44", MisuseKind.Inexpressible)]
    public void The_device_that_c_keeps_without_a_reference_is_kept_by_the_table()
    {
        var root = RootDevice.Register("iommu");
        var device = root.Retain();
        var table = IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, new IoPageTableConfig { IommuDevice = device }, out _, null);
        device.Dispose();
        root.Dispose();
        Assert.Equal(1, Books.Live(Books.Devices));
        Assert.Equal(0u, table!.Translate(0));
        table.Dispose();
        Assert.Equal((0, 0), (Books.Live(Books.Devices), Books.Live(Books.PageTables)));
    }

    [Fact]
    public void A_configuration_goes_in_and_what_c_made_of_it_comes_out()
    {
        using var root = RootDevice.Register("iommu");
        using var device = root.Retain();
        var config = new IoPageTableConfig { PageSizes = 0x40201000, InputBits = 39, OutputBits = 40, CoherentWalk = true, IommuDevice = device };
        using var table = IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, config, out var effective, null);
        Assert.Equal(config with { PageSizes = 0x1000 }, effective);
    }

    [Fact]
    public void Quirks_have_names()
    {
        using var root = RootDevice.Register("iommu");
        using var device = root.Retain();
        var config = new IoPageTableConfig { Quirks = (nuint)(IoPageTableQuirks.ArmNs | IoPageTableQuirks.ArmTtbr1), IommuDevice = device };
        using var table = IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, config, out var effective, null);
        Assert.Equal(0x21u, effective!.Quirks);
        Assert.Equal("ArmNs, ArmTtbr1", $"{(IoPageTableQuirks)effective.Quirks}");
    }

    [Fact]
    public void A_format_that_c_does_not_have_gives_no_table_and_keeps_nothing()
    {
        using var root = RootDevice.Register("iommu");
        using var device = root.Retain();
        Assert.Null(IoPageTable.Allocate((IoPageTableFormat)100, new IoPageTableConfig { IommuDevice = device }, out _, null));
        Assert.Equal(3, Books.References(device));
    }

    [Fact]
    public void A_disposed_device_cannot_be_configured()
    {
        using var root = RootDevice.Register("iommu");
        var device = root.Retain();
        device.Dispose();
        Assert.Throws<ObjectDisposedException>(() => IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, new IoPageTableConfig { IommuDevice = device }, out _, null));
    }

    [Fact]
    public void A_table_that_is_freed_is_not_used()
    {
        var table = Allocate();
        table.Dispose();
        table.Dispose();
        Assert.Throws<ObjectDisposedException>(() => table.Translate(0));
        Assert.Throws<ObjectDisposedException>(() => table.MapPages(0, 0, 4096, 1, 3, 0, out _));
    }

    private static IoPageTable Allocate()
    {
        using var root = RootDevice.Register("iommu");
        using var device = root.Retain();
        return IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, new IoPageTableConfig { PageSizes = 4096, IommuDevice = device }, out _, null)!;
    }
}
