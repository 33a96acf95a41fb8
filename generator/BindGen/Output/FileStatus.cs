using System.Runtime.InteropServices;

namespace BindGen.Output;

/// <summary>What the kernel says of a file: <c>struct statx</c>, which is the same on every machine, as far as it is asked for.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal readonly struct FileStatus
{
    private const uint Basic = 0x7ff;
    private const int BlockSize = 512;
    private const int KindMask = 0xf000;
    private const int RegularKind = 0x8000;

    /// <summary>How many names it has.</summary>
    [FieldOffset(16)] public readonly uint Links;

    [FieldOffset(20)] public readonly uint Owner;
    [FieldOffset(28)] private readonly ushort _mode;
    [FieldOffset(32)] private readonly ulong _number;
    [FieldOffset(48)] private readonly ulong _blocks;
    [FieldOffset(136)] private readonly uint _deviceMajor;
    [FieldOffset(140)] private readonly uint _deviceMinor;

    /// <summary>Two paths with the same one are one file.</summary>
    public (uint, uint, ulong) Identity => (_deviceMajor, _deviceMinor, _number);

    /// <summary>What it takes on the disk.</summary>
    public long Bytes => (long)_blocks * BlockSize;

    public (uint, uint) Device => (_deviceMajor, _deviceMinor);

    /// <summary>Neither a directory nor a device, pipe or socket.</summary>
    public bool IsRegular => (_mode & KindMask) == RegularKind;

    /// <summary>Of the file itself when the path is a symbolic link to one, unless it is not to be followed.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="IOException">No file can be there: a name is too long, or a file stands where a directory should.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be asked for.</exception>
    public static FileStatus? Of(string path, bool follow = true) => Of(LibC.CurrentDirectory, path, follow ? 0 : LibC.NoFollow);

    public static FileStatus? Of(SafeHandle handle) => Of((int)handle.DangerousGetHandle(), "", LibC.EmptyPath);

    private static unsafe FileStatus? Of(int directory, string path, int flags)
    {
        FileStatus status;
        if (LibC.Status(directory, path, flags, Basic, &status) == 0)
            return status;
        return Marshal.GetLastPInvokeError() == LibC.NoEntry ? null : throw LibC.Failure(path);
    }
}
