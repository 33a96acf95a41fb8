using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BindGen.Output;

/// <summary>
/// The few calls of Linux that the framework has no method for. They are found as the program itself finds them, and not in a library by
/// name, so that what is loaded before libc sees them too.
/// </summary>
internal static unsafe partial class LibC
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int WouldBlock = 11;
    public const int AccessDenied = 13;
    public const int Busy = 16;
    public const int Exists = 17;
    public const int OtherDevice = 18;
    public const int InvalidArgument = 22;
    public const int TooManyLinks = 31;
    public const int NotImplemented = 38;
    public const int NotSupported = 95;

    public const int OpenReadOnly = 0;
    public const int OpenWriteOnly = 1;
    public const int OpenReadWrite = 2;
    public const int OpenCreate = 0x40;
    public const int OpenCloseOnExec = 0x80000;
    public const int LockExclusiveNow = 2 | 4;
    public const int LockNoMore = 8;
    public const int CurrentDirectory = -100;
    public const int EmptyPath = 0x1000;
    public const int NoFollow = 0x100;
    private const uint Exchange = 2;
    public const int MayWrite = 2;

    private const string Library = "libc-of-the-program";

    private static readonly int[] Impossible = [InvalidArgument, NotImplemented, NotSupported, OtherDevice, Busy, NotPermitted, AccessDenied];

    static LibC() => NativeLibrary.SetDllImportResolver(
        Assembly.GetExecutingAssembly(), (name, _, _) => name == Library ? NativeLibrary.GetMainProgramHandle() : 0);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle Open(string path, int flags, int mode);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeDirectory(string path, int mode);

    [LibraryImport(Library, EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Link(string existing, string path);

    [LibraryImport(Library, EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport(Library, EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Status(int directory, string path, int flags, uint mask, FileStatus* status);

    /// <summary>Two directories, or two files, change places in one step.</summary>
    /// <returns>False where the system or the file system cannot do it.</returns>
    /// <exception cref="IOException">It went wrong.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be done.</exception>
    public static bool TryExchange(string one, string other)
    {
        try
        {
            return Rename(CurrentDirectory, one, CurrentDirectory, other, Exchange) == 0
                || (Impossible.Contains(Marshal.GetLastPInvokeError()) ? false : throw Failure(other));
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without the call.
            return false;
        }
    }

    /// <exception cref="IOException">Always, for any other error than those of <see cref="UnauthorizedAccessException"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">The last call was not permitted.</exception>
    public static Exception Failure(string path) => Marshal.GetLastPInvokeError() switch
    {
        NotPermitted or AccessDenied => new UnauthorizedAccessException($"Access to the path '{path}' is denied."),
        var error => new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'", error),
    };
}
