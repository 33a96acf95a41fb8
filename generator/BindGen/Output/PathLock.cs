using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BindGen.Output;

/// <summary>
/// The right to change what is at a path, for one process at a time; the system takes it back from a process that dies. It is a lock on
/// the file or directory itself, so that no lock file is left behind. A file system that knows no locks grants it to everybody.
/// </summary>
internal sealed class PathLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private const int DefaultFileMode = 0x1b6;
    private const int DefaultDirectoryMode = 0x1ff;

    private PathLock(SafeFileHandle handle) => Handle = handle;

    public SafeFileHandle Handle { get; }

    /// <summary>Of a directory that is there.</summary>
    /// <returns>Null when it is not.</returns>
    /// <exception cref="IOException">It cannot be opened, or another process keeps it for too long.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be opened.</exception>
    public static PathLock? OfExisting(string path) => Take(path, () => Open(path, LibC.OpenReadOnly));

    /// <summary>Of a directory that is made when it is not there; its parent must be.</summary>
    /// <inheritdoc cref="OfExisting" path="/exception"/>
    public static PathLock OfDirectory(string path) => Ensured(path, () =>
    {
        if (LibC.MakeDirectory(path, DefaultDirectoryMode) != 0 && Marshal.GetLastPInvokeError() != LibC.Exists)
            throw LibC.Failure(path);
        return Open(path, LibC.OpenReadOnly);
    });

    /// <summary>Of a file that is made when it is not there, open for writing.</summary>
    /// <inheritdoc cref="OfExisting" path="/exception"/>
    public static PathLock OfFile(string path) => Ensured(path, () => Open(path, LibC.OpenReadWrite | LibC.OpenCreate));

    /// <summary>Gives it back at once: a process that another thread is starting has the handle too, until it has become another program.</summary>
    public void Dispose()
    {
        if (!Handle.IsClosed)
            _ = LibC.Lock(Handle, LibC.LockNoMore);
        Handle.Dispose();
    }

    private static PathLock Ensured(string path, Func<SafeFileHandle?> open)
    {
        for (var start = Stopwatch.GetTimestamp(); ;)
        {
            // Null when the process that had it took the path away after it was opened here.
            if (Take(path, open) is { } taken)
                return taken;
            Wait(path, start);
        }
    }

    private static PathLock? Take(string path, Func<SafeFileHandle?> open)
    {
        for (var start = Stopwatch.GetTimestamp(); ;)
        {
            if (open() is not { } handle)
                return null;
            if (LibC.Lock(handle, LibC.LockExclusiveNow) == 0 || Marshal.GetLastPInvokeError() != LibC.WouldBlock)
            {
                // Whoever had it may have put something else at the path.
                if (FileStatus.Of(handle)?.Identity == FileStatus.Of(path)?.Identity)
                    return new PathLock(handle);
            }
            else
                Wait(path, start);
            handle.Dispose();
        }
    }

    private static void Wait(string path, long start)
    {
        if (Stopwatch.GetElapsedTime(start) > Patience)
            throw new IOException($"another process is writing it ('{path}')");
        Thread.Sleep(Pause);
    }

    private static SafeFileHandle? Open(string path, int flags)
    {
        var handle = LibC.Open(path, flags | LibC.OpenCloseOnExec, DefaultFileMode);
        return !handle.IsInvalid ? handle : Marshal.GetLastPInvokeError() == LibC.NoEntry ? null : throw LibC.Failure(path);
    }
}
