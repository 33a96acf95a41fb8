using Linux;
using Xunit;

namespace BindGen.KernelTests.Host;

internal static class IoPageTableSuites
{
    /// <summary>IOMMU_READ | IOMMU_WRITE of <c>linux/iommu.h</c>.</summary>
    private const int ReadWrite = 3;

    /// <summary>GFP_KERNEL of <c>linux/gfp_types.h</c>.</summary>
    private const uint GfpKernel = 0xcc0;

    [HostSuite]
    public static void An_LPAE_table_maps_translates_and_unmaps() =>
        MapTranslateUnmap(IoPageTableFormat.Arm64LpaeS1, new IoPageTableConfig { PageSizes = 0x1000, InputBits = 39, OutputBits = 40, CoherentWalk = true }, 0x1000);

    [HostSuite]
    public static void A_DART_table_maps_translates_and_unmaps() =>
        MapTranslateUnmap(IoPageTableFormat.AppleDart, new IoPageTableConfig { PageSizes = 0x4000, InputBits = 32, OutputBits = 36, CoherentWalk = true }, 0x4000);

    [HostSuite]
    public static void A_configuration_that_a_format_cannot_have_gives_no_table()
    {
        using var root = RootDevice.Register("iommu");
        using var device = root.Retain();
        var config = new IoPageTableConfig { PageSizes = 0x1000, InputBits = 50, OutputBits = 60 };
        Books.Bind(device, (scoped bound) => Assert.Null(IoPageTable.Allocate(IoPageTableFormat.AppleDart, config, bound, out _, null)));
    }

    private static void MapTranslateUnmap(IoPageTableFormat format, IoPageTableConfig config, nuint page)
    {
        using var root = RootDevice.Register("iommu");
        using var device = root.Retain();
        IoPageTable? allocated = null;
        Books.Bind(device, (scoped bound) => allocated = IoPageTable.Allocate(format, config, bound, out _, null));
        using var owned = allocated!;
        Assert.Equal(1, HostBooks.Count(HostKind.PageTable));
        Assert.True(owned.TryAccess(out var table));
        using var end = table;

        Assert.True(table.MapPages(page * 8, 0x8000_0000, page, 4, ReadWrite, GfpKernel, out var mapped, Books.OneCall).IsSuccess);
        Assert.Equal(page * 4, mapped);
        Assert.Equal(0x8000_0000ul + page + 8, table.Translate(page * 9 + 8, Books.OneCall));
        Assert.Equal(0ul, table.Translate(page * 12, Books.OneCall));
        Assert.Equal(page * 2, table.UnmapPages(page * 8, page, 2, Books.OneCall));
        Assert.Equal(0ul, table.Translate(page * 8, Books.OneCall));
        Assert.Equal(0x8000_0000ul + page * 3, table.Translate(page * 11, Books.OneCall));
        Assert.Equal(page * 2, table.UnmapPages(page * 10, page, 2, Books.OneCall));
    }
}
