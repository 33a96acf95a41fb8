using System.Runtime.InteropServices;
using System.Text;

namespace BindGen.KernelTests.Host;

/// <summary>What the host knows of an object: <c>enum host_kind</c>.</summary>
internal enum HostKind
{
    Memory,
    Pages,
    Device,
    DrmDevice,
    PageTable,
}

/// <summary>What the kernel code, or the host on its behalf, complained about: <c>enum host_report</c>.</summary>
internal enum HostReport
{
    Warn,
    Bug,
    Misuse,
}

/// <summary>The kernel host's own functions: <c>tests/kernel-host/shim/host.h</c>.</summary>
internal static unsafe class HostBooks
{
    private const string Library = "kernel";
    private const int TextLength = 64;

    public static int Boot() => host_boot();

    public static void Settle() => host_settle();

    /// <summary>Until <see cref="LeaveAtomicSection"/> on the same thread, sleeping is a bug.</summary>
    public static void EnterAtomicSection() => host_atomic_enter();

    public static void LeaveAtomicSection() => host_atomic_exit();

    public static long References(nint address) => host_references((void*)address);

    public static string[] Live()
    {
        var lines = new List<string>();
        foreach (var kind in Enum.GetValues<HostKind>())
        {
            var cursor = default(HostObject);
            while (host_next_live((int)kind, cursor.Sequence, &cursor) != 0)
                lines.Add($"{kind} {Text(cursor.Name)}: {cursor.Size} bytes at 0x{cursor.Address:x}, {cursor.References} references, made by {Text(cursor.Caller)}");
        }

        return [.. lines];
    }

    public static long Count(HostKind kind) => (long)host_live((int)kind);

    public static string[] Reports(HostReport report)
    {
        var lines = new string[host_reports((int)report)];
        Span<byte> text = stackalloc byte[1024];
        for (var index = 0; index < lines.Length; index++)
        {
            fixed (byte* bytes = text)
            {
                var length = host_report_text((int)report, (nuint)index, bytes, (nuint)text.Length);
                lines[index] = Encoding.UTF8.GetString(bytes, (int)Math.Clamp(length, 0, text.Length));
            }
        }

        return lines;
    }

    /// <summary>Opens a device node: a file, or an error below 0.</summary>
    public static long Open(uint major, uint minor) => host_open(major, minor);

    public static long Control(long file, uint command, void* argument) => host_ioctl((nint)file, command, argument);

    public static long Close(long file) => host_close((nint)file);

    public static void ClearReports() => host_clear_reports();

    private static string Text(byte* text) => Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    [StructLayout(LayoutKind.Sequential)]
    private struct HostObject
    {
        public nint Address;
        public nuint Size;
        public nuint Sequence;
        public nint References;
        public int Kind;
        public fixed byte Name[TextLength];
        public fixed byte Caller[TextLength];
    }

    [DllImport(Library)]
    private static extern int host_boot();

    [DllImport(Library)]
    private static extern void host_settle();

    [DllImport(Library)]
    private static extern nuint host_live(int kind);

    [DllImport(Library)]
    private static extern int host_next_live(int kind, nuint sequence, HostObject* found);

    [DllImport(Library)]
    private static extern nint host_references(void* address);

    [DllImport(Library)]
    private static extern nuint host_reports(int report);

    [DllImport(Library)]
    private static extern nint host_report_text(int report, nuint index, byte* text, nuint size);

    [DllImport(Library)]
    private static extern void host_clear_reports();

    [DllImport(Library)]
    private static extern void host_atomic_enter();

    [DllImport(Library)]
    private static extern void host_atomic_exit();

    [DllImport(Library)]
    private static extern nint host_open(uint major, uint minor);

    [DllImport(Library)]
    private static extern nint host_ioctl(nint file, uint command, void* argument);

    [DllImport(Library)]
    private static extern nint host_close(nint file);
}
