using System.Runtime.InteropServices;
using BindGen.Runtime;
using Linux;

namespace BindGen.KernelTests;

/// <summary>What a driver does with its device.</summary>
internal delegate void BoundDeviceAction(scoped DeviceRef<Bound> device);

/// <summary>What is done with a page table while it is kept.</summary>
internal delegate void IoPageTableAccessAction(scoped IoPageTableAccess table);

/// <summary>What the C library under the wrappers recorded.</summary>
internal static unsafe class Books
{
    public const int Devices = 0;
    public const int DrmDevices = 1;
    public const int PageTables = 2;
    public const int Classes = 3;

    public static int Violations => books_violations();

    public static string LastViolation => Marshal.PtrToStringUTF8((nint)books_last_violation())!;

    public static int Live(int kind) => books_live(kind);

    public static int References(OwnedHandle handle)
    {
        using var pin = new Pinned(handle);
        return books_references((void*)pin.Pointer);
    }

    /// <summary>Enumerations that have not ended.</summary>
    public static int Cursors => kernel_cursors();

    /// <summary>A device as a bus allocates it: zeroed memory, of which nothing counts references.</summary>
    public static Device FreshDevice(string name)
    {
        using var text = new NativeText(name, nameof(name));
        return new Device((nint)kernel_fresh_device((sbyte*)text.Pointer));
    }

    public static void Reset() => books_reset();

    /// <summary>Gives a device a child that belongs to it.</summary>
    public static void AddChild(OwnedHandle parent, string name)
    {
        using var pin = new Pinned(parent);
        using var text = new NativeText(name, nameof(name));
        kernel_add_child((void*)pin.Pointer, (sbyte*)text.Pointer);
    }

    /// <summary>What the rules ask of who maps pages.</summary>
    public static Acknowledgement OneCall { get; } = new("PGT-RANGE", "the test makes one call at a time");

    /// <summary>What the rules ask of who renames a device.</summary>
    public static Acknowledgement NobodyElse { get; } = new("DEV-RENAME", "nobody but the test knows the device");

    /// <summary>Lends a device as its driver gets it, whose functions are called with the device bound.</summary>
    public static void Bind(Device device, BoundDeviceAction action)
    {
        using var pin = new Pinned(device);
        action(new DeviceRef<Bound>(pin.Pointer));
    }

    /// <summary>As the device's driver does.</summary>
    public static IoPageTable? Allocate(Device device, IoPageTableConfig config, FlushOps? flush, IoPageTableFormat format = IoPageTableFormat.Arm64LpaeS1)
    {
        IoPageTable? table = null;
        Bind(device, (scoped bound) => table = IoPageTable.Allocate(format, config, bound, out _, flush));
        return table;
    }

    /// <summary>Lets the action into a table that is not revoked.</summary>
    public static void Access(IoPageTable table, IoPageTableAccessAction action)
    {
        if (!table.TryAccess(out var access))
            throw new RevokedException(nameof(IoPageTable));
        using (access)
            action(access);
    }

    /// <summary>Ends what C has promised to end when the device is unbound.</summary>
    public static void Unbind(Device device)
    {
        using var pin = new Pinned(device);
        kernel_unbind((void*)pin.Pointer);
    }

    [DllImport("kernel")]
    private static extern void kernel_unbind(void* device);

    /// <summary>C flushes a page table that it has freed.</summary>
    public static void FlushFreed() => kernel_flush_freed();

    /// <summary>C flushes on a thread of its own, and waits for it.</summary>
    public static void FlushElsewhere(IoPageTable table) => Access(table, (scoped access) => kernel_flush_elsewhere((void*)access.Pointer));

    [DllImport("kernel")]
    private static extern int kernel_cursors();

    [DllImport("kernel")]
    private static extern void* kernel_fresh_device(sbyte* name);

    [DllImport("kernel")]
    private static extern int books_live(int kind);

    [DllImport("kernel")]
    private static extern int books_references(void* handle);

    [DllImport("kernel")]
    private static extern int books_violations();

    [DllImport("kernel")]
    private static extern sbyte* books_last_violation();

    [DllImport("kernel")]
    private static extern void books_reset();

    [DllImport("kernel")]
    private static extern void kernel_add_child(void* parent, sbyte* name);

    [DllImport("kernel")]
    private static extern void kernel_flush_freed();

    [DllImport("kernel")]
    private static extern void kernel_flush_elsewhere(void* table);
}
