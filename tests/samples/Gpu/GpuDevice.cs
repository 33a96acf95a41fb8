using BindGen.Runtime;
using Linux;

namespace Gpu;

/// <summary>What the driver has for one device, for as long as the device is bound: its page table.</summary>
public sealed class GpuDevice
{
    public const int PageSize = 0x1000;

    // IOMMU_READ | IOMMU_WRITE of linux/iommu.h, and GFP_KERNEL of linux/gfp_types.h.
    private const int ReadWrite = 3;
    private const uint MaySleep = 0xcc0;

    private static readonly Errno OutOfMemory = new(-12);
    private static readonly Errno Gone = new(-19);

    private static readonly Acknowledgement OneCall = new("PGT-RANGE", "every call about the table is made under the device's lock");

    private readonly Lock _gate = new();
    private readonly IoPageTable _table;
    private int _flushes;

    /// <exception cref="KernelException">There is no memory for the table.</exception>
    internal GpuDevice(scoped DeviceRef<Bound> device) => _table =
        IoPageTable.Allocate(
            IoPageTableFormat.Arm64LpaeS1,
            new IoPageTableConfig { PageSizes = PageSize, InputBits = 39, OutputBits = 40, CoherentWalk = true },
            device,
            out _,
            new FlushOps { FlushAll = Flushed, FlushWalk = (_, _, _) => Flushed() })
        ?? throw new KernelException(OutOfMemory, "alloc_io_pgtable_ops");

    /// <summary>How often the page table has asked to forget what the hardware remembers of it.</summary>
    public int Flushes => Volatile.Read(ref _flushes);

    /// <returns>ENODEV when the device is being unbound.</returns>
    internal Errno Map(ref MapRequest request)
    {
        if (!_table.TryAccess(out var access))
            return Gone;
        using (access)
            lock (_gate)
            {
                var result = access.MapPages((nuint)request.Address, request.Physical, PageSize, (nuint)request.Pages, ReadWrite, MaySleep, out var mapped, OneCall);
                request.Mapped = mapped;
                return result;
            }
    }

    /// <inheritdoc cref="Map"/>
    internal Errno Translate(ref TranslateRequest request)
    {
        if (!_table.TryAccess(out var access))
            return Gone;
        using (access)
            lock (_gate)
                request.Physical = access.Translate((nuint)request.Address, OneCall);
        return default;
    }

    private void Flushed() => Interlocked.Increment(ref _flushes);
}
