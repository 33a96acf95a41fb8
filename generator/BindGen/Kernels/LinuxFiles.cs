using System.Runtime.InteropServices;

namespace BindGen.Kernels;

/// <summary>What Linux does with files and .NET does not offer.</summary>
internal static partial class LinuxFiles
{
    private const int CurrentDirectory = -100;
    private const uint ExchangeNames = 2;
    private const int DoNotFollow = 0x100;
    private const uint BasicFacts = 0x7ff;

    /// <summary>Lets two files or directories have each other's name, in one step.</summary>
    /// <returns>False where the file system cannot.</returns>
    public static bool Exchange(string left, string right) => Rename(CurrentDirectory, left, CurrentDirectory, right, ExchangeNames) == 0;

    /// <returns>Null for what is not there.</returns>
    public static unsafe FileFacts? FactsOf(string path)
    {
        Status status;
        return Stat(CurrentDirectory, path, DoNotFollow, BasicFacts, &status) == 0
            ? new FileFacts((status.DeviceMajor, status.DeviceMinor, status.Inode), status.Links, (long)status.Blocks * 512)
            : null;
    }

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(int oldDirectory, string oldPath, int newDirectory, string newPath, uint flags);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Stat(int directory, string path, int flags, uint mask, Status* status);

    /// <summary><c>struct statx</c>, which is the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(48)]
        public ulong Blocks;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}

/// <param name="Identity">The same for all names of one file.</param>
/// <param name="Links">How many names it has.</param>
/// <param name="Bytes">What it takes on the disk.</param>
internal readonly record struct FileFacts((uint Major, uint Minor, ulong Inode) Identity, uint Links, long Bytes);
